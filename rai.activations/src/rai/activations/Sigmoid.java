package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.TiledActivation;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * sigmoid (logistic function), σ(z) = 1 / (1 + e^-z), σ'(z) = σ(z) (1 - σ(z)): values in (0, 1), largest slope 1/4 at 0.
 *
 * <p>The derivative is taken from the value, so it is 0 from where the value rounds to 1 on: z > 37 in float64, z > 17
 * in float32.
 */
@Component(service = Activation.class)
@Named("sigmoid")
@About(
        value = "Squashes to (0, 1); saturates on both sides, and its slope is 1/4 at most.",
        formula = "1 / (1 + e^-z)",
        source = "Rumelhart, Hinton and Williams, 1986, Nature 323")
public class Sigmoid implements TiledActivation, Portable {
    private final Elementary functions;

    /** With the functions of Java. */
    public Sigmoid() {
        this(Elementary.FAST);
    }

    private Sigmoid(Elementary functions) {
        this.functions = functions;
    }

    @Override
    public Object portable() {
        return new Sigmoid(Elementary.STRICT);
    }

    @Override
    public double value(double z) {
        return 1 / (1 + functions.exp(-z));
    }

    @Override
    public double derivative(double z) {
        double a = value(z);
        return a * (1 - a);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = -z[i];
        }
        FloatExponential.BEST.exp(a, from, to);
        for (int i = from; i < to; i++) {
            a[i] = 1 / (1 + a[i]);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= a[i] * (1 - a[i]);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, 1, true, Symmetry.NONE, 0.25, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.sigmoid());
    }
}
