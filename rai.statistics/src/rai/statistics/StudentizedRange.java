package rai.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution of the studentized range: the range of k independent standard normal values, divided by an independent
 * estimate of their standard deviation with df degrees of freedom (Tukey, 1953). With W the range of the values,
 * <pre>
 * P(W ≤ w) = k ∫ φ(z) (Φ(z) - Φ(z - w))^(k - 1) dz
 * P(Q ≤ q) = ∫ f(s) P(W ≤ q s) ds               f the density of √(χ²(df) / df); P(W ≤ q) if df is infinite
 * </pre>
 * Both integrals are computed by Gauss-Legendre quadrature, with an absolute error below 1e-12; R's {@code ptukey} and {@code
 * qtukey} compute the same (Copenhaver and Holland, Journal of Statistical Computation and Simulation 30, 1988).
 */
public final class StudentizedRange {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** φ is below 1e-17 beyond. */
    private static final double REACH = 8.6;

    private StudentizedRange() {}

    /**
     * @param q a value
     * @param k how many values the range is of, at least 2
     * @param df the degrees of freedom, at least 1; may be infinite
     * @return the probability of at most q
     * @throws IllegalArgumentException if k or df is too small, or q is NaN
     */
    public static double cdf(double q, int k, double df) {
        check(k, df);
        if (Double.isNaN(q)) {
            throw new IllegalArgumentException("The probability of a range of NaN is not defined.");
        }
        if (q <= 0) {
            return 0;
        }
        return Double.isInfinite(q) ? 1 : clip(ScaledChi.expect(df, s -> range(q * s, k)));
    }

    private static double clip(double probability) {
        return Math.max(0, Math.min(1, probability));
    }

    private static void check(int k, double df) {
        Values.atLeast(2, k, "number of values in a range");
        if (!(df >= 1)) {
            throw new IllegalArgumentException(
                    "The degrees of freedom of a studentized range are at least 1, not " + df + ".");
        }
    }

    private static double range(double w, int k) {
        if (w > 2 * REACH + 2) {
            return 1;
        }
        return k
                * Quadrature.panels(z -> Math.exp(-z * z / 2) * Math.pow(between(z - w, z), k - 1), -REACH, REACH, 12)
                / Math.sqrt(2 * Math.PI);
    }

    private static double between(double from, double to) {
        return NORMAL.cumulativeProbability(to) - NORMAL.cumulativeProbability(from);
    }

    /**
     * @param p a probability, from 0 to 1
     * @param k how many values the range is of, at least 2
     * @param df the degrees of freedom, at least 1; may be infinite
     * @return the value that is not exceeded with this probability
     * @throws IllegalArgumentException if p is not a probability, or k or df is too small
     */
    public static double quantile(double p, int k, double df) {
        check(k, df);
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("A probability is between 0 and 1, not " + p + ".");
        }
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double low = 0;
        double high = 4;
        while (cdf(high, k, df) < p) {
            low = high;
            high *= 2;
        }
        return Roots.find(q -> cdf(q, k, df) - p, low, high);
    }
}
