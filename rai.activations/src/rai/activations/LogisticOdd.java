package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * logistic-odd, σ(z) = 4 / (1 + e^-z) - 2 = 2 tanh(z/2), σ'(z) = 4 e^-z / (1 + e^-z)²: the sigmoid made odd, with slope 1 at
 * 0 and values in (-2, 2).
 */
@Component(service = Activation.class)
@Named("logistic-odd")
@About(
        value = "The sigmoid moved and stretched so that it is odd and its slope at 0 is 1: near 0 it is the identity.",
        formula = "4 / (1 + e^-z) - 2",
        source = "Xu, Huang and Li, 2016, Revise saturated activation functions, arXiv:1602.05980")
public class LogisticOdd extends ShortLoops implements Portable {
    private static final Tanh TANH = new Tanh();

    @Override
    public double value(double z) {
        return 2 * functions.tanh(z / 2);
    }

    @Override
    public double derivative(double z) {
        double power = functions.exp(-Math.abs(z));
        return 4 * power / ((1 + power) * (1 + power));
    }

    @Override
    void values(float[] x, float[] power, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = x[i] / 2;
        }
        TANH.value(x, x, 0, n);
        for (int i = 0; i < n; i++) {
            x[i] *= 2;
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, 1, power, n);
        for (int i = 0; i < n; i++) {
            float d = 1 + power[i];
            x[i] = 4 * power[i] / (d * d);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-2, 2, true, ODD, 1, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.over(2).tanh().times(2));
    }
}
