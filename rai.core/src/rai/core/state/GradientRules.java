package rai.core.state;

import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is done to a piece of the gradient before the optimizer sees it. A NaN stays where it is. */
final class GradientRules {
    private static final int TILE = 512;

    private GradientRules() {}

    /**
     * Adds the gradient of l1 · Σ |w| + l2 / 2 · Σ w².
     *
     * @return that penalty
     */
    static double penalize(INDArray weights, INDArray gradient, double l1, double l2) {
        Doubles values = new Doubles(weights);
        Doubles slopes = new Doubles(gradient);
        double[] w = new double[TILE];
        double[] g = new double[TILE];
        double absolute = 0;
        double squares = 0;
        for (int at = 0, m = (int) weights.length(); at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            values.get(at, w, n);
            slopes.get(at, g, n);
            for (int i = 0; i < n; i++) {
                absolute += Math.abs(w[i]);
                squares += w[i] * w[i];
                g[i] += l1 * Math.signum(w[i]) + l2 * w[i];
            }
            slopes.put(at, g, n);
        }
        return l1 * absolute + l2 / 2 * squares;
    }

    static void clamp(INDArray gradient, double most) {
        apply(gradient, g -> Math.max(-most, Math.min(most, g)));
    }

    static void scale(INDArray gradient, double factor) {
        apply(gradient, g -> factor * g);
    }

    static double sumOfSquares(INDArray gradient) {
        Doubles slopes = new Doubles(gradient);
        double[] g = new double[TILE];
        double sum = 0;
        for (int at = 0, m = (int) gradient.length(); at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            slopes.get(at, g, n);
            for (int i = 0; i < n; i++) {
                sum += g[i] * g[i];
            }
        }
        return sum;
    }

    private static void apply(INDArray gradient, DoubleUnaryOperator rule) {
        Doubles slopes = new Doubles(gradient);
        double[] g = new double[TILE];
        for (int at = 0, m = (int) gradient.length(); at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            slopes.get(at, g, n);
            for (int i = 0; i < n; i++) {
                g[i] = rule.applyAsDouble(g[i]);
            }
            slopes.put(at, g, n);
        }
    }
}
