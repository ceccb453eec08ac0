package rai.statistics;

/**
 * How often one of two is better.
 *
 * @param wins in how many pairs a is better than b
 * @param ties in how many they differ by no more than the tolerance
 * @param losses in how many b is better
 */
public record WinTieLoss(int wins, int ties, int losses) {
    /**
     * @param a one sample
     * @param b the other
     * @param higherIsBetter whether larger values are better
     * @param tolerance what counts as equal, in the unit of the values; 0 if only equal numbers do
     * @return the counts
     * @throws IllegalArgumentException if the samples differ in length, a value is not finite, or the tolerance is negative
     */
    public static WinTieLoss of(double[] a, double[] b, boolean higherIsBetter, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("The tolerance is at least 0, not " + tolerance + ".");
        }
        int larger = 0;
        int ties = 0;
        double[] differences = Values.differences(a, b);
        double equal = tolerance + Values.rounding(a, b);
        for (double d : differences) {
            if (Math.abs(d) <= equal) {
                ties++;
            } else if (d > 0) {
                larger++;
            }
        }
        int smaller = differences.length - ties - larger;
        return higherIsBetter ? new WinTieLoss(larger, ties, smaller) : new WinTieLoss(smaller, ties, larger);
    }
}
