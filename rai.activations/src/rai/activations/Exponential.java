package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.TiledActivation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * exponential, σ(z) = e^z, σ'(z) = e^z.
 */
@Component(service = Activation.class)
@Named("exponential")
@About(
        value = "Turns sums into products: for outputs that are rates, the inverse of the logarithmic link.",
        formula = "e^z",
        source = "Nelder and Wedderburn, 1972, Journal of the Royal Statistical Society A 135")
public class Exponential implements TiledActivation {
    @Override
    public double value(double z) {
        return Math.exp(z);
    }

    @Override
    public double derivative(double z) {
        return Math.exp(z);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        System.arraycopy(z, from, a, from, to - from);
        FloatExponential.BEST.exp(a, from, to);
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= a[i];
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, POSITIVE_INFINITY, true, Symmetry.NONE, POSITIVE_INFINITY, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.exp());
    }
}
