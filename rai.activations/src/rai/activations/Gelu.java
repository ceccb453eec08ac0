package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * gelu (Gaussian error linear unit), σ(z) = z Φ(z), σ'(z) = Φ(z) + z φ(z), with the standard normal distribution Φ and its
 * density φ. The approximation by tanh is σ(z) = z s(x), σ'(z) = s(x) + z x' s(x) (1 - s(x)), with the logistic function s and
 * x = 2 √(2/π) (z + 0.044715 z³), x' = 2 √(2/π) (1 + 0.134145 z²).
 *
 * <p>Least value and largest slope of the exact form: -0.16997 at -0.75179, and 1.12890 at √2.
 */
@Component(service = Activation.class)
@Named("gelu")
@About(
        value = "A smooth relu that weights by the normal distribution instead of by the sign; usual in transformers.",
        formula = "z * Phi(z); or z/2 * (1 + tanh(sqrt(2/pi) * (z + 0.044715 * z^3)))",
        source = "Hendrycks and Gimpel, 2016, arXiv:1606.08415")
public class Gelu extends ShortLoops implements Portable {
    /** How Φ is taken. */
    enum Approximation {
        NONE,
        TANH
    }

    /** 2 √(2/π), and that times 0.044715: the coefficients of x. */
    private static final double FIRST = 2 * Math.sqrt(2 / Math.PI);

    private static final double THIRD = FIRST * 0.044715;

    /** From here on value and slope are those of the relu, in float64 and in float32. */
    private static final double FAR = 40;

    private static final float FAR_FLOAT = 15;

    private static final Properties EXACT =
            new Properties(-0.16997120747990366, POSITIVE_INFINITY, false, Symmetry.NONE, 1.1289041451851548, LEFT);
    private static final Properties BY_TANH =
            new Properties(-0.17004075057125405, POSITIVE_INFINITY, false, Symmetry.NONE, 1.1289930686587718, LEFT);

    @Setting("Whether the normal distribution is taken exactly or by a tanh.")
    Approximation approximate = Approximation.NONE;

    @Override
    public double value(double z) {
        double below =
                approximate == Approximation.NONE ? NormalDistribution.below(functions, z) : logistic(argument(z));
        return Math.max(z, -Double.MAX_VALUE) * below;
    }

    @Override
    public double derivative(double z) {
        double near = Math.max(-FAR, Math.min(FAR, z));
        if (approximate == Approximation.NONE) {
            return NormalDistribution.below(functions, near) + near * NormalDistribution.density(functions, near);
        }
        double x = argument(near);
        return logistic(x) * (1 + near * (FIRST + 3 * THIRD * near * near) * logistic(-x));
    }

    @Override
    void values(float[] x, float[] power, int n) {
        if (approximate == Approximation.NONE) {
            gaussian(x, power, n);
            for (int i = 0; i < n; i++) {
                float y = Math.min(Math.abs(x[i]), FAR_FLOAT);
                x[i] = Math.max(x[i], 0) - y * ScaledNormalTail.at(y) * power[i];
            }
        } else {
            minusArgument(x, power, n);
            for (int i = 0; i < n; i++) {
                x[i] = Math.max(x[i], -Float.MAX_VALUE) * FloatLogistic.value(Steps.above(x[i]), power[i]);
            }
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        if (approximate == Approximation.NONE) {
            gaussian(x, power, n);
            float peak = (float) NormalDistribution.PEAK;
            for (int i = 0; i < n; i++) {
                float y = Math.min(Math.abs(x[i]), FAR_FLOAT);
                float above = Steps.above(x[i]);
                float left = (ScaledNormalTail.at(y) - y * peak) * power[i]; // at -|z|; the slope at |z| is 1 less that
                x[i] = above + (1 - 2 * above) * left;
            }
        } else {
            minusArgument(x, power, n);
            float first = (float) FIRST;
            float third = (float) (3 * THIRD);
            for (int i = 0; i < n; i++) {
                float near = Math.max(-FAR_FLOAT, Math.min(FAR_FLOAT, x[i]));
                float above = Steps.above(x[i]);
                float s = FloatLogistic.value(above, power[i]);
                float rest = FloatLogistic.value(1 - above, power[i]);
                x[i] = s * (1 + near * (first + third * near * near) * rest);
            }
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(approximate == Approximation.NONE ? EXACT : BY_TANH);
    }

    private static double argument(double z) {
        return z * (FIRST + THIRD * z * z);
    }

    private double logistic(double x) {
        return 1 / (1 + functions.exp(-x));
    }

    /** e^(-z²/2). */
    private static void gaussian(float[] z, float[] power, int n) {
        for (int i = 0; i < n; i++) {
            float y = Math.min(Math.abs(z[i]), FAR_FLOAT);
            power[i] = -0.5f * y * y;
        }
        FloatExponential.BEST.exp(power, 0, n);
    }

    /**
     * e^-|x|. An error of the exponent is a relative error of the power, and where x is about -70 a few roundings of a float
     * make 1e-5: so the exponent is made in doubles, and what a float leaves of it is made good by a factor.
     */
    private static void minusArgument(float[] z, float[] power, int n) {
        float[] rest = Scratch.rest();
        for (int i = 0; i < n; i++) {
            double y = Math.min(Math.abs(z[i]), FAR_FLOAT);
            double x = -y * (FIRST + THIRD * y * y);
            power[i] = (float) x;
            rest[i] = (float) (x - power[i]);
        }
        FloatExponential.BEST.exp(power, 0, n);
        for (int i = 0; i < n; i++) {
            power[i] += power[i] * rest[i];
        }
    }

    @Override
    public Optional<Node> graph(Node z) {
        Node below = approximate == Approximation.NONE
                ? z.over(Math.sqrt(2)).erf().plus(1).over(2)
                : z.times(z.times(z).times(THIRD).plus(FIRST)).sigmoid();
        return Optional.of(z.times(below));
    }
}
