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
 * Gradient descent, by choice with momentum (Polyak, 1964), the same in Nesterov's form (Sutskever et al., 2013), and
 * weight decay: d = g + weight-decay · x, v ← momentum · v + d, x ← x - rate · v, or x - rate · (d + momentum · v) in
 * Nesterov's form. Without momentum it keeps no state, and v = d.
 */
@Component
@Named("sgd")
@About(
        value = "Gradient descent with a fixed rate, by choice with momentum: the plain yardstick for all others.",
        formula = "d = g + weight-decay x; v <- momentum v + d; x <- x - rate v (Nesterov: x - rate (d + momentum v))",
        source = "Robbins & Monro, 1951, Ann. Math. Statist. 22; Polyak, 1964, USSR Comp. Math. 4;"
                + " Sutskever, Martens, Dahl & Hinton, 2013, ICML")
public class Sgd implements Optimizer {
    private static final String VELOCITY = "velocity";

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.01;

    @Setting(value = "Share of the last velocity that is kept.", min = 0)
    double momentum = 0;

    @Setting("Whether momentum looks one step ahead; without momentum it changes nothing.")
    boolean nesterov = false;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of(VELOCITY);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, long step) {
        boolean single = x.dataType() == DataType.FLOAT;
        if (momentum == 0) {
            if (single) {
                descend(Elements.floats(x), Elements.floats(gradient));
            } else {
                descend(Elements.doubles(x), Elements.doubles(gradient));
            }
        } else {
            INDArray velocity = slots.get(VELOCITY);
            if (single) {
                roll(Elements.floats(x), Elements.floats(gradient), Elements.floats(velocity));
            } else {
                roll(Elements.doubles(x), Elements.doubles(gradient), Elements.doubles(velocity));
            }
        }
    }

    private void descend(FloatBuffer x, FloatBuffer gradient) {
        float r = (float) rate;
        float decay = (float) weightDecay;
        for (int i = 0, n = x.limit(); i < n; i++) {
            x.put(i, x.get(i) - r * (gradient.get(i) + decay * x.get(i)));
        }
    }

    private void descend(DoubleBuffer x, DoubleBuffer gradient) {
        for (int i = 0, n = x.limit(); i < n; i++) {
            x.put(i, x.get(i) - rate * (gradient.get(i) + weightDecay * x.get(i)));
        }
    }

    private void roll(FloatBuffer x, FloatBuffer gradient, FloatBuffer velocity) {
        float r = (float) rate;
        float mu = (float) momentum;
        float decay = (float) weightDecay;
        boolean ahead = nesterov;
        for (int i = 0, n = x.limit(); i < n; i++) {
            float d = gradient.get(i) + decay * x.get(i);
            float v = mu * velocity.get(i) + d;
            velocity.put(i, v);
            x.put(i, x.get(i) - r * (ahead ? d + mu * v : v));
        }
    }

    private void roll(DoubleBuffer x, DoubleBuffer gradient, DoubleBuffer velocity) {
        boolean ahead = nesterov;
        for (int i = 0, n = x.limit(); i < n; i++) {
            double d = gradient.get(i) + weightDecay * x.get(i);
            double v = momentum * velocity.get(i) + d;
            velocity.put(i, v);
            x.put(i, x.get(i) - rate * (ahead ? d + momentum * v : v));
        }
    }
}
