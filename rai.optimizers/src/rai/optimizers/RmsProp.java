package rai.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * RMSprop (Tieleman & Hinton, 2012): the gradient divided by the root of the running mean of its squares; centred (Graves,
 * 2013, arXiv:1308.0850), by its standard deviation. v ← alpha · v + (1 - alpha) · d², a ← alpha · a + (1 - alpha) · d,
 * q = d / (√(v - a²) + epsilon), or with √v where it is not centred; b ← momentum · b + q, x ← x - rate · b; without momentum
 * b = q. Here d = g + weight-decay · x.
 */
@Component
@Named("rmsprop")
@About(
        value = "The gradient divided by its recent size, by choice with momentum: for mini-batches, and where the"
                + " objective changes.",
        formula = "v <- alpha v + (1 - alpha) g^2; b <- momentum b + g / (sqrt(v) + epsilon); x <- x - rate b;"
                + " centered: sqrt(v - a^2) with a <- alpha a + (1 - alpha) g",
        source = "Tieleman & Hinton, 2012, Coursera lecture 6.5; centred: Graves, 2013, arXiv:1308.0850")
public class RmsProp implements ElementwiseOptimizer {
    private static final String SECOND = "second-moment";
    private static final String MEAN = "mean-gradient";
    private static final String VELOCITY = "velocity";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.01;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double alpha = 0.99;

    @Setting(value = "Share of the last velocity that is kept.", min = 0)
    double momentum = 0;

    @Setting("Whether the denominator is the standard deviation, not the root mean square.")
    boolean centered = false;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

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
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        Tiles.move(x, gradient, slots, slots(), new Move(rate * update.factor()));
    }

    private final class Move implements Tiles.Rule {
        private final double size;

        Move(double size) {
            this.size = size;
        }

        @Override
        public void move(float[] x, float[] g, float[][] s, int n) {
            float[] v = s[0];
            float p = (float) alpha;
            float q = (float) (1 - alpha);
            float eps = (float) epsilon;
            float decay = (float) weightDecay;
            float mu = (float) momentum;
            float step = (float) size;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                g[i] = d;
                v[i] = p * v[i] + q * (d * d);
            }
            if (centered) {
                float[] a = s[1];
                for (int i = 0; i < n; i++) { // rounding must not make the variance negative
                    a[i] = p * a[i] + q * g[i];
                    g[i] /= (float) Math.sqrt(Math.max(0, v[i] - a[i] * a[i])) + eps;
                }
            } else {
                for (int i = 0; i < n; i++) {
                    g[i] /= (float) Math.sqrt(v[i]) + eps;
                }
            }
            float[] b = momentum > 0 ? s[s.length - 1] : g;
            if (momentum > 0) {
                for (int i = 0; i < n; i++) {
                    b[i] = mu * b[i] + g[i];
                }
            }
            for (int i = 0; i < n; i++) {
                x[i] -= step * b[i];
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] v = s[0];
            double p = alpha;
            double q = 1 - alpha;
            double eps = epsilon;
            double decay = weightDecay;
            double mu = momentum;
            double step = size;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                g[i] = d;
                v[i] = p * v[i] + q * (d * d);
            }
            if (centered) {
                double[] a = s[1];
                for (int i = 0; i < n; i++) { // rounding must not make the variance negative
                    a[i] = p * a[i] + q * g[i];
                    g[i] /= Math.sqrt(Math.max(0, v[i] - a[i] * a[i])) + eps;
                }
            } else {
                for (int i = 0; i < n; i++) {
                    g[i] /= Math.sqrt(v[i]) + eps;
                }
            }
            double[] b = momentum > 0 ? s[s.length - 1] : g;
            if (momentum > 0) {
                for (int i = 0; i < n; i++) {
                    b[i] = mu * b[i] + g[i];
                }
            }
            for (int i = 0; i < n; i++) {
                x[i] -= step * b[i];
            }
        }
    }
}
