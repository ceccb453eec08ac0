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
import rai.api.spec.Setting;

/**
 * threshold, σ(z) = z for z > θ, else a constant; σ'(z) = 1 for z > θ, else 0. The value jumps at θ unless the constant is θ.
 */
@Component(service = Activation.class)
@Named("threshold")
@About(
        value = "Passes what exceeds a threshold and puts a constant in the place of the rest.",
        formula = "z for z > theta, else value",
        source = "Konda, Memisevic and Krueger, 2015, ICLR, arXiv:1402.3337 (thresholded linear units)")
public class Threshold implements TiledActivation, Portable {
    @Setting("The pre-activation that must be exceeded.")
    double theta = 1;

    @Setting("The value up to the threshold.")
    double value = 0;

    @Override
    public double value(double z) {
        return Double.isNaN(z) || z > theta ? z : value;
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > theta ? 1 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float theta = Steps.floor(this.theta);
        float value = (float) this.value;
        for (int i = from; i < to; i++) {
            float above = Steps.above(z[i] - theta);
            a[i] = above * Math.max(z[i], theta) + (1 - above) * value;
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float theta = Steps.floor(this.theta);
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.above(z[i] - theta);
        }
    }

    @Override
    public Optional<Properties> properties() {
        double lipschitz = value == theta ? 1 : POSITIVE_INFINITY;
        return Optional.of(new Properties(
                Math.min(theta, value), POSITIVE_INFINITY, value <= theta, Symmetry.NONE, lipschitz, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.whereGreater(theta, z, Node.constant(value)));
    }
}
