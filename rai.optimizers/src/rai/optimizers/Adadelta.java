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
 * Adadelta (Zeiler, 2012, arXiv:1212.5701): steps in units of the steps before. v ← rho · v + (1 - rho) · d²,
 * δ = √(u + epsilon) / √(v + epsilon) · d, u ← rho · u + (1 - rho) · δ², x ← x - rate · δ, where d = g + weight-decay · x.
 */
@Component
@Named("adadelta")
@About(
        value = "Steps as long as those before, in the unit of x: it needs no learning rate, and starts slowly.",
        formula = "v <- rho v + (1 - rho) g^2; d = sqrt(u + epsilon) / sqrt(v + epsilon) g;"
                + " u <- rho u + (1 - rho) d^2; x <- x - rate d",
        source = "Zeiler, 2012, arXiv:1212.5701")
public class Adadelta implements ElementwiseOptimizer {
    private static final String SECOND = "second-moment";
    private static final String STEPS = "squared-steps";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 1;

    @Setting(value = "Decay of the means of squares.", min = 0, max = BELOW_1)
    double rho = 0.9;

    @Setting(value = "Added below both roots: it gives the first step its length.", min = 0)
    double epsilon = 1e-6;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(SECOND, STEPS);
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
            float[] u = s[1];
            float p = (float) rho;
            float q = (float) (1 - rho);
            float eps = (float) epsilon;
            float decay = (float) weightDecay;
            float step = (float) size;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                v[i] = p * v[i] + q * (d * d);
                g[i] = (float) Math.sqrt(u[i] + eps) / (float) Math.sqrt(v[i] + eps) * d;
            }
            for (int i = 0; i < n; i++) {
                u[i] = p * u[i] + q * (g[i] * g[i]);
                x[i] -= step * g[i];
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] v = s[0];
            double[] u = s[1];
            double p = rho;
            double q = 1 - rho;
            double eps = epsilon;
            double decay = weightDecay;
            double step = size;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                v[i] = p * v[i] + q * (d * d);
                g[i] = Math.sqrt(u[i] + eps) / Math.sqrt(v[i] + eps) * d;
            }
            for (int i = 0; i < n; i++) {
                u[i] = p * u[i] + q * (g[i] * g[i]);
                x[i] -= step * g[i];
            }
        }
    }
}
