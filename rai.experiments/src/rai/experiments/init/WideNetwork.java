package rai.experiments.init;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import rai.experiments.ScalarCurve;

/**
 * What the formulas say of a wide network z_1 = x W_1, z_{l+1} = σ(z_l) W_{l+1} without biases at its start: pre-activations are
 * normal, so their mean squares follow q_{l+1} = N v E[σ(√q_l u)²], u ~ N(0, 1), v being the variance of the weights; and those of
 * the gradients dL/dz follow g_l = N v E[σ'(√q_l u)²] g_{l+1} (Poole et al., 2016, arXiv:1606.05340; Schoenholz et al., 2017,
 * arXiv:1611.01232). Each example has a q of its own; the results are means over the examples.
 *
 * @param first for each example, the sum of the squares of its inputs
 * @param firstVariance the variance of the weights of the first map
 * @param width N
 * @param variance v, of the weights of all further maps
 * @param maps how many maps end in a hidden layer
 */
record WideNetwork(double[] first, double firstVariance, int width, double variance, int maps) {
    private static final double EDGE = 10;
    private static final int POINTS = 4000;
    private static final double[] NORMAL = grid();

    private static double[] grid() {
        double[] u = new double[POINTS];
        Arrays.setAll(u, i -> EDGE * (2 * (i + 0.5) / POINTS - 1));
        return u;
    }

    /** The mean square of the pre-activations of each map. */
    double[] forward(ScalarCurve curve) {
        double[] means = new double[maps];
        for (double squares : first) {
            double[] q = preActivations(squares, curve);
            Arrays.setAll(means, l -> means[l] + q[l] / first.length);
        }
        return means;
    }

    /** The mean square of dL/dz of each map, divided by that of the last hidden one. */
    double[] backward(ScalarCurve curve) {
        double[] means = new double[maps];
        for (double squares : first) {
            double[] q = preActivations(squares, curve);
            double gradient = 1;
            means[maps - 1] += 1.0 / first.length;
            for (int l = maps - 2; l >= 0; l--) {
                gradient *= width * variance * meanSquare(q[l], curve::slopes);
                means[l] += gradient / first.length;
            }
        }
        return means;
    }

    private double[] preActivations(double squares, ScalarCurve curve) {
        double[] q = new double[maps];
        q[0] = firstVariance * squares;
        for (int l = 1; l < maps; l++) {
            q[l] = width * variance * meanSquare(q[l - 1], curve::values);
        }
        return q;
    }

    /** E[f(√q u)²] by the midpoint rule, which is very accurate for smooth f, and for those whose only kink is at 0. */
    private static double meanSquare(double q, UnaryOperator<double[]> f) {
        double sd = Math.sqrt(q);
        double[] values = f.apply(Arrays.stream(NORMAL).map(u -> sd * u).toArray());
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < POINTS; i++) {
            double weight = Math.exp(-NORMAL[i] * NORMAL[i] / 2);
            sum += weight * values[i] * values[i];
            weights += weight;
        }
        return sum / weights;
    }
}
