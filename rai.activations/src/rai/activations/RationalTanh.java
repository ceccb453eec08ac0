package rai.activations;

import static rai.api.activation.Properties.Saturation.BOTH;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.TiledActivation;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * rational-tanh, σ(z) = 1.7159 r(2z/3), where r(y) = sign(y) (1 - 1/p), p = 1 + |y| + y² + 1.41645 y⁴, is near tanh(y); so
 * r(y) = y (1 + |y| + 1.41645 |y|³) / p and r'(y) = (1 + 2|y| + 5.6658 |y|³) / p².
 */
@Component(service = Activation.class)
@Named("rational-tanh")
@About(
        value = "The scaled tanh 1.7159 tanh(2z/3) without an exponential.",
        formula = "1.7159 * sign(z) * (1 - 1 / (1 + |y| + y^2 + 1.41645 * y^4)), y = 2z/3",
        source = "LeCun, Bottou, Orr and Mueller, 1998, Efficient BackProp, LNCS 1524 (the scaled tanh); "
                + "the rational function is that of Deeplearning4j, which names arXiv:1508.01292")
public class RationalTanh implements TiledActivation, Portable {
    private static final double OUTER = 1.7159;
    private static final double INNER = 2 / 3.0;
    private static final double C = 1.41645;

    /** Beyond, the value is that of infinity; and p² would overflow in float32. */
    private static final float FAR = 1e9f;

    @Override
    public double value(double z) {
        double y = Math.max(-FAR, Math.min(FAR, INNER * z));
        double u = Math.abs(y);
        double bend = u * (1 + C * u * u);
        return OUTER * y * (1 + bend) / (1 + u * (1 + bend));
    }

    @Override
    public double derivative(double z) {
        double u = Math.min(Math.abs(INNER * z), FAR);
        double p = 1 + u * (1 + u * (1 + C * u * u));
        return OUTER * INNER * (1 + u * (2 + 4 * C * u * u)) / p / p;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float outer = (float) OUTER;
        float inner = (float) INNER;
        float c = (float) C;
        for (int i = from; i < to; i++) {
            float y = Math.max(-FAR, Math.min(FAR, inner * z[i]));
            float u = Math.abs(y);
            float bend = u * (1 + c * u * u);
            a[i] = outer * (y * ((1 + bend) / (1 + u * (1 + bend))));
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float slope = (float) (OUTER * INNER);
        float inner = (float) INNER;
        float c = (float) C;
        for (int i = from; i < to; i++) {
            float u = Math.min(Math.abs(inner * z[i]), FAR);
            float p = 1 + u * (1 + u * (1 + c * u * u));
            gradient[i] *= slope * (1 + u * (2 + 4 * c * u * u)) / p / p;
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-OUTER, OUTER, true, ODD, OUTER * INNER, BOTH));
    }

    @Override
    public Optional<Node> graph(Node z) {
        Node y = z.times(INNER).max(-FAR).min(FAR);
        Node u = y.abs();
        Node bend = u.times(u.times(u).times(C).plus(1));
        return Optional.of(
                y.times(OUTER).times(bend.plus(1)).over(u.times(bend.plus(1)).plus(1)));
    }
}
