package rai.api.engine;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Matrix products in Java arrays whose numbers are the same on every processor: an element of C += A B is one chain of fused
 * multiply-adds, c ← fma(a_ip, b_pj, c) for p = 0, 1, ... k - 1, beginning with what is there. Vectors may be of any length, since
 * they lie along j; the sum of one element is never cut.
 *
 * <p>Element (i, p) of A lies at i · aRow + p · aStep, so that A may be stored as its transpose; B [k, n] and C [m, n] are row-major
 * and packed. Several threads call at once, with arrays of their own.
 */
@ConsumerType
public interface ArrayProducts {
    /**
     * @param m rows of C
     * @param n columns of C
     * @param k columns of A
     * @param a A
     * @param aRow from one row of A to the next
     * @param aStep from one column of A to the next
     * @param b B
     * @param c C, which the product is added to; nothing beyond m · n elements is altered
     */
    void add(int m, int n, int k, float[] a, int aRow, int aStep, float[] b, float[] c);

    /**
     * The same in double precision.
     *
     * @param m rows of C
     * @param n columns of C
     * @param k columns of A
     * @param a A
     * @param aRow from one row of A to the next
     * @param aStep from one column of A to the next
     * @param b B
     * @param c C, which the product is added to; nothing beyond m · n elements is altered
     */
    void add(int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c);
}
