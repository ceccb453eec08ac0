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

/**
 * cube, σ(z) = z³, σ'(z) = 3 z².
 */
@Component(service = Activation.class)
@Named("cube")
@About(
        value = "Lets products of three features arise in one layer; grows fast, so keep the pre-activations small.",
        formula = "z^3",
        source = "Chen and Manning, 2014, EMNLP")
public class Cube implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        return z * z * z;
    }

    @Override
    public double derivative(double z) {
        return 3 * z * z;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = z[i] * z[i] * z[i];
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= 3 * z[i] * z[i];
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(
                new Properties(NEGATIVE_INFINITY, POSITIVE_INFINITY, true, ODD, POSITIVE_INFINITY, Saturation.NONE));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.times(z).times(z));
    }
}
