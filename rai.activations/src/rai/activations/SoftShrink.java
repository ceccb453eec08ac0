package rai.activations;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.TiledActivation;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * soft-shrink, σ(z) = z - λ for z > λ, z + λ for z &lt; -λ, else 0; σ'(z) = 1 where |z| > λ, else 0: the proximal map of λ|z|.
 */
@Component(service = Activation.class)
@Named("soft-shrink")
@About(
        value = "Moves everything towards 0 and drops what is small: for sparse codes.",
        formula = "sign(z) * max(|z| - lambda, 0)",
        source = "Donoho and Johnstone, 1994, Biometrika 81 (soft thresholding)")
public class SoftShrink implements TiledActivation, Portable {
    @Setting(value = "The distance by which values are moved towards 0.", min = 0)
    double lambda = 0.5;

    @Override
    public double value(double z) {
        return Math.max(z - lambda, 0) + Math.min(z + lambda, 0);
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return Math.abs(z) > lambda ? 1 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float high = (float) lambda; // in two parts: just above λ the difference keeps few digits
        float low = (float) (lambda - high);
        for (int i = from; i < to; i++) {
            a[i] = Math.max(z[i] - high - low, 0) + Math.min(z[i] + high + low, 0);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float lambda = Steps.floor(this.lambda);
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.above(Math.abs(z[i]) - lambda);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(NEGATIVE_INFINITY, POSITIVE_INFINITY, true, ODD, 1, Saturation.NONE));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.minus(lambda).relu().plus(z.plus(lambda).min(0)));
    }
}
