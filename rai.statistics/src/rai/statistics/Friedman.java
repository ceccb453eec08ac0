package rai.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Friedman's test whether k treatments differ over N data sets, from their ranks in each: 1 for the best, and equal values share
 * the average of their ranks. With the average ranks R(j) and the correction for ties C = 1 - Σ (t³ - t) / (N k (k² - 1)):
 * <pre>
 * χ² = 12 N / (k (k + 1)) · (Σ R(j)² - k (k + 1)² / 4) / C      k - 1 degrees of freedom
 * F  = (N - 1) χ² / (N (k - 1) - χ²)                            k - 1 and (k - 1)(N - 1) degrees of freedom
 * </pre>
 * F is less conservative and to be preferred (Friedman, JASA 32, 1937; Iman and Davenport, "Approximations of the critical region
 * of the Friedman statistic", Communications in Statistics 9, 1980; Demšar, "Statistical comparisons of classifiers over multiple
 * data sets", JMLR 7, 2006, whose χ² has no correction for ties: {@code chiSquaredUncorrected}).
 * <p>
 * If all values are equal in every data set, both statistics are 0 and both p-values 1. If every data set gives the same order,
 * F is infinite, and its p is the chance of that, k!^(1 - N).
 *
 * @param datasets N
 * @param treatments k
 * @param averageRanks R(j), in the order of the treatments
 * @param chiSquared Friedman's statistic, corrected for ties
 * @param chiSquaredUncorrected the same without the correction
 * @param chiSquaredP its p-value, of the corrected one
 * @param f the statistic of Iman and Davenport, from the corrected χ²
 * @param fP its p-value
 */
public record Friedman(
        int datasets,
        int treatments,
        List<Double> averageRanks,
        double chiSquared,
        double chiSquaredUncorrected,
        double chiSquaredP,
        double f,
        double fP) {
    /** The ranks are copied. */
    public Friedman {
        averageRanks = List.copyOf(averageRanks);
    }

    /**
     * @param scores a row per data set, with a value per treatment
     * @param higherIsBetter whether larger values are better
     * @return the test
     * @throws IllegalArgumentException if there are fewer than 2 data sets or treatments, the rows differ in length, or a value is
     *     not finite
     */
    public static Friedman of(double[][] scores, boolean higherIsBetter) {
        Values.atLeast(2, scores.length, "number of data sets");
        int n = scores.length;
        int k = scores[0].length;
        Values.atLeast(2, k, "number of treatments");
        double[] sums = new double[k];
        double ties = 0;
        for (int i = 0; i < n; i++) {
            if (scores[i].length != k) {
                throw new IllegalArgumentException("Data set " + (i + 1) + " has " + scores[i].length
                        + " values, and the first has " + k + ": leave out treatments that are not complete.");
            }
            Ranks ranks = Ranks.bestFirst(Values.finite(scores[i]), higherIsBetter);
            ties += ranks.ties();
            for (int j = 0; j < k; j++) {
                sums[j] += ranks.of()[j];
            }
        }
        return of(n, Arrays.stream(sums).map(sum -> sum / n).toArray(), 1 - ties / (n * (double) k * (k * k - 1.0)));
    }

    private static Friedman of(int n, double[] ranks, double correction) {
        int k = ranks.length;
        double middle = (k + 1) / 2.0;
        double spread =
                Arrays.stream(ranks).map(r -> (r - middle) * (r - middle)).sum();
        double uncorrected = 12.0 * n / (k * (k + 1.0)) * spread;
        double most = n * (k - 1.0);
        double chi = correction <= 0 ? 0 : Math.min(most, uncorrected / correction);
        boolean unanimous = most - chi <= 1e-12 * most;
        double f = unanimous ? Double.POSITIVE_INFINITY : (n - 1) * chi / (most - chi);
        return new Friedman(
                n,
                k,
                Arrays.stream(ranks).boxed().toList(),
                chi,
                uncorrected,
                ChiSquaredDistribution.of(k - 1).survivalProbability(chi),
                f,
                unanimous
                        ? sameOrder(n, k)
                        : FDistribution.of(k - 1, (k - 1.0) * (n - 1)).survivalProbability(f));
    }

    private static double sameOrder(int n, int k) {
        double p = 1;
        for (int j = 2; j <= k; j++) {
            p *= Math.pow(j, 1 - n);
        }
        return p;
    }
}
