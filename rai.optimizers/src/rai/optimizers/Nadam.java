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
 * NAdam (Dozat, 2016): Adam with Nesterov's momentum, whose share μ grows from beta1 / 2 to beta1.
 *
 * <pre>
 * μ_t = beta1 · (1 - ½ · 0.96^(t · momentum-decay)),  M_t = μ_1 · ... · μ_t,  N_t = M_t · μ_{t+1}
 * m ← beta1 · m + (1 - beta1) · d,  v ← beta2 · v + (1 - beta2) · d²,  d = g + weight-decay · x
 * x ← x - rate · ((1 - μ_t) / (1 - M_t) · d + μ_{t+1} / (1 - N_t) · m) / (√(v / (1 - beta2ᵗ)) + epsilon)
 * </pre>
 *
 * <p>PyTorch 1.13 takes μ_t once more into N_t; so does {@code repeated}, which is the default for the sake of equal numbers.
 */
@Component
@Named("nadam")
@About(
        value = "Adam that looks one step ahead, with Nesterov's momentum.",
        formula = "x <- x - rate ((1 - mu_t) / (1 - M_t) g + mu_{t+1} / (1 - N_t) m) / (sqrt(v / (1 - beta2^t)) +"
                + " epsilon), mu_t = beta1 (1 - 0.96^(t momentum-decay) / 2), M_t = mu_1 ... mu_t, N_t = M_t"
                + " mu_{t+1}",
        source = "Dozat, 2016, ICLR workshop")
public class Nadam implements ElementwiseOptimizer {
    private static final String FIRST = "first-moment";
    private static final String SECOND = "second-moment";
    private static final double BELOW_1 = 0x1.fffffffffffffp-1;
    private static final double NOTHING = 1e-20;

    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate = 0.002;

    @Setting(value = "Decay of the mean of gradients.", min = 0, max = BELOW_1)
    double beta1 = 0.9;

    @Setting(value = "Decay of the mean of squared gradients.", min = 0, max = BELOW_1)
    double beta2 = 0.999;

    @Setting(value = "Added to the denominator, against division by 0.", min = 0)
    double epsilon = 1e-8;

    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    @Setting(value = "How fast the momentum grows from half of beta1 to beta1.", min = 0)
    double momentumDecay = 4e-3;

    @Setting("Whether mu_t stands twice in N_t, as in PyTorch 1.13; false is the published formula.")
    boolean repeated = true;

    @Override
    public List<String> slots() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double mu = mu(update.number());
        double next = mu(update.number() + 1);
        double product = product(update.number());
        double size = rate * update.factor();
        Tiles.move(
                x,
                gradient,
                slots,
                slots(),
                new Move(
                        size * (1 - mu) / (1 - product),
                        size * next / (1 - product * next * (repeated ? mu : 1)),
                        Math.sqrt(1 - Math.pow(beta2, update.number()))));
    }

    private double mu(long t) {
        return beta1 * (1 - 0.5 * Math.pow(0.96, t * momentumDecay));
    }

    /** M_t; it is as good as 0 after some hundred factors, and the rest of them change nothing. */
    private double product(long t) {
        double product = 1;
        for (long i = 1; i <= t && product > NOTHING; i++) {
            product *= mu(i);
        }
        return product;
    }

    private final class Move implements Tiles.Rule {
        private final double ofGradient;
        private final double ofMoment;
        private final double root;

        Move(double ofGradient, double ofMoment, double root) {
            this.ofGradient = ofGradient;
            this.ofMoment = ofMoment;
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
            float a = (float) ofGradient;
            float b = (float) ofMoment;
            float r = (float) root;
            for (int i = 0; i < n; i++) {
                float d = g[i] + decay * x[i];
                g[i] = d;
                m[i] = b1 * m[i] + c1 * d;
                v[i] = b2 * v[i] + c2 * (d * d);
            }
            for (int i = 0; i < n; i++) {
                x[i] -= (a * g[i] + b * m[i]) / ((float) Math.sqrt(v[i]) / r + eps);
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
            double a = ofGradient;
            double b = ofMoment;
            double r = root;
            for (int i = 0; i < n; i++) {
                double d = g[i] + decay * x[i];
                g[i] = d;
                m[i] = b1 * m[i] + c1 * d;
                v[i] = b2 * v[i] + c2 * (d * d);
            }
            for (int i = 0; i < n; i++) {
                x[i] -= (a * g[i] + b * m[i]) / (Math.sqrt(v[i]) / r + eps);
            }
        }
    }
}
