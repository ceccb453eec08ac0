package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.TiledActivation;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * softsign, σ(z) = z / (1 + |z|), σ'(z) = 1 / (1 + |z|)²: odd, values in (-1, 1), slope 1 at 0.
 */
@Component(service = Activation.class)
@Named("softsign")
@About(
        value = "Bounded like tanh, but it comes near its bounds slowly: its slope has polynomial tails.",
        formula = "z / (1 + |z|)",
        source = "Bergstra, Desjardins, Lamblin and Bengio, 2009, technical report 1337, University of Montreal")
public class Softsign implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        double x = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, z));
        return x / (1 + Math.abs(x));
    }

    @Override
    public double derivative(double z) {
        double d = 1 + Math.abs(z);
        return 1 / (d * d);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            float x = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, z[i]));
            a[i] = x / (1 + Math.abs(x));
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            float d = 1 + Math.abs(z[i]);
            gradient[i] *= 1 / (d * d);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-1, 1, true, ODD, 1, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.over(z.abs().plus(1)).knownAs("Softsign", Map.of(), z));
    }
}
