package rai.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Ranks from 1 for the smallest value; equal values share the average of their ranks.
 *
 * @param of the ranks, in the order of the values
 * @param ties Σ (t³ - t) over the groups of t equal values, which corrections for ties use; 0 without ties
 */
record Ranks(double[] of, double ties) {
    /**
     * @param values what is ranked
     * @param tolerance neighbours in order that are at most so far apart are equal
     */
    static Ranks ascending(double[] values, double tolerance) {
        int n = values.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[n];
        double ties = 0;
        for (int first = 0, next; first < n; first = next) {
            next = first + 1;
            while (next < n && values[order[next]] - values[order[next - 1]] <= tolerance) {
                next++;
            }
            for (int i = first; i < next; i++) {
                ranks[order[i]] = (first + 1 + next) / 2.0;
            }
            double t = next - first;
            ties += t * t * t - t;
        }
        return new Ranks(ranks, ties);
    }

    /** Ranks from 1 for the best. */
    static Ranks bestFirst(double[] values, boolean higherIsBetter) {
        return ascending(
                higherIsBetter ? Arrays.stream(values).map(v -> -v).toArray() : values,
                Values.rounding(values, values));
    }
}
