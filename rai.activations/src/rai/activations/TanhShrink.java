package rai.activations;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * tanh-shrink, σ(z) = z - tanh(z), σ'(z) = tanh(z)²: z³/3 near 0, and z ∓ 1 far off.
 *
 * <p>For |z| up to 1, where the difference would cancel, it is Σ 2k/(2k+1)! z^(2k+1) / cosh(z), a series without cancellation.
 */
@Component(service = Activation.class)
@Named("tanh-shrink")
@About(
        value = "The identity less its squashed part: flat at 0, the slope grows to 1.",
        formula = "z - tanh(z)",
        source = "Collobert, Kavukcuoglu and Farabet, 2011, Torch7, NIPS workshop BigLearn")
public class TanhShrink extends ShortLoops {
    private static final Tanh TANH = new Tanh();

    /** So many terms leave off less than 1e-17 of the sum. */
    private static final int TERMS = 9;

    @Override
    public double value(double z) {
        return Math.abs(z) <= 1 ? series(z) : z - Math.tanh(z);
    }

    @Override
    public double derivative(double z) {
        double a = Math.tanh(z);
        return a * a;
    }

    @Override
    void values(float[] x, float[] power, int n) {
        TANH.value(x, power, 0, n);
        for (int i = 0; i < n; i++) {
            float near = Math.max(-1, Math.min(1, x[i]));
            float y = near * near;
            float up = near * y * (1 / 3f + y * (1 / 30f + y * (1 / 840f + y * (1 / 45360f + y / 3991680f))));
            float cosh = 1 + y * (1 / 2f + y * (1 / 24f + y * (1 / 720f + y * (1 / 40320f + y / 3628800f))));
            float far = Steps.above(Math.abs(x[i]) - 1);
            x[i] = far * (x[i] - power[i]) + (1 - far) * (up / cosh);
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        TANH.value(x, x, 0, n);
        for (int i = 0; i < n; i++) {
            x[i] *= x[i];
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(NEGATIVE_INFINITY, POSITIVE_INFINITY, true, ODD, 1, Saturation.NONE));
    }

    private static double series(double z) {
        double term = z;
        double sum = 0;
        for (int k = 1; k <= TERMS; k++) {
            term *= z * z / (2 * k * (2 * k + 1));
            sum += 2 * k * term;
        }
        return sum / Math.cosh(z);
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.minus(z.tanh()));
    }
}
