package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Lion (Chen et al., 2023, arXiv:2302.06675): every coordinate moves by the rate, against the sign of a mean of gradients.
 * c = beta1 · m + (1 - beta1) · g, x ← (1 - rate · weight-decay) · x - rate · sign(c), m ← beta2 · m + (1 - beta2) · g.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("lion")
@About(
        value = "Steps of exactly the learning rate, by the sign of the momentum: one state vector; take a third to"
                + " a tenth of Adam's rate.",
        formula = "c = beta1 m + (1 - beta1) g; x <- (1 - rate weight-decay) x - rate sign(c); m <- beta2 m + (1 -"
                + " beta2) g",
        source = "Chen et al., 2023, NeurIPS, arXiv:2302.06675")
public class Lion extends DecoupledOptimizer {
    private static final String MOMENTUM = "momentum";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Share of the momentum in the step.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Share of the momentum that is kept.", min = 0, max = BELOW_1)
    double beta2 = 0.99;

    public Lion() {
        super(1e-4, 0);
    }

    @Override
    public List<String> slots() {
        return List.of(MOMENTUM);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor();
        return (x, g, s) -> {
            Row m = s[0];
            x.subtractSign(size, beta1, m, 1 - beta1, g);
            m.combine(beta2, 1 - beta2, g);
        };
    }
}
