package rai.optimizers;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * RAdam (Liu et al., 2020, arXiv:1908.03265): Adam that leaves out its denominator as long as too few gradients were seen to
 * know it, and then rectifies its variance. With m and v of {@link Adam}, ρ = 2 / (1 - beta2) - 1 and
 * ρ_t = ρ - 2 t beta2ᵗ / (1 - beta2ᵗ):
 *
 * <pre>
 * x ← x - rate · m̂                                                  where ρ_t ≤ 5
 * x ← x - rate · r_t · m̂ · √(1 - beta2ᵗ) / (√v + epsilon)              else,
 * r_t = √((ρ_t - 4)(ρ_t - 2) ρ / ((ρ - 4)(ρ - 2) ρ_t))
 * </pre>
 */
@Component(service = ElementwiseOptimizer.class)
@Named("radam")
@About(
        value = "Adam that warms itself up: the denominator counts only when enough gradients were seen to know it.",
        formula = "x <- x - rate r_t m / (1 - beta1^t) sqrt(1 - beta2^t) / (sqrt(v) + epsilon),"
                + " r_t = sqrt((p_t - 4)(p_t - 2) p / ((p - 4)(p - 2) p_t)); without denominator where p_t <= 5",
        source = "Liu et al., 2020, ICLR, arXiv:1908.03265")
public class RAdam extends PenalizedOptimizer {
    private static final String FIRST = "first-moment";
    private static final String SECOND = "second-moment";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    public RAdam() {
        super(0.001);
    }

    @Override
    public List<String> slots() {
        return List.of(FIRST, SECOND);
    }

    @Override
    Tiles.Rule rule(Update update) {
        double power = functions.pow(beta2, update.number());
        double most = 2 / (1 - beta2) - 1;
        double length = most - 2 * update.number() * power / (1 - power);
        double size = rate * update.factor() / (1 - functions.pow(beta1, update.number()));
        boolean rectified = length > 5;
        double rectification = rectified
                ? Math.sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length))
                        * Math.sqrt(1 - power)
                : 1;
        double step = size * rectification;
        return (x, d, s) -> {
            Row m = s[0];
            Row v = s[1];
            m.moments(beta1, beta2, v, d);
            if (rectified) {
                x.subtractByRoot(step, m, v, epsilon);
            } else {
                x.add(-step, m);
            }
        };
    }
}
