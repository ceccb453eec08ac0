package rai.statistics;

import java.util.Arrays;

/**
 * What a sample looks like. Quartiles and median interpolate linearly between order statistics (type 7 of Hyndman and Fan,
 * "Sample quantiles in statistical packages", The American Statistician 50, 1996), as R and NumPy do.
 *
 * @param n how many values
 * @param mean the mean; like all others NaN if there is no value
 * @param sd the sample standard deviation, with n - 1; NaN if n is less than 2
 * @param min the smallest
 * @param lowerQuartile a quarter of the values is smaller
 * @param median the middle
 * @param upperQuartile a quarter of the values is larger
 * @param max the largest
 */
public record Summary(
        int n,
        double mean,
        double sd,
        double min,
        double lowerQuartile,
        double median,
        double upperQuartile,
        double max) {
    /**
     * @param values the sample, in any order
     * @return its summary
     * @throws IllegalArgumentException if a value is not finite
     */
    public static Summary of(double... values) {
        if (Values.finite(values).length == 0) {
            double nan = Double.NaN;
            return new Summary(0, nan, nan, nan, nan, nan, nan, nan);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Summary(
                sorted.length,
                Values.mean(sorted),
                Values.sd(sorted),
                sorted[0],
                Values.quantile(sorted, 0.25),
                Values.quantile(sorted, 0.5),
                Values.quantile(sorted, 0.75),
                sorted[sorted.length - 1]);
    }
}
