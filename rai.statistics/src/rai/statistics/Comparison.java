package rai.statistics;

import java.util.Arrays;
import java.util.Objects;

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

    /** By value, as of any record: the arrays are equal if their numbers are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Comparison that
                && nameA.equals(that.nameA)
                && nameB.equals(that.nameB)
                && Arrays.equals(a, that.a)
                && Arrays.equals(b, that.b);
    }

    @Override
    public int hashCode() {
        return Objects.hash(nameA, nameB, Arrays.hashCode(a), Arrays.hashCode(b));
    }

    @Override
    public String toString() {
        return nameA + " " + Arrays.toString(a) + " and " + nameB + " " + Arrays.toString(b);
    }
}
