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
 * AdaBelief (Zhuang et al., 2020, arXiv:2010.07468): Adam whose denominator measures how far gradients are from what was
 * expected of them. m ← beta1 · m + (1 - beta1) · d, v ← beta2 · v + (1 - beta2) · (d - m)² + epsilon,
 * x ← x - rate · m̂ / (√v̂ + epsilon) with m̂ = m / (1 - beta1ᵗ), v̂ = v / (1 - beta2ᵗ) and d = g + weight-decay · x.
 */
@Component
@Named("adabelief")
@About(
        value = "Adam with long steps where gradients are as expected, and short ones where they are not.",
        formula = "m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) (g - m)^2 + epsilon;"
                + " x <- x - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)",
        source = "Zhuang et al., 2020, NeurIPS, arXiv:2010.07468")
public class AdaBelief implements ElementwiseOptimizer {
    private static final String FIRST = "first-moment";
    private static final String SURPRISE = "squared-surprise";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.001;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared surprises.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the squared surprise and to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-16;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(FIRST, SURPRISE);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double size = rate * update.factor() / (1 - Math.pow(beta1, update.number()));
        Tiles.move(x, gradient, slots, slots(), new Move(size, Math.sqrt(1 - Math.pow(beta2, update.number()))));
    }

    private final class Move implements Tiles.Rule {
        private final double size;
        private final double root;

        Move(double size, double root) {
            this.size = size;
            this.root = root;
        }

        @Override
        public void move(float[] x, float[] g, float[][] s, int n) {
            float[] m = s[0];
            float[] v = s[1];
            float b1 = (float) beta1;
            float b2 = (float) beta2;
            float c1 = (float) (1 - beta1);
            float c2 = (float) (1 - beta2);
            float eps = (float) epsilon;
            float decay = (float) weightDecay;
            float step = (float) size;
            float r = (float) root;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                m[i] = b1 * m[i] + c1 * d;
                v[i] = b2 * v[i] + c2 * ((d - m[i]) * (d - m[i])) + eps;
            }
            for (int i = 0; i < n; i++) {
                x[i] -= step * m[i] / ((float) Math.sqrt(v[i]) / r + eps);
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] m = s[0];
            double[] v = s[1];
            double b1 = beta1;
            double b2 = beta2;
            double c1 = 1 - beta1;
            double c2 = 1 - beta2;
            double eps = epsilon;
            double decay = weightDecay;
            double step = size;
            double r = root;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                m[i] = b1 * m[i] + c1 * d;
                v[i] = b2 * v[i] + c2 * ((d - m[i]) * (d - m[i])) + eps;
            }
            for (int i = 0; i < n; i++) {
                x[i] -= step * m[i] / (Math.sqrt(v[i]) / r + eps);
            }
        }
    }
}
