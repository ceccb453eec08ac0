package rai.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Bootstrap intervals, bias-corrected and accelerated: BCa (Efron, "Better bootstrap confidence intervals", JASA 82, 1987;
 * Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 14).
 * <p>
 * With the statistics t* of the resamples, t of the sample, and t(i) of the sample without row i:
 * <pre>
 * z0 = Φ⁻¹((#{t* &lt; t} + #{t* = t}/2) / resamples)
 * a  = Σ (t̄ - t(i))³ / (6 (Σ (t̄ - t(i))²)^{3/2})            t̄ the mean of the t(i)
 * α(z) = Φ(z0 + (z0 + z) / (1 - a (z0 + z)))                  the ends are the quantiles α(-z), α(z) of the t*
 * </pre>
 * The resamples follow from the seed alone. All values equal: the interval is that point. Fewer than 2 rows: not defined.
 * Not defined either if the t* all lie on one side of t, or the statistic is NaN for some t* or t(i). What differs from t by
 * less than 1e-10 of the range of the t* counts as equal, because a resample of the same values in another order may differ in
 * the last bits.
 */
public final class Bootstrap {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Bootstrap() {}

    /**
     * The interval of a mean.
     *
     * @param values the sample
     * @param level the confidence level, such as 0.95
     * @param resamples how many resamples; 10,000 fix the second digit of an end
     * @param seed the seed of the resamples
     * @return the interval
     * @throws IllegalArgumentException if a value is not finite, the level not between 0 and 1, or resamples less than 1
     */
    public static Interval mean(double[] values, double level, int resamples, long seed) {
        double[] sample = Values.finite(values).clone();
        if (sample.length > 1 && Values.constant(sample, 0)) {
            return new Interval(sample[0], sample[0], level);
        }
        return bca(sample.length, rows -> mean(sample, rows), level, resamples, seed);
    }

    private static double mean(double[] values, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += values[row];
        }
        return sum / rows.length;
    }

    /**
     * The interval of the difference of two means of unpaired samples: each is resampled by itself, and the acceleration is
     * that of several samples, a = Σ (L³/n³) / (6 (Σ L²/n²)^{3/2}) over the jackknife values L = (n - 1)(t̄ - t(i)) of each.
     *
     * @param a one sample
     * @param b the other
     * @param level the confidence level, such as 0.95
     * @param resamples how many resamples
     * @param seed the seed of the resamples
     * @return the interval of mean(a) - mean(b); not defined if one has fewer than 2 values
     * @throws IllegalArgumentException if a value is not finite, the level not between 0 and 1, or resamples less than 1
     */
    public static Interval difference(double[] a, double[] b, double level, int resamples, long seed) {
        Values.finite(a);
        Values.finite(b);
        check(level, resamples);
        if (a.length < 2 || b.length < 2) {
            return Interval.undefined(level);
        }
        double difference = Values.mean(a) - Values.mean(b);
        if (Values.constant(a, 0) && Values.constant(b, 0)) {
            return new Interval(difference, difference, level);
        }
        int[] rowsOfA = new int[a.length];
        int[] rowsOfB = new int[b.length];
        Draws draws = new Draws(seed);
        double[] replicates = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            draws.withReplacement(rowsOfA);
            draws.withReplacement(rowsOfB);
            replicates[r] = mean(a, rowsOfA) - mean(b, rowsOfB);
        }
        // without its i-th value, a mean m is m + (m - x[i]) / (n - 1), so L = x[i] - m; of b with the opposite sign
        double cubes = moment(a, 3) / Math.pow(a.length, 3) - moment(b, 3) / Math.pow(b.length, 3);
        double squares = moment(a, 2) / Math.pow(a.length, 2) + moment(b, 2) / Math.pow(b.length, 2);
        return interval(difference, replicates, cubes / (6 * Math.pow(squares, 1.5)), level);
    }

    private static double moment(double[] values, int power) {
        double mean = Values.mean(values);
        return Arrays.stream(values).map(value -> Math.pow(value - mean, power)).sum();
    }

    /**
     * The interval of any statistic of the rows of a sample, such as a correlation.
     *
     * @param n how many rows the sample has, numbered from 0
     * @param statistic the statistic of a choice of rows: n of them with repetitions, or all but one
     * @param level the confidence level, such as 0.95
     * @param resamples how many resamples
     * @param seed the seed of the resamples
     * @return the interval
     * @throws IllegalArgumentException if the level is not between 0 and 1, or resamples less than 1
     */
    public static Interval bca(int n, ToDoubleFunction<int[]> statistic, double level, int resamples, long seed) {
        check(level, resamples);
        if (n < 2) {
            return Interval.undefined(level);
        }
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        double estimate = statistic.applyAsDouble(rows);
        double acceleration = acceleration(n, statistic);
        Draws draws = new Draws(seed);
        double[] replicates = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            draws.withReplacement(rows);
            replicates[r] = statistic.applyAsDouble(rows);
        }
        return interval(estimate, replicates, acceleration, level);
    }

    private static void check(double level, int resamples) {
        Values.fraction(level, "confidence level");
        Values.atLeast(1, resamples, "number of resamples");
    }

    private static double acceleration(int n, ToDoubleFunction<int[]> statistic) {
        double[] without = new double[n];
        int[] rows = new int[n - 1];
        for (int i = 0; i < n; i++) {
            int left = i;
            Arrays.setAll(rows, row -> row < left ? row : row + 1);
            without[i] = statistic.applyAsDouble(rows);
        }
        double squares = moment(without, 2);
        return squares == 0 ? 0 : -moment(without, 3) / (6 * Math.pow(squares, 1.5));
    }

    private static Interval interval(double estimate, double[] replicates, double acceleration, double level) {
        Arrays.sort(replicates);
        double rounding = 1e-10 * (replicates[replicates.length - 1] - replicates[0]);
        double below = 0;
        for (double replicate : replicates) {
            below += Math.abs(replicate - estimate) <= rounding ? 0.5 : replicate < estimate ? 1 : 0;
        }
        double bias = NORMAL.inverseCumulativeProbability(below / replicates.length);
        double z = NORMAL.inverseSurvivalProbability((1 - level) / 2);
        double low = place(bias, -z, acceleration);
        double high = place(bias, z, acceleration);
        if (Double.isNaN(low + high + rounding) || Double.isInfinite(bias)) {
            return Interval.undefined(level);
        }
        return new Interval(Values.quantile(replicates, low), Values.quantile(replicates, high), level);
    }

    private static double place(double bias, double z, double acceleration) {
        return NORMAL.cumulativeProbability(bias + (bias + z) / (1 - acceleration * (bias + z)));
    }
}
