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
 * hard-shrink, σ(z) = z where |z| > λ, else 0; σ'(z) = 1 where |z| > λ, else 0. The value jumps at ±λ.
 */
@Component(service = Activation.class)
@Named("hard-shrink")
@About(
        value = "Passes what is large and drops what is small: for sparse codes.",
        formula = "z where |z| > lambda, else 0",
        source = "Donoho and Johnstone, 1994, Biometrika 81 (hard thresholding)")
public class HardShrink implements TiledActivation, Portable {
    @Setting(value = "The size up to which a value becomes 0.", min = 0)
    double lambda = 0.5;

    @Override
    public double value(double z) {
        return Double.isNaN(z) || Math.abs(z) > lambda ? z : 0;
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
        float lambda = Steps.floor(this.lambda);
        for (int i = from; i < to; i++) {
            a[i] = z[i] * Steps.above(Math.abs(z[i]) - lambda);
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
        double lipschitz = lambda > 0 ? POSITIVE_INFINITY : 1;
        return Optional.of(new Properties(NEGATIVE_INFINITY, POSITIVE_INFINITY, true, ODD, lipschitz, Saturation.NONE));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.abs().whereGreater(lambda, z, Node.constant(0)));
    }
}
