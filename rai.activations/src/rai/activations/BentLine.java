package rai.activations;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;
import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Map;
import java.util.Optional;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.TiledActivation;
import rai.api.engine.Portable;
import rai.api.graph.Node;

/**
 * A line with a bend at 0, which leaky-relu and rrelu have in common: σ(z) = z for z > 0, else slope · z; σ'(z) = 1 for z > 0,
 * else slope.
 */
abstract class BentLine implements TiledActivation, Portable {
    /** The slope below 0, at least 0. */
    abstract double slope();

    @Override
    public double value(double z) {
        double slope = slope();
        return Math.max(z, 0) + slope * Math.max(floor(slope), Math.min(z, 0));
    }

    @Override
    public double derivative(double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > 0 ? 1 : slope();
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float slope = (float) slope();
        float floor = floor(slope);
        for (int i = from; i < to; i++) {
            a[i] = Math.max(z[i], 0) + slope * Math.max(floor, Math.min(z[i], 0));
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float slope = (float) slope();
        for (int i = from; i < to; i++) {
            float above = Steps.above(z[i]);
            gradient[i] *= above + slope * (1 - above);
        }
    }

    @Override
    public Optional<Properties> properties() {
        double slope = slope();
        return Optional.of(new Properties(
                slope == 0 ? 0 : NEGATIVE_INFINITY,
                POSITIVE_INFINITY,
                true,
                slope == 1 ? ODD : Symmetry.NONE,
                Math.max(1, slope),
                slope == 0 ? LEFT : Saturation.NONE));
    }

    /** A finite floor where the slope is 0, because 0 · -∞ is NaN. */
    private static float floor(double slope) {
        return slope == 0 ? -Float.MAX_VALUE : Float.NEGATIVE_INFINITY;
    }

    @Override
    public Optional<Node> graph(Node z) {
        return Optional.of(z.whereGreater(0, z, z.times(slope())).knownAs("LeakyRelu", Map.of("alpha", slope()), z));
    }
}
