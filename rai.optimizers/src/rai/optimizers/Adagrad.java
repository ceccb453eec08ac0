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
 * Adagrad (Duchi, Hazan & Singer, 2011): each coordinate is divided by the root of the sum of all its squared gradients.
 * v ← v + d², x ← x - rate / (1 + (t - 1) · rate-decay) · d / (√v + epsilon), where d = g + weight-decay · x.
 */
@Component
@Named("adagrad")
@About(
        value = "Long steps for coordinates whose gradients are rare or small; every coordinate slows down for ever.",
        formula = "v <- v + g^2; x <- x - rate / (1 + (t - 1) rate-decay) g / (sqrt(v) + epsilon)",
        source = "Duchi, Hazan & Singer, 2011, JMLR 12")
public class Adagrad implements ElementwiseOptimizer {
    private static final String SUM = "sum-of-squares";

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.01;

    @Setting(value = "How fast the learning rate falls with the number of updates.", min = 0)
    double rateDecay = 0;

    @Setting(value = "What the sums of squares start with.", min = 0)
    double start = 0;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-10;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(SUM);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double size = rate * update.factor() / (1 + (update.number() - 1) * rateDecay);
        Tiles.move(x, gradient, slots, slots(), new Move(size));
    }

    @Override
    public void init(Slots slots) {
        slots.get(SUM).assign(start);
    }

    private final class Move implements Tiles.Rule {
        private final double size;

        Move(double size) {
            this.size = size;
        }

        @Override
        public void move(float[] x, float[] g, float[][] s, int n) {
            float[] v = s[0];
            float eps = (float) epsilon;
            float decay = (float) weightDecay;
            float step = (float) size;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                v[i] += d * d;
                x[i] -= step * d / ((float) Math.sqrt(v[i]) + eps);
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] v = s[0];
            double eps = epsilon;
            double decay = weightDecay;
            double step = size;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                v[i] += d * d;
                x[i] -= step * d / (Math.sqrt(v[i]) + eps);
            }
        }
    }
}
