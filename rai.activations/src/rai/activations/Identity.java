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

/** identity, σ(z) = z, σ'(z) = 1: a network of such layers is one affine map, whatever its depth. */
@Component(service = Activation.class)
@Named("identity")
@About(
        value = "Leaves the pre-activation as it is: the linear layer that all others are compared with.",
        formula = "z",
        source = "Saxe, McClelland and Ganguli, 2014, ICLR, arXiv:1312.6120 (on deep linear networks)")
public class Identity implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        return z;
    }

    @Override
    public double derivative(double z) {
        return Double.isNaN(z) ? z : 1;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        System.arraycopy(z, from, a, from, to - from);
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) { // NaN for NaN
            gradient[i] += 0 * Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, z[i]));
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(NEGATIVE_INFINITY, POSITIVE_INFINITY, true, ODD, 1, Saturation.NONE));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z);
    }
}
