package rai.activations;

import static java.lang.Double.NEGATIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.RIGHT;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * log-sigmoid, σ(z) = ln(1 / (1 + e^-z)) = -ln(1 + e^-z), σ'(z) = 1 / (1 + e^z): softplus turned about the origin.
 */
@Component(service = Activation.class)
@Named("log-sigmoid")
@About(
        value = "The logarithm of the sigmoid, for outputs that are log-probabilities.",
        formula = "-ln(1 + e^-z)",
        source = "Goodfellow, Bengio and Courville, 2016, Deep Learning, section 3.10")
public class LogSigmoid extends ShortLoops implements Portable {
    @Override
    public double value(double z) {
        return Math.min(z, 0) - functions.log1p(functions.exp(-Math.abs(z)));
    }

    @Override
    public double derivative(double z) {
        return 1 / (1 + functions.exp(z));
    }

    @Override
    void values(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, 1, power, n);
        for (int i = 0; i < n; i++) {
            x[i] = Math.min(x[i], 0) - FloatLogarithm.log1p(power[i]);
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, 1, power, n);
        for (int i = 0; i < n; i++) {
            float above = Steps.above(x[i]);
            x[i] = FloatLogistic.value(1 - above, power[i]);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(NEGATIVE_INFINITY, 0, true, Symmetry.NONE, 1, RIGHT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.negated().softplus().negated());
    }
}
