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

/**
 * mish, σ(z) = z tanh(ln(1 + e^z)). With p = e^min(z, 0), q = e^min(-z, 0), n = p (p + 2q) and d = n + 2q², none of which
 * overflows, tanh(ln(1 + e^z)) = u / d, and σ'(z) = u / d + 4 z p (p + q) q² / d².
 *
 * <p>Its least value is -0.30884 at -1.19243, its largest slope 1.08850 at 1.49057.
 */
@Component(service = Activation.class)
@Named("mish")
@About(
        value = "A smooth relu much like swish, a little deeper and steeper.",
        formula = "z * tanh(ln(1 + e^z))",
        source = "Misra, 2020, BMVC, arXiv:1908.08681")
public class Mish extends ShortLoops implements Portable {
    /** Beyond, e^-|z| is 0. */
    private static final float FAR = 800;

    @Override
    public double value(double z) {
        double p = functions.exp(Math.min(z, 0));
        double q = functions.exp(Math.min(-z, 0));
        double up = p * (p + 2 * q);
        return Math.max(z, -Double.MAX_VALUE) * (up / (up + 2 * q * q));
    }

    @Override
    public double derivative(double z) {
        double p = functions.exp(Math.min(z, 0));
        double q = functions.exp(Math.min(-z, 0));
        double up = p * (p + 2 * q);
        double down = up + 2 * q * q;
        return up / down + 4 * Math.max(-FAR, Math.min(FAR, z)) * p * (p + q) * q * q / (down * down);
    }

    @Override
    void values(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, 1, power, n);
        for (int i = 0; i < n; i++) {
            float above = Steps.above(x[i]);
            float p = above + (1 - above) * power[i];
            float q = 1 - above + above * power[i];
            float up = p * (p + 2 * q);
            x[i] = Math.max(x[i], -Float.MAX_VALUE) * (up / (up + 2 * q * q));
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, 1, power, n);
        for (int i = 0; i < n; i++) {
            float above = Steps.above(x[i]);
            float p = above + (1 - above) * power[i];
            float q = 1 - above + above * power[i];
            float up = p * (p + 2 * q);
            float down = up + 2 * q * q;
            float near = Math.max(-FAR, Math.min(FAR, x[i]));
            x[i] = up / down + 4 * near * p * (p + q) * q * q / (down * down);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(
                new Properties(-0.3088434130172504, POSITIVE_INFINITY, false, Symmetry.NONE, 1.0884981612517279, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.times(z.softplus().tanh()));
    }
}
