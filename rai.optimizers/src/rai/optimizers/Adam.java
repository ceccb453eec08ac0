package rai.optimizers;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elements;
import rai.api.optimizer.Optimizer;
import rai.api.optimizer.Slots;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Adam (Kingma & Ba, 2015, arXiv:1412.6980), with weight decay as an L2 penalty: d = g + weight-decay · x,
 * m ← beta1 · m + (1 - beta1) · d, v ← beta2 · v + (1 - beta2) · d²,
 * x ← x - rate · m̂ / (√v̂ + epsilon) with m̂ = m / (1 - beta1ᵗ) and v̂ = v / (1 - beta2ᵗ) at update t.
 */
@Component
@Named("adam")
@About(
        value = "Steps of about the learning rate in every coordinate, by running moments of the gradient:"
                + " the usual choice for mini-batches.",
        formula = "m <- beta1 m + (1 - beta1) g; v <- beta2 v + (1 - beta2) g^2;"
                + " x <- x - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)",
        source = "Kingma & Ba, 2015, ICLR, arXiv:1412.6980")
public class Adam implements Optimizer {
    private static final String FIRST = "first-moment";
    private static final String SECOND = "second-moment";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.001;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, long step) {
        double size = rate / (1 - Math.pow(beta1, step));
        double root = Math.sqrt(1 - Math.pow(beta2, step));
        INDArray first = slots.get(FIRST);
        INDArray second = slots.get(SECOND);
        if (x.dataType() == DataType.FLOAT) {
            move(Elements.floats(x), Elements.floats(gradient), Elements.floats(first), Elements.floats(second),
                    (float) size, (float) root);
        } else {
            move(Elements.doubles(x), Elements.doubles(gradient), Elements.doubles(first), Elements.doubles(second),
                    size, root);
        }
    }

    private void move(
            FloatBuffer x, FloatBuffer gradient, FloatBuffer first, FloatBuffer second, float size, float root) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float c1 = (float) (1 - beta1);
        float c2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        float decay = (float) weightDecay;
        for (int i = 0, n = x.limit(); i < n; i++) {
            float d = gradient.get(i) + decay * x.get(i);
            float m = b1 * first.get(i) + c1 * d;
            float v = b2 * second.get(i) + c2 * (d * d);
            first.put(i, m);
            second.put(i, v);
            x.put(i, x.get(i) - size * m / ((float) Math.sqrt(v) / root + eps));
        }
    }

    private void move(
            DoubleBuffer x, DoubleBuffer gradient, DoubleBuffer first, DoubleBuffer second, double size, double root) {
        for (int i = 0, n = x.limit(); i < n; i++) {
            double d = gradient.get(i) + weightDecay * x.get(i);
            double m = beta1 * first.get(i) + (1 - beta1) * d;
            double v = beta2 * second.get(i) + (1 - beta2) * (d * d);
            first.put(i, m);
            second.put(i, v);
            x.put(i, x.get(i) - size * m / (Math.sqrt(v) / root + epsilon));
        }
    }
}
