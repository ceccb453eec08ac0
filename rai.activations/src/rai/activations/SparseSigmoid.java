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
 * sparse-sigmoid, σ(z) = min(max(z + 1, 0), 2) / 2, the slope of sparse-plus; σ'(z) = 1/2 for -1 &lt; z &lt; 1, else 0.
 */
@Component(service = Activation.class)
@Named("sparse-sigmoid")
@About(
        value = "A sigmoid that is exactly 0 below -1 and exactly 1 above 1.",
        formula = "min(max(z + 1, 0), 2) / 2",
        source = "Blondel, Martins and Niculae, 2020, JMLR 21, arXiv:1901.02324; as in jax.nn")
public class SparseSigmoid implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        return Math.min(Math.max(z + 1, 0), 2) / 2;
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > -1 && z < 1 ? 0.5 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.min(Math.max(z[i] + 1, 0), 2) / 2;
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.above(z[i] + 1) * Steps.above(1 - z[i]) / 2;
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, 1, true, Symmetry.NONE, 0.5, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.plus(1).max(0).min(2).over(2));
    }
}
