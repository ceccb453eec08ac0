package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;

import java.util.Map;
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
 * hard-sigmoid, σ(z) = min(max(z + 3, 0), 6) / 6; σ'(z) = 1/6 for -3 &lt; z &lt; 3, else 0.
 */
@Component(service = Activation.class)
@Named("hard-sigmoid")
@About(
        value = "A sigmoid of straight lines, cheap on small devices.",
        formula = "min(max(z + 3, 0), 6) / 6",
        source = "Courbariaux, Bengio and David, 2015, NeurIPS, arXiv:1511.00363; "
                + "with this slope Howard et al., 2019, ICCV, arXiv:1905.02244")
public class HardSigmoid implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        return Math.min(Math.max(z + 3, 0), 6) / 6;
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > -3 && z < 3 ? 1 / 6.0 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.min(Math.max(z[i] + 3, 0), 6) / 6;
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.above(z[i] + 3) * Steps.above(3 - z[i]) / 6;
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, 1, true, Symmetry.NONE, 1 / 6.0, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(
                z.plus(3).max(0).min(6).over(6).knownAs("HardSigmoid", Map.of("alpha", 1 / 6.0, "beta", 0.5), z));
    }
}
