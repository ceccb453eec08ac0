package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;
import static rai.api.activation.Properties.Symmetry.ODD;

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
import rai.api.spec.SpecException;

/**
 * hard-tanh, σ(z) = min(max(z, low), high), with its bounds from the settings; σ'(z) = 1 between them, else 0.
 *
 * <p>If min is not below max, all functions but the derivatives throw a {@link SpecException}.
 */
@Component(service = Activation.class)
@Named("hard-tanh")
@About(
        value = "A tanh of straight lines: the identity between two bounds.",
        formula = "min(max(z, min), max)",
        source = "Collobert, 2004, Large scale machine learning, University of Paris VI")
public class HardTanh implements TiledActivation, Portable {
    @Setting("The smallest value.")
    double min = -1;

    @Setting("The largest value.")
    double max = 1;

    @Override
    public double value(double z) {
        require();
        return Math.min(Math.max(z, min), max);
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > min && z < max ? 1 : 0;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        require();
        float low = (float) min;
        float high = (float) max;
        for (int i = from; i < to; i++) {
            a[i] = Math.min(Math.max(z[i], low), high);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float low = Steps.floor(min);
        float high = Steps.ceiling(max);
        for (int i = from; i < to; i++) {
            gradient[i] *= Steps.above(z[i] - low) * Steps.above(high - z[i]);
        }
    }

    @Override
    public Optional<Properties> properties() {
        require();
        return Optional.of(new Properties(min, max, true, min == -max ? ODD : Symmetry.NONE, 1, BOTH));
    }

    private void require() {
        if (min >= max) {
            throw new SpecException(
                    "the settings of hard-tanh must have min < max, but are min=" + min + ", max=" + max);
        }
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.max(min).min(max));
    }
}
