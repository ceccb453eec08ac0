package rai.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * The estimate s of a standard deviation σ = 1 from df degrees of freedom: s² df is chi-squared. Its density is proportional to
 * s^(df - 1) exp(-df s²/2).
 */
final class ScaledChi {
    /** Further than so many 1/√df from 1, which is 1.4 standard deviations of s, there is nothing left that a double would notice. */
    private static final int REACH = 8;

    private ScaledChi() {}

    /**
     * The expectation of g(s), by quadrature: panels as wide as the density needs, and below the last of them, if it reaches 0, ever
     * smaller ones, because g may change quickly there.
     */
    static double expect(double df, DoubleUnaryOperator g) {
        if (Double.isInfinite(df)) {
            return g.applyAsDouble(1);
        }
        double width = 1 / Math.sqrt(df);
        double[] sums = new double[2];
        double to = 1 + REACH * width;
        double end = Math.max(0, 1 - REACH * width);
        while (to - width > end) {
            add(df, g, to - width, to, sums);
            to -= width;
        }
        if (end > 0) {
            add(df, g, end, to, sums);
        } else {
            for (int i = 0; i < 20; i++, to /= 2) {
                add(df, g, to / 2, to, sums);
            }
            add(df, g, 0, to, sums);
        }
        return sums[0] / sums[1];
    }

    /** Both integrals, with g and without: their quotient needs no constant of the density. */
    private static void add(double df, DoubleUnaryOperator g, double from, double to, double[] sums) {
        Quadrature.visit(from, to, (s, weight) -> {
            double mass = weight * density(df, s);
            sums[0] += mass * g.applyAsDouble(s);
            sums[1] += mass;
        });
    }

    private static double density(double df, double s) {
        return Math.exp((df - 1) * Math.log(s) - df * (s - 1) * (s + 1) / 2);
    }
}
