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
import rai.api.spec.Setting;

/**
 * squareplus, σ(z) = (z + √(z² + b)) / 2, σ'(z) = (1 + z / √(z² + b)) / 2: softplus by algebra. With s = (|z| + √(z² + b)) /
 * 2 it is max(z, 0) + b / 4s, which does not cancel below 0.
 */
@Component(service = Activation.class)
@Named("squareplus")
@About(
        value = "A smooth relu without an exponential; b is the width of the bend.",
        formula = "(z + sqrt(z^2 + b)) / 2",
        source = "Barron, 2021, arXiv:2112.11687")
public class Squareplus implements TiledActivation {
    /** Squares of larger floats might overflow, and b makes no difference to them. */
    private static final float FAR = 1e18f;

    @Setting(
            value = "The square of the width of the bend; 4 makes the value at 0 equal 1.",
            min = 0,
            max = 1e9,
            open = true)
    double b = 4;

    @Override
    public double value(double z) {
        return Math.max(z, 0) + b / 4 / ((Math.abs(z) + Math.hypot(z, Math.sqrt(b))) / 2);
    }

    @Override
    public double derivative(double z) {
        double root = Math.hypot(z, Math.sqrt(b));
        double less = b / 4 / ((Math.abs(z) + root) / 2) / root;
        return z > 0 ? 1 - less : less;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float b = (float) this.b;
        for (int i = from; i < to; i++) {
            float x = Math.abs(z[i]);
            float s = x / 2 + root(x, b) / 2;
            a[i] = Math.max(z[i], 0) + b / 4 / s;
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float b = (float) this.b;
        for (int i = from; i < to; i++) {
            float x = Math.abs(z[i]);
            float root = root(x, b);
            float less = b / 4 / (x / 2 + root / 2) / root;
            float above = Steps.above(z[i]);
            gradient[i] *= above + (1 - 2 * above) * less;
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, POSITIVE_INFINITY, true, Symmetry.NONE, 1, LEFT));
    }

    /** √(x² + b). */
    private static float root(float x, float b) {
        float near = Math.min(x, FAR);
        return Math.max(x, (float) Math.sqrt(near * near + b));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.relu()
                .plus(Node.constant(b / 4)
                        .over(z.abs().plus(z.times(z).plus(b).sqrt()).over(2))));
    }
}
