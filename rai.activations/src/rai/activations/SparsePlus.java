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

/**
 * sparse-plus, σ(z) = 0 for z ≤ -1, (z + 1)² / 4 up to 1, z above; σ'(z) is sparse-sigmoid: min(max(z + 1, 0), 2) / 2.
 */
@Component(service = Activation.class)
@Named("sparse-plus")
@About(
        value = "A softplus that is exactly 0 below -1 and exactly z above 1.",
        formula = "0 for z <= -1, (z + 1)^2 / 4 for z < 1, else z",
        source = "Blondel, Martins and Niculae, 2020, JMLR 21, arXiv:1901.02324; as in jax.nn")
public class SparsePlus implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        double bend = Math.max(-1, Math.min(1, z)) + 1;
        return bend * bend / 4 + Math.max(z - 1, 0);
    }

    @Override
    public double derivative(double z) {
        return (Math.max(-1, Math.min(1, z)) + 1) / 2;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            float bend = Math.max(-1, Math.min(1, z[i])) + 1;
            a[i] = bend * bend / 4 + Math.max(z[i] - 1, 0);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] *= (Math.max(-1, Math.min(1, z[i])) + 1) / 2;
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, POSITIVE_INFINITY, true, Symmetry.NONE, 1, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        Node bend = z.max(-1).min(1).plus(1);
        return Optional.of(bend.times(bend).over(4).plus(z.minus(1).relu()));
    }
}
