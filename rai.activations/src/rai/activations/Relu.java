package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.TiledActivation;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/** relu (rectified linear unit), σ(z) = max(z, 0), σ'(z) = 1 for z > 0, else 0; so σ'(0) = 0. */
@Component(service = Activation.class)
@Named("relu")
@About(
        value = "Passes what is positive and blocks the rest: cheap and never saturated above, but a unit can die.",
        formula = "max(z, 0)",
        source = "Nair and Hinton, 2010, ICML; Glorot, Bordes and Bengio, 2011, AISTATS")
public class Relu implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        return Math.max(z, 0);
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > 0 ? 1 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.max(z[i], 0);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.step(a[i]);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, POSITIVE_INFINITY, true, Symmetry.NONE, 1, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.relu());
    }
}
