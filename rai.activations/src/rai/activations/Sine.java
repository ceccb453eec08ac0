package rai.activations;

import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * sine, σ(z) = sin(z), σ'(z) = cos(z): odd and periodic, without limits at ±∞, where it is NaN.
 */
@Component(service = Activation.class)
@Named("sine")
@About(
        value = "Periodic: for signals and their derivatives, with pre-activations that span some periods at the"
                + " start.",
        formula = "sin(z)",
        source = "Sitzmann, Martel, Bergman, Lindell and Wetzstein, 2020, NeurIPS, arXiv:2006.09661")
public class Sine extends ShortLoops {
    @Override
    public double value(double z) {
        return Math.sin(z);
    }

    @Override
    public double derivative(double z) {
        return Math.cos(z);
    }

    @Override
    void values(float[] x, float[] power, int n) {
        FloatSine.sin(x, power, n);
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatSine.cos(x, power, n);
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-1, 1, false, ODD, 1, Saturation.NONE));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.sin());
    }
}
