package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * softplus, σ(z) = ln(1 + e^(βz)) / β, σ'(z) = 1 / (1 + e^(-βz)); where βz exceeds the threshold, σ(z) = z as in PyTorch.
 *
 * <p>At the threshold the value falls by ln(1 + e^-threshold) / β: by 2e-9 with the defaults, which is less than a float can
 * show there. A small threshold makes a jump of it, and {@link #properties()} says so.
 */
@Component(service = Activation.class)
@Named("softplus")
@About(
        value = "A smooth relu whose slope is the sigmoid.",
        formula = "ln(1 + e^(beta * z)) / beta; z where beta * z > threshold",
        source = "Dugas, Bengio, Belisle, Nadeau and Garcia, 2001, NIPS 13")
public class Softplus extends ShortLoops implements Portable {
    @Setting(value = "How sharp the bend at 0 is.", min = 0, open = true)
    double beta = 1;

    @Setting(value = "If beta times z is larger than this, the value is z.", min = 0)
    double threshold = 20;

    @Override
    public double value(double z) {
        double x = beta * z;
        return Math.max(z, 0) + (x > threshold ? 0 : functions.log1p(functions.exp(-Math.abs(x))) / beta);
    }

    @Override
    public double derivative(double z) {
        double x = beta * z;
        return x > threshold ? 1 : 1 / (1 + functions.exp(-x));
    }

    @Override
    void values(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, (float) beta, power, n);
        float beta = (float) this.beta;
        float threshold = Steps.floor(this.threshold);
        for (int i = 0; i < n; i++) {
            float linear = Steps.above(beta * x[i] - threshold);
            x[i] = Math.max(x[i], 0) + (1 - linear) * FloatLogarithm.log1p(power[i]) / beta;
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, (float) beta, power, n);
        float beta = (float) this.beta;
        float threshold = Steps.floor(this.threshold);
        for (int i = 0; i < n; i++) {
            float linear = Steps.above(beta * x[i] - threshold);
            float above = Steps.above(x[i]);
            float s = FloatLogistic.value(above, power[i]);
            x[i] = linear + (1 - linear) * s;
        }
    }

    @Override
    public Optional<Properties> properties() {
        boolean jump = (float) (threshold + functions.log1p(functions.exp(-threshold))) != (float) threshold;
        return Optional.of(
                new Properties(0, POSITIVE_INFINITY, !jump, Symmetry.NONE, jump ? POSITIVE_INFINITY : 1, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        Node x = z.times(beta);
        return Optional.of(x.whereGreater(threshold, z, x.softplus().over(beta)));
    }
}
