package rai.statistics;

/**
 * Two samples to be compared: the values of one metric, by seed, fold or data set.
 *
 * @param nameA what a is called in the sentence
 * @param nameB what b is called
 * @param a the values of a
 * @param b the values of b; for a paired test in the same order
 */
public record Comparison(String nameA, String nameB, double[] a, double[] b) {
    /**
     * The values are copied.
     *
     * @throws IllegalArgumentException if a value is not finite
     */
    public Comparison {
        a = Values.finite(a).clone();
        b = Values.finite(b).clone();
    }

    @Override
    public double[] a() {
        return a.clone();
    }

    @Override
    public double[] b() {
        return b.clone();
    }
}
