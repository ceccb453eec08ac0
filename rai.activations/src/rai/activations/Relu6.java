package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;

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

/**
 * relu6, σ(z) = min(max(z, 0), 6); σ'(z) = 1 for 0 &lt; z &lt; 6, else 0.
 */
@Component(service = Activation.class)
@Named("relu6")
@About(
        value = "A relu with a ceiling, made for numbers of few bits.",
        formula = "min(max(z, 0), 6)",
        source = "Krizhevsky, 2010, Convolutional deep belief networks on CIFAR-10, University of Toronto")
public class Relu6 implements TiledActivation, Portable {
    private static final float TOP = 6;

    @Override
    public double value(double z) {
        return Math.min(Math.max(z, 0), TOP);
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > 0 && z < TOP ? 1 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.min(Math.max(z[i], 0), TOP);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.step(a[i]) * Steps.step(TOP - a[i]);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, TOP, true, Symmetry.NONE, 1, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.max(0).min(TOP));
    }
}
