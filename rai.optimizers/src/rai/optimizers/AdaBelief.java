package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * AdaBelief (Zhuang et al., 2020, arXiv:2010.07468): Adam whose denominator measures how far gradients are from what was
 * expected of them. m ← beta1 · m + (1 - beta1) · d, v ← beta2 · v + (1 - beta2) · (d - m)² + epsilon,
 * x ← x - rate · m̂ / (√v̂ + epsilon) with m̂ = m / (1 - beta1ᵗ), v̂ = v / (1 - beta2ᵗ) and d = g + weight-decay · x.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("adabelief")
@About(
        value = "Adam with long steps if gradients are as expected, and short ones if they are not.",
        formula = "m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) (g - m)^2 + epsilon;"
                + " x <- x - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)",
        source = "Zhuang et al., 2020, NeurIPS, arXiv:2010.07468")
public class AdaBelief extends PenalizedOptimizer {
    private static final String FIRST = "first-moment";
    private static final String SURPRISE = "squared-surprise";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared surprises.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the squared surprise and to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-16;

    public AdaBelief() {
        super(0.001);
    }

    @Override
    public List<String> slots() {
        return List.of(FIRST, SURPRISE);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor() / (1 - functions.pow(beta1, update.number()));
        double root = Math.sqrt(1 - functions.pow(beta2, update.number()));
        return (x, d, s) -> {
            Row m = s[0];
            Row v = s[1];
            m.combine(beta1, 1 - beta1, d);
            v.combineSquaredDifference(beta2, 1 - beta2, d, m, epsilon);
            x.subtractByRoot(size, m, v, root, epsilon);
        };
    }
}
