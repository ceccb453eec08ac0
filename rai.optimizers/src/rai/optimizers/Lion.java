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
 * Lion (Chen et al., 2023, arXiv:2302.06675): every coordinate moves by the rate, against the sign of a mean of gradients.
 * c = beta1 · m + (1 - beta1) · g, x ← (1 - rate · weight-decay) · x - rate · sign(c), m ← beta2 · m + (1 - beta2) · g.
 */
@Component
@Named("lion")
@About(
        value = "Steps of exactly the learning rate, by the sign of the momentum: one state vector; take a third to"
                + " a tenth of Adam's rate.",
        formula = "c = beta1 m + (1 - beta1) g; x <- (1 - rate weight-decay) x - rate sign(c); m <- beta2 m + (1 -"
                + " beta2) g",
        source = "Chen et al., 2023, NeurIPS, arXiv:2302.06675")
public class Lion implements ElementwiseOptimizer {
    private static final String MOMENTUM = "momentum";
    /** Twice multiplied by it, the smallest float above 0 is far above 1: with a clamp to [-1, 1] that is the sign. */
    private static final float HUGE = 0x1p100f;

    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 1e-4;

    @Setting(value = "Share of the momentum in the step.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Share of the momentum that is kept.", min = 0, max = BELOW_1)
    double beta2 = 0.99;

    @Setting(value = "Strength of the decoupled weight decay: x shrinks by the rate times it.", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(MOMENTUM);
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
            float[] m = s[0];
            float b1 = (float) beta1;
            float b2 = (float) beta2;
            float c1 = (float) (1 - beta1);
            float c2 = (float) (1 - beta2);
            float keep = (float) (1 - size * weightDecay);
            float step = (float) size;
            for (int i = 0; i < n; i++) {
                float c = b1 * m[i] + c1 * g[i];
                x[i] = keep * x[i] - step * Math.max(-1, Math.min(1, c * HUGE * HUGE));
                m[i] = b2 * m[i] + c2 * g[i];
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            double[] m = s[0];
            double b1 = beta1;
            double b2 = beta2;
            double c1 = 1 - beta1;
            double c2 = 1 - beta2;
            double keep = 1 - size * weightDecay;
            double step = size;
            for (int i = 0; i < n; i++) {
                double c = b1 * m[i] + c1 * g[i];
                x[i] = keep * x[i] - step * Math.signum(c);
                m[i] = b2 * m[i] + c2 * g[i];
            }
        }
    }
}
