package rai.activations;

import static java.lang.Double.POSITIVE_INFINITY;
import static rai.api.activation.Properties.Saturation.LEFT;

import java.util.Optional;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Symmetry;
import rai.api.engine.Portable;
import rai.api.graph.Node;

/**
 * A line above 0 and an exponential below, which elu, celu and selu have in common: σ(z) = slope · z for z > 0, else
 * depth · (e^(z/width) - 1); σ'(z) = slope for z > 0, else depth / width · e^(z/width).
 */
abstract class ExponentialUnit extends ShortLoops implements Portable {
    /** The slope above 0. */
    abstract double slope();

    /** How far below 0 the limit for z to -∞ is. */
    abstract double depth();

    /** The length over which the exponential falls by the factor e. */
    abstract double width();

    @Override
    public double value(double z) {
        return slope() * Math.max(z, 0) + depth() * functions.expm1(Math.min(z, 0) / width());
    }

    @Override
    public double derivative(double z) {
        return z > 0 ? slope() : depth() / width() * functions.exp(z / width());
    }

    @Override
    void values(float[] x, float[] power, int n) {
        exponents(x, power, n);
        FloatExponential.BEST.expMinus1(power, 0, n);
        float slope = (float) slope();
        float depth = (float) depth();
        for (int i = 0; i < n; i++) {
            x[i] = slope * Math.max(x[i], 0) + depth * power[i];
        }
    }

    @Override
    void slopes(float[] x, float[] power, int n) {
        exponents(x, power, n);
        FloatExponential.BEST.exp(power, 0, n);
        float slope = (float) slope();
        float steepest = (float) (depth() / width());
        for (int i = 0; i < n; i++) {
            float above = Steps.above(x[i]);
            x[i] = above * slope + (1 - above) * steepest * power[i];
        }
    }

    private void exponents(float[] x, float[] power, int n) {
        float width = (float) width();
        for (int i = 0; i < n; i++) {
            power[i] = Math.min(x[i], 0) / width;
        }
    }

    @Override
    public Optional<Properties> properties() {
        double lipschitz = Math.max(slope(), depth() / width());
        return Optional.of(new Properties(-depth(), POSITIVE_INFINITY, true, Symmetry.NONE, lipschitz, LEFT));
    }

    @Override
    public Optional<Node> graph(Node z) {
        Node below = z.over(width()).exp().minus(1).times(depth());
        return Optional.of(known(z.whereGreater(0, z.times(slope()), below), z));
    }

    /** The value, with an operator of ONNX that computes it if there is one. */
    Node known(Node value, Node z) {
        return value;
    }
}
