package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.TiledActivation;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * tanh (hyperbolic tangent), σ(z) = (e^2z - 1) / (e^2z + 1), σ'(z) = 1 - σ(z)²: odd, values in (-1, 1), slope 1 at 0;
 * tanh(z) = 2 sigmoid(2z) - 1.
 *
 * <p>The derivative is taken from the value, so it is 0 from where the value rounds to ±1 on: |z| > 19 in float64,
 * |z| > 9 in float32.
 */
@Component(service = Activation.class)
@Named("tanh")
@About(
        value = "Squashes to (-1, 1), odd and with slope 1 at 0: the sigmoid in centred coordinates.",
        formula = "(e^z - e^-z) / (e^z + e^-z)",
        source = "LeCun, Bottou, Orr and Mueller, 1998, Efficient BackProp, LNCS 1524")
public class Tanh implements TiledActivation, Portable {
    /** Beyond this bound of |2z| the value is ±1 as a float. */
    private static final float BOUND = 40;

    private final Elementary functions;

    /** With the functions of Java. */
    public Tanh() {
        this(Elementary.FAST);
    }

    private Tanh(Elementary functions) {
        this.functions = functions;
    }

    @Override
    public Object portable() {
        return new Tanh(Elementary.STRICT);
    }

    @Override
    public double value(double z) {
        return functions.tanh(z);
    }

    @Override
    public double derivative(double z) {
        return slope(value(z));
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.max(-BOUND, Math.min(BOUND, 2 * z[i]));
        }
        FloatExponential.BEST.expMinus1(a, from, to);
        for (int i = from; i < to; i++) {
            a[i] = a[i] / (a[i] + 2);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= (1 - a[i]) * (1 + a[i]);
        }
    }

    /** 1 - a², as a product because near ±1 the difference of squares cancels. */
    private static double slope(double a) {
        return (1 - a) * (1 + a);
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-1, 1, true, ODD, 1, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.tanh());
    }
}
