package rai.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The comparison of all k treatments with each other by their average ranks over N data sets, after a {@link Friedman} test that
 * found differences (Nemenyi, "Distribution-free multiple comparisons", PhD thesis, Princeton 1963; Demšar, JMLR 7, 2006).
 */
public final class Nemenyi {
    private Nemenyi() {}

    /**
     * q(α, k): the 1 - α quantile of the studentized range of k values with infinite degrees of freedom, divided by √2. The √2
     * belongs there, because ranks are compared by their difference, whose variance is twice that of one; tables such as
     * Demšar's contain it already.
     *
     * @param alpha the level, such as 0.05
     * @param treatments k
     * @return the critical value
     * @throws IllegalArgumentException if alpha is not between 0 and 1, or k less than 2
     */
    public static double criticalValue(double alpha, int treatments) {
        Values.fraction(alpha, "level");
        return StudentizedRange.quantile(1 - alpha, treatments, Double.POSITIVE_INFINITY) / Math.sqrt(2);
    }

    /**
     * CD = q(α, k) √(k (k + 1) / (6 N)): average ranks that differ by at least that much differ significantly.
     *
     * @param alpha the level, such as 0.05
     * @param treatments k
     * @param datasets N
     * @return the critical difference of average ranks
     * @throws IllegalArgumentException if alpha is not between 0 and 1, k less than 2, or N less than 1
     */
    public static double criticalDifference(double alpha, int treatments, int datasets) {
        return criticalValue(alpha, treatments) * standardError(treatments, datasets);
    }

    private static double standardError(int treatments, int datasets) {
        Values.atLeast(1, datasets, "number of data sets");
        return Math.sqrt(treatments * (treatments + 1.0) / (6.0 * datasets));
    }

    /**
     * The p-value of a difference of average ranks, corrected for all k (k - 1)/2 comparisons.
     *
     * @param difference the difference, of any sign
     * @param treatments k
     * @param datasets N
     * @return p
     * @throws IllegalArgumentException if the difference is NaN, k less than 2, or N less than 1
     */
    public static double p(double difference, int treatments, int datasets) {
        double q = Math.abs(difference) / standardError(treatments, datasets) * Math.sqrt(2);
        return 1 - StudentizedRange.cdf(q, treatments, Double.POSITIVE_INFINITY);
    }

    /**
     * The bars of a critical difference diagram: the largest groups of treatments whose average ranks all differ by less than the
     * critical difference.
     *
     * @param averageRanks the average ranks
     * @param criticalDifference the critical difference
     * @return the groups of at least two treatments, none within another; each holds the numbers of its treatments from 0, best
     *     rank first, and the groups come in the order of their best ranks
     */
    public static List<List<Integer>> cliques(List<Double> averageRanks, double criticalDifference) {
        List<Integer> order = IntStream.range(0, averageRanks.size())
                .boxed()
                .sorted(Comparator.comparingDouble(averageRanks::get))
                .toList();
        List<List<Integer>> cliques = new ArrayList<>();
        int covered = 0;
        for (int first = 0; first < order.size(); first++) {
            int end = first + 1;
            while (end < order.size()
                    && averageRanks.get(order.get(end)) - averageRanks.get(order.get(first)) < criticalDifference) {
                end++;
            }
            if (end - first > 1 && end > covered) {
                cliques.add(order.subList(first, end));
                covered = end;
            }
        }
        return List.copyOf(cliques);
    }
}
