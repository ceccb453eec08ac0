package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Adamax (Kingma and Ba, 2015, arXiv:1412.6980): Adam with the largest recent gradient as its denominator.
 * m ← beta1 · m + (1 - beta1) · d, u ← max(beta2 · u, |d| + epsilon), x ← x - rate / (1 - beta1ᵗ) · m / u, where
 * d = g + weight-decay · x.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("adamax")
@About(
        value = "Adam with the largest recent gradient of each coordinate instead of the mean of their squares.",
        formula = "m <- beta1 m + (1 - beta1) g; u <- max(beta2 u, |g| + epsilon); x <- x - rate / (1 - beta1^t) m / u",
        source = "Kingma & Ba, 2015, ICLR, arXiv:1412.6980")
public class Adamax extends PenalizedOptimizer {
    private static final String FIRST = "first-moment";
    private static final String LARGEST = "largest-gradient";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the largest gradient.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the size of the gradient, against division by 0.", min = 0)
    double epsilon = 1e-8;

    public Adamax() {
        super(0.002);
    }

    @Override
    public List<String> slots() {
        return List.of(FIRST, LARGEST);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor() / (1 - functions.pow(beta1, update.number()));
        return (x, d, s) -> {
            Row m = s[0];
            Row u = s[1];
            m.combine(beta1, 1 - beta1, d);
            u.decayingMax(beta2, d, epsilon);
            x.subtractRatio(size, m, u);
        };
    }
}
