package rai.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The correction of p-values for the number of comparisons (Holm, "A simple sequentially rejective multiple test procedure",
 * Scandinavian Journal of Statistics 6, 1979). Rejecting what is at most α keeps the chance of a single false rejection in the
 * whole family at α or below, whatever the dependence of the tests.
 */
public final class Holm {
    private Holm() {}

    /**
     * The i-th smallest of m p-values becomes min(1, max over j ≤ i of (m - j + 1) p(j)).
     *
     * @param p the p-values of the family; NaN for a comparison that could not be tested, which does not count in m
     * @return the corrected p-values in the same order, NaN where p is NaN
     * @throws IllegalArgumentException if a p-value is not between 0 and 1
     */
    public static double[] adjust(double... p) {
        double[] adjusted = p.clone();
        int[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            double value = p[order[i]];
            if (value < 0 || value > 1) {
                throw new IllegalArgumentException("A p-value is between 0 and 1, not " + value + ".");
            }
            largest = Math.max(largest, (order.length - i) * value);
            adjusted[order[i]] = Math.min(1, largest);
        }
        return adjusted;
    }
}
