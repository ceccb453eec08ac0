package rai.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * RMSprop (Tieleman and Hinton, 2012): the gradient divided by the root of the running mean of its squares; centred (Graves,
 * 2013, arXiv:1308.0850), by its standard deviation. v ← alpha · v + (1 - alpha) · d², a ← alpha · a + (1 - alpha) · d,
 * q = d / (√(v - a²) + epsilon), or with √v if it is not centred; b ← momentum · b + q, x ← x - rate · b; without momentum
 * b = q. Here d = g + weight-decay · x.
 */
@Component(service = ElementwiseOptimizer.class)
@Named("rmsprop")
@About(
        value = "The gradient divided by its recent size, optionally with momentum: for mini-batches, and for"
                + " objectives that change.",
        formula = "v <- alpha v + (1 - alpha) g^2; b <- momentum b + g / (sqrt(v) + epsilon); x <- x - rate b;"
                + " centered: sqrt(v - a^2) with a <- alpha a + (1 - alpha) g",
        source = "Tieleman & Hinton, 2012, Coursera lecture 6.5; centred: Graves, 2013, arXiv:1308.0850")
public class RmsProp extends PenalizedOptimizer {
    private static final String SECOND = "second-moment";
    private static final String MEAN = "mean-gradient";
    private static final String VELOCITY = "velocity";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double alpha = 0.99;

    @Setting(value = "Share of the last velocity that is kept.", min = 0)
    double momentum = 0;

    @Setting("Whether the denominator is the standard deviation, not the root mean square.")
    boolean centered = false;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    public RmsProp() {
        super(0.01);
    }

    @Override
    public List<String> slots() {
        List<String> slots = new ArrayList<>(List.of(SECOND));
        if (centered) {
            slots.add(MEAN);
        }
        if (momentum > 0) {
            slots.add(VELOCITY);
        }
        return slots;
    }

    @Override
    Tiles.Rule rule(Update update) {
        double size = rate * update.factor();
        return (x, d, s) -> {
            Row v = s[0];
            v.combineSquare(alpha, 1 - alpha, d);
            if (centered) {
                Row mean = s[1];
                mean.combine(alpha, 1 - alpha, d);
                d.divideByDeviation(v, mean, epsilon);
            } else {
                d.divideByRoot(v, epsilon);
            }
            Row b = d;
            if (momentum > 0) {
                b = s[s.length - 1];
                b.combine(momentum, 1, d);
            }
            x.add(-size, b);
        };
    }
}
