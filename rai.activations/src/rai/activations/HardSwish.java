package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

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
 * hard-swish, σ(z) = z min(max(z + 3, 0), 6) / 6: 0 below -3, z above 3; σ'(z) = z/3 + 1/2 from -3 to 3, ends included.
 *
 * <p>Its least value is -3/8 at -3/2. The slope jumps: from 0 to -1/2 at -3, from 3/2 to 1 at 3.
 */
@Component(service = Activation.class)
@Named("hard-swish")
@About(
        value = "A swish of polynomials, cheap on small devices.",
        formula = "z * min(max(z + 3, 0), 6) / 6",
        source = "Howard et al., 2019, Searching for MobileNetV3, ICCV, arXiv:1905.02244")
public class HardSwish implements TiledActivation, Portable {
    @Override
    public double value(double z) {
        return Math.max(z, -Double.MAX_VALUE) * (Math.min(Math.max(z + 3, 0), 6) / 6);
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        if (z < -3) {
            return 0;
        }
        return z <= 3 ? z / 3 + 0.5 : 1;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Math.max(z[i], -Float.MAX_VALUE) * (Math.min(Math.max(z[i] + 3, 0), 6) / 6);
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        for (int i = from; i < to; i++) {
            float left = Steps.above(-3 - z[i]);
            float right = Steps.above(z[i] - 3);
            float middle = Math.max(-3, Math.min(3, z[i])) / 3 + 0.5f;
            gradient[i] *= right + (1 - left - right) * middle;
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-0.375, POSITIVE_INFINITY, false, Symmetry.NONE, 1.5, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.times(z.plus(3).max(0).min(6).over(6)).knownAs("HardSwish", Map.of(), z));
    }
}
