package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.TiledActivation;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * mish, σ(z) = z tanh(ln(1 + e^z)). With p = e^min(z, 0), q = e^min(-z, 0), n = p (p + 2q) and d = n + 2q², none of which
 * overflows, tanh(ln(1 + e^z)) = n / d, and σ'(z) = n / d + 4 z p (p + q) q² / d².
 *
 * <p>Its least value is -0.30884 at -1.19243, its largest slope 1.08850 at 1.49057.
 */
@Component(service = Activation.class)
@Named("mish")
@About(
        value = "A smooth relu much like swish, a little deeper and steeper.",
        formula = "z * tanh(ln(1 + e^z))",
        source = "Misra, 2020, BMVC, arXiv:1908.08681")
public class Mish implements TiledActivation {
    /** Beyond, e^-|z| is 0. */
    private static final float FAR = 800;

    @Override
    public double value(double z) {
        double p = Math.exp(Math.min(z, 0));
        double q = Math.exp(Math.min(-z, 0));
        double n = p * (p + 2 * q);
        return Math.max(z, -Double.MAX_VALUE) * (n / (n + 2 * q * q));
    }

    @Override
    public double derivative(double z) {
        double p = Math.exp(Math.min(z, 0));
        double q = Math.exp(Math.min(-z, 0));
        double n = p * (p + 2 * q);
        double d = n + 2 * q * q;
        return n / d + 4 * Math.max(-FAR, Math.min(FAR, z)) * p * (p + q) * q * q / (d * d);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float[] decay = FloatLogistic.decay(z, 1, from, to);
        for (int i = from; i < to; i++) {
            float above = Steps.above(z[i]);
            float p = above + (1 - above) * decay[i - from];
            float q = 1 - above + above * decay[i - from];
            float n = p * (p + 2 * q);
            a[i] = Math.max(z[i], -Float.MAX_VALUE) * (n / (n + 2 * q * q));
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float[] decay = FloatLogistic.decay(z, 1, from, to);
        for (int i = from; i < to; i++) {
            float above = Steps.above(z[i]);
            float p = above + (1 - above) * decay[i - from];
            float q = 1 - above + above * decay[i - from];
            float n = p * (p + 2 * q);
            float d = n + 2 * q * q;
            float near = Math.max(-FAR, Math.min(FAR, z[i]));
            gradient[i] *= n / d + 4 * near * p * (p + q) * q * q / (d * d);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(
                new Properties(-0.3088434130172504, POSITIVE_INFINITY, false, Symmetry.NONE, 1.0884981612517279, LEFT));
    }
}
