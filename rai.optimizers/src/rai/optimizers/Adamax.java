package rai.optimizers;

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
 * Adamax (Kingma & Ba, 2015, arXiv:1412.6980): Adam with the largest recent gradient as its denominator.
 * m ← beta1 · m + (1 - beta1) · d, u ← max(beta2 · u, |d| + epsilon), x ← x - rate / (1 - beta1ᵗ) · m / u, where
 * d = g + weight-decay · x.
 */
@Component
@Named("adamax")
@About(
        value = "Adam with the largest recent gradient of each coordinate instead of the mean of their squares.",
        formula = "m <- beta1 m + (1 - beta1) g; u <- max(beta2 u, |g| + epsilon); x <- x - rate / (1 - beta1^t) m / u",
        source = "Kingma & Ba, 2015, ICLR, arXiv:1412.6980")
public class Adamax implements ElementwiseOptimizer {
    private static final String FIRST = "first-moment";
    private static final String LARGEST = "largest-gradient";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.002;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the largest gradient.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the size of the gradient, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(FIRST, LARGEST);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double size = rate * update.factor() / (1 - Math.pow(beta1, update.number()));
        Tiles.move(x, gradient, slots, slots(), new Move(size));
    }

    private final class Move implements Tiles.Rule {
        private final double size;

        Move(double size) {
            this.size = size;
        }

        @Override
        public void move(float[] x, float[] g, float[][] s, int n) {
            float[] m = s[0];
            float[] u = s[1];
            float b1 = (float) beta1;
            float b2 = (float) beta2;
            float c1 = (float) (1 - beta1);
            float eps = (float) epsilon;
            float decay = (float) weightDecay;
            float step = (float) size;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                m[i] = b1 * m[i] + c1 * d;
                u[i] = Math.max(b2 * u[i], Math.abs(d) + eps);
                x[i] -= step * m[i] / u[i];
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] m = s[0];
            double[] u = s[1];
            double b1 = beta1;
            double b2 = beta2;
            double c1 = 1 - beta1;
            double eps = epsilon;
            double decay = weightDecay;
            double step = size;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                m[i] = b1 * m[i] + c1 * d;
                u[i] = Math.max(b2 * u[i], Math.abs(d) + eps);
                x[i] -= step * m[i] / u[i];
            }
        }
    }
}
