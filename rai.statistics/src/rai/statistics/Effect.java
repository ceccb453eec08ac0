package rai.statistics;

/**
 * Sizes of effects that do not depend on the unit. The first two compare every value of a with every value of b, whether
 * paired or not.
 */
public final class Effect {
    private Effect() {}

    /**
     * Cliff's delta: (#{a &gt; b} - #{a &lt; b}) / (n m), from -1 to 1 (Cliff, "Dominance statistics", Psychological Bulletin 114,
     * 1993).
     *
     * @param a one sample
     * @param b the other
     * @return the delta, positive if a tends to be larger; NaN if a sample is empty
     * @throws IllegalArgumentException if a value is not finite
     */
    public static double cliffsDelta(double[] a, double[] b) {
        Values.finite(a);
        Values.finite(b);
        double rounding = Values.rounding(a, b);
        double more = 0;
        for (double x : a) {
            for (double y : b) {
                more += Math.abs(x - y) <= rounding ? 0 : Math.signum(x - y);
            }
        }
        return more / ((double) a.length * b.length);
    }

    /**
     * A12, the chance that a value of a is larger than one of b, where equal ones count half: (delta + 1) / 2 (Vargha and Delaney,
     * "A critique and improvement of the CL common language effect size statistics of McGraw and Wong", Journal of Educational
     * and Behavioral Statistics 25, 2000).
     *
     * @param a one sample
     * @param b the other
     * @return the chance, 0.5 if neither tends to be larger; NaN if a sample is empty
     * @throws IllegalArgumentException if a value is not finite
     */
    public static double a12(double[] a, double[] b) {
        return (cliffsDelta(a, b) + 1) / 2;
    }

    /**
     * The mean of the paired differences in units of their standard deviation, Cohen's d_z: what decides how many pairs a test
     * needs (Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988).
     *
     * @param a one sample
     * @param b the other
     * @return mean(a - b) / sd(a - b); NaN if there are fewer than 2 pairs, or all are equal; infinite if all differ equally
     * @throws IllegalArgumentException if the samples differ in length, or a value is not finite
     */
    public static double standardized(double[] a, double[] b) {
        double[] d = Values.differences(a, b);
        double rounding = Values.rounding(a, b);
        double mean = Math.abs(Values.mean(d)) <= rounding ? 0 : Values.mean(d);
        double sd = Values.constant(d, rounding) && d.length > 1 ? 0 : Values.sd(d);
        return mean / sd;
    }
}
