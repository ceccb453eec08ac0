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
 * Averaged stochastic gradient descent (Polyak & Juditsky, 1992): gradient descent with a falling rate, beside which the
 * mean of x is kept. At update t, η = rate / (1 + lambda · rate · (t - 1))^alpha, x ← (1 - lambda · η) · x - η · d, where
 * d = g + weight-decay · x. The mean, of all x from update t0 + 2 on, is the state vector {@code average}; it stands in the
 * checkpoint, and as in PyTorch it is the x without it that goes on.
 */
@Component
@Named("asgd")
@About(
        value = "Gradient descent with a falling rate; the mean of where it has been is kept as the vector average.",
        formula = "eta = rate / (1 + lambda rate (t - 1))^alpha; x <- (1 - lambda eta) x - eta g;"
                + " average <- mean of x from t0 on",
        source = "Polyak & Juditsky, 1992, SIAM J. Control Optim. 30")
public class Asgd implements ElementwiseOptimizer {
    private static final String AVERAGE = "average";

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.01;

    @Setting(value = "Strength of the decay of x and of the learning rate.", min = 0)
    double lambda = 1e-4;

    @Setting(value = "Power with which the learning rate falls.", min = 0)
    double alpha = 0.75;

    @Setting(value = "The update from which the mean is taken.", min = 0)
    double t0 = 1e6;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(AVERAGE);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double before = update.number() - 1;
        double eta = update.factor() * rate / Math.pow(1 + lambda * rate * before, alpha);
        Tiles.move(x, gradient, slots, slots(), new Move(eta, 1 / Math.max(1, before - t0)));
    }

    private final class Move implements Tiles.Rule {
        private final double eta;
        private final double share;

        Move(double eta, double share) {
            this.eta = eta;
            this.share = share;
        }

        @Override
        public void move(float[] x, float[] g, float[][] s, int n) {
            float[] mean = s[0];
            float step = (float) eta;
            float keep = (float) (1 - lambda * eta);
            float part = (float) share;
            float decay = (float) weightDecay;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                x[i] = keep * x[i] - step * d;
            }
            for (int i = 0; i < n; i++) {
                mean[i] = part == 1 ? x[i] : mean[i] + part * (x[i] - mean[i]);
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] mean = s[0];
            double step = eta;
            double keep = 1 - lambda * eta;
            double part = share;
            double decay = weightDecay;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                x[i] = keep * x[i] - step * d;
            }
            for (int i = 0; i < n; i++) {
                mean[i] = part == 1 ? x[i] : mean[i] + part * (x[i] - mean[i]);
            }
        }
    }
}
