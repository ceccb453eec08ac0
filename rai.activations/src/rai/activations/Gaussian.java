package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;
import static rai.api.activation.Properties.Symmetry.EVEN;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.TiledActivation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * gaussian, σ(z) = e^(-z²), σ'(z) = -2 z e^(-z²): even, values in (0, 1], largest slope √(2/e) at ±√½.
 */
@Component(service = Activation.class)
@Named("gaussian")
@About(
        value = "A bump: answers to what is near 0 and is silent elsewhere, as a radial basis function.",
        formula = "e^(-z^2)",
        source = "Broomhead and Lowe, 1988, Complex Systems 2")
public class Gaussian implements TiledActivation {
    /** Beyond, e^(-z²) is 0. */
    private static final float FAR = 30;

    @Override
    public double value(double z) {
        return Math.exp(-z * z);
    }

    @Override
    public double derivative(double z) {
        double near = Math.max(-FAR, Math.min(FAR, z));
        return -2 * near * Math.exp(-near * near);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = -z[i] * z[i];
        }
        FloatExponential.BEST.exp(a, from, to);
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= -2 * Math.max(-FAR, Math.min(FAR, z[i])) * a[i];
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, 1, false, EVEN, Math.sqrt(2 / Math.E), BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.times(z).negated().exp());
    }
}
