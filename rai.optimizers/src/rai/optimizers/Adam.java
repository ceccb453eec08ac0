package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Adam (Kingma and Ba, 2015, arXiv:1412.6980), with weight decay as an L2 penalty: d = g + weight-decay · x,
 * m ← beta1 · m + (1 - beta1) · d, v ← beta2 · v + (1 - beta2) · d²,
 * x ← x - rate · m̂ / (√v̂ + epsilon) with m̂ = m / (1 - beta1ᵗ) and v̂ = v / (1 - beta2ᵗ) at update t. AMSGrad (Reddi, Kale and
 * Kumar, 2018, arXiv:1904.09237) takes the largest v so far in v̂.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("adam")
@About(
        value = "Steps of about the learning rate in every coordinate, by running moments of the gradient:"
                + " the usual choice for mini-batches.",
        formula = "m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2;"
                + " x <- x - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)",
        source = "Kingma & Ba, 2015, ICLR, arXiv:1412.6980; AMSGrad: Reddi, Kale & Kumar, 2018, ICLR, arXiv:1904.09237")
public class Adam extends PenalizedOptimizer {
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting("Whether the denominator never shrinks (AMSGrad).")
    boolean amsgrad = false;

    public Adam() {
        super(0.001);
    }

    @Override
    public List<String> slots() {
        return AdamRule.slots(amsgrad);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor() / (1 - functions.pow(beta1, update.number()));
        double root = Math.sqrt(1 - functions.pow(beta2, update.number()));
        return AdamRule.of(beta1, beta2, epsilon, amsgrad, size, root);
    }
}
