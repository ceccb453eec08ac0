package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * AdamW (Loshchilov and Hutter, 2019, arXiv:1711.05101): Adam with weight decay apart from the gradient instead of in it:
 * x ← (1 - rate · weight-decay) · x, then the update of {@link Adam} without a penalty.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("adamw")
@About(
        value = "Adam with weight decay kept apart from the gradient, so that it is not divided by the size of the"
                + " gradient.",
        formula = "x <- (1 - rate weight-decay) x; then as adam",
        source = "Loshchilov & Hutter, 2019, ICLR, arXiv:1711.05101")
public class AdamW extends DecoupledOptimizer {
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting("Whether the denominator never shrinks (AMSGrad).")
    boolean amsgrad = false;

    public AdamW() {
        super(0.001, 0.01);
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
