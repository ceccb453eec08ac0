package rai.statistics;

import java.util.Arrays;

/** Checks of arguments, and the sums that several classes need. */
final class Values {
    private Values() {}

    /** @throws IllegalArgumentException if one of the values is NaN or infinite */
    static double[] finite(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("Value " + (i + 1) + " of " + values.length + " is " + values[i]
                        + ": statistics need finite numbers, so leave it out or replace it first.");
            }
        }
        return values;
    }

    /** @throws IllegalArgumentException if the values are not finite, or not as many of one as of the other */
    static void pairs(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("Paired values come in pairs, and these are " + a.length + " and "
                    + b.length + ": leave out those without a partner.");
        }
        finite(a);
        finite(b);
    }

    /** @throws IllegalArgumentException if the number is not strictly between 0 and 1 */
    static double fraction(double value, String name) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("The " + name + " is between 0 and 1, not " + value + ".");
        }
        return value;
    }

    static void overlap(double testOverTrain) {
        if (!(testOverTrain >= 0 && testOverTrain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "An overlap, of test rows over training rows, is finite and at least 0, not " + testOverTrain
                            + ".");
        }
    }

    static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("The " + name + " is at least " + least + ", not " + value + ".");
        }
    }

    static double[] differences(double[] a, double[] b) {
        pairs(a, b);
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        return differences;
    }

    /**
     * Differences of decimal numbers that are equal on paper differ in their last bits (0.91 - 0.90 and 0.81 - 0.80): what is
     * nearer to each other than this counts as equal.
     */
    static double rounding(double[] a, double[] b) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (double value : b) {
            largest = Math.max(largest, Math.abs(value));
        }
        return 8 * Math.ulp(largest);
    }

    /** The mean; NaN of no values. A second pass takes out what rounding left in the first. */
    static double mean(double[] values) {
        double first = Arrays.stream(values).sum() / values.length;
        double rest = 0;
        for (double value : values) {
            rest += value - first;
        }
        return first + rest / values.length;
    }

    /** The sample variance, with n - 1; NaN of fewer than two values. */
    static double variance(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    static double sd(double[] values) {
        return Math.sqrt(variance(values));
    }

    /** Whether all values are equal, but for that tolerance. */
    static boolean constant(double[] values, double tolerance) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low <= tolerance;
    }

    /** The quantile by linear interpolation of the order statistics, x[(n - 1) p]: type 7 of Hyndman and Fan (1996). */
    static double quantile(double[] sorted, double p) {
        double place = (sorted.length - 1) * p;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
