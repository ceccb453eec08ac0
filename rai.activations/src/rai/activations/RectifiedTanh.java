package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * rectified-tanh, σ(z) = max(tanh(z), 0); σ'(z) = 1 - tanh(z)² = 4 e^(-2z) / (1 + e^(-2z))² for z > 0, else 0.
 */
@Component(service = Activation.class)
@Named("rectified-tanh")
@About(
        value = "A relu that saturates at 1.",
        formula = "max(tanh(z), 0)",
        source = "Black et al., 2016, Deeplearning4j (ActivationRectifiedTanh)")
public class RectifiedTanh extends ShortLoops {
    private static final Tanh TANH = new Tanh();

    @Override
    public double value(double z) {
        return Math.tanh(Math.max(z, 0));
    }

    @Override
    public double derivative(double z) {
        double power = Math.exp(-2 * z);
        if (Double.isNaN(z)) {
            return z;
        }
        return z > 0 ? 4 * power / ((1 + power) * (1 + power)) : 0;
    }

    @Override
    void values(float[] x, float[] power, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(x[i], 0);
        }
        TANH.value(x, x, 0, n);
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, 2, power, n);
        for (int i = 0; i < n; i++) {
            float d = 1 + power[i];
            x[i] = Steps.above(x[i]) * 4 * power[i] / (d * d);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(0, 1, true, Symmetry.NONE, 1, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.relu().tanh());
    }
}
