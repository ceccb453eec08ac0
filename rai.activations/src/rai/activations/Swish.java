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
 * swish, σ(z) = z s(βz) with the logistic function s; σ'(z) = s(βz) (1 + βz (1 - s(βz))). With β = 1 it is SiLU; for large β it
 * tends to relu.
 *
 * <p>Its least value is -0.27846 / β at -1.27846 / β, its largest slope 1.09984 at 2.39936 / β, for every β.
 */
@Component(service = Activation.class)
@Named("swish")
@About(
        value = "A smooth relu that dips below 0 before it fades out; with beta 1 also called SiLU.",
        formula = "z / (1 + e^(-beta * z))",
        source = "Elfwing, Uchibe and Doya, 2018, Neural Networks 107, arXiv:1702.03118; "
                + "Ramachandran, Zoph and Le, 2017, arXiv:1710.05941")
public class Swish extends ShortLoops implements Portable {
    /** Beyond, e^|x| and its inverse are infinity and 0. */
    private static final float FAR = 800;

    /** With β = 1, where σ' = 0 and σ'' = 0. */
    private static final double LEAST = -0.2784645427610738;

    private static final double STEEPEST = 1.0998393201288669;

    @Setting(value = "How quickly the gate opens.", min = 0, open = true)
    double beta = 1;

    @Override
    public double value(double z) {
        return Math.max(z, -Double.MAX_VALUE) / (1 + functions.exp(-beta * z));
    }

    @Override
    public double derivative(double z) {
        double x = Math.max(-FAR, Math.min(FAR, beta * z));
        return (1 + x / (1 + functions.exp(x))) / (1 + functions.exp(-x));
    }

    @Override
    void values(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, (float) beta, power, n);
        for (int i = 0; i < n; i++) {
            float above = Steps.above(x[i]);
            float s = FloatLogistic.value(above, power[i]);
            x[i] = Math.max(x[i], -Float.MAX_VALUE) * s;
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        FloatLogistic.decay(x, (float) beta, power, n);
        float beta = (float) this.beta;
        for (int i = 0; i < n; i++) {
            float t = Math.max(-FAR, Math.min(FAR, beta * x[i]));
            float above = Steps.above(x[i]);
            float s = FloatLogistic.value(above, power[i]);
            float rest = FloatLogistic.value(1 - above, power[i]);
            x[i] = s * (1 + t * rest);
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(LEAST / beta, POSITIVE_INFINITY, false, Symmetry.NONE, STEEPEST, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.times(z.times(beta).sigmoid()));
    }
}
