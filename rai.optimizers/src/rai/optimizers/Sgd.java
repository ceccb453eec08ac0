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
 * Gradient descent, by choice with momentum (Polyak, 1964), the same in Nesterov's form (Sutskever et al., 2013), and
 * weight decay: d = g + weight-decay · x, v ← momentum · v + (1 - dampening) · d, x ← x - rate · v, or
 * x - rate · (d + momentum · v) in Nesterov's form. At the first update v = d. Without momentum it keeps no state, and v = d.
 */
@Component
@Named("sgd")
@About(
        value = "Gradient descent with a fixed rate, by choice with momentum: the plain yardstick for all others.",
        formula = "d = g + weight-decay x; v <- momentum v + (1 - dampening) d;"
                + " x <- x - rate v (Nesterov: x - rate (d + momentum v))",
        source = "Robbins & Monro, 1951, Ann. Math. Statist. 22; Polyak, 1964, USSR Comp. Math. 4;"
                + " Sutskever, Martens, Dahl & Hinton, 2013, ICML")
public class Sgd implements ElementwiseOptimizer {
    private static final String VELOCITY = "velocity";

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.01;

    @Setting(value = "Share of the last velocity that is kept.", min = 0)
    double momentum = 0;

    @Setting(
            value = "Share of the gradient that does not get into the velocity, from the second update on.",
            min = 0,
            max = 1)
    double dampening = 0;

    @Setting("Whether momentum looks one step ahead; without momentum it changes nothing.")
    boolean nesterov = false;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of(VELOCITY);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double fresh = update.number() == 1 ? 1 : 1 - dampening; // the first velocity is the gradient, as in PyTorch
        Tiles.move(x, gradient, slots, slots(), new Move(rate * update.factor(), fresh));
    }

    private final class Move implements Tiles.Rule {
        private final double size;
        private final double fresh;

        Move(double size, double fresh) {
            this.size = size;
            this.fresh = fresh;
        }

        @Override
        public void move(float[] x, float[] g, float[][] s, int n) {
            float step = (float) size;
            float decay = (float) weightDecay;
            for (int i = 0; i < n; i++) {
                g[i] += decay * x[i];
            }
            if (momentum > 0) {
                roll(g, s[0], n);
            }
            for (int i = 0; i < n; i++) {
                x[i] -= step * g[i];
            }
        }

        private void roll(float[] d, float[] v, int n) {
            float mu = (float) momentum;
            float share = (float) fresh;
            for (int i = 0; i < n; i++) {
                v[i] = mu * v[i] + share * d[i];
            }
            float kept = nesterov ? 1 : 0;
            float ahead = nesterov ? mu : 1;
            for (int i = 0; i < n; i++) {
                d[i] = kept * d[i] + ahead * v[i];
            }
        }

        @Override
        public void move(double[] x, double[] g, double[][] s, int n) {
            for (int i = 0; i < n; i++) {
                g[i] += weightDecay * x[i];
            }
            if (momentum > 0) {
                roll(g, s[0], n);
            }
            for (int i = 0; i < n; i++) {
                x[i] -= size * g[i];
            }
        }

        private void roll(double[] d, double[] v, int n) {
            for (int i = 0; i < n; i++) {
                v[i] = momentum * v[i] + fresh * d[i];
            }
            double kept = nesterov ? 1 : 0;
            double ahead = nesterov ? momentum : 1;
            for (int i = 0; i < n; i++) {
                d[i] = kept * d[i] + ahead * v[i];
            }
        }
    }
}
