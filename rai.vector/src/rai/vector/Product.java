package rai.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of small row-major matrices in Java arrays, C = A B (+ a bias on every row), without packing and without a call
 * into native code: what a linear algebra library spends most of its time on if matrices have some ten thousand elements.
 *
 * <p>Four rows of C times one to four vectors of its columns are summed up in registers. Every element of C is one chain of
 * fused multiply-adds in the order of k, whatever the vector length: so results are the same on every machine.
 *
 * <p>Nothing is padded. The last vector of a row of B reads into the next row, and the last vector of a row of C writes
 * there; what it spoils is written later, since the last columns come first and rows come in order. So every array must
 * have {@link #slack} more elements than its matrix.
 */
final class Product {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 4;
    /** Vectors of columns: as many as 4 rows of them, and the factors, have registers for. */
    private static final int VECTORS = S.vectorShape() == VectorShape.S_512_BIT || isArm() ? 4 : 3;

    /** A multiple of every vector length there is. */
    static final int LANES = 64;

    private static final int RUN = 64 * LANES;

    private Product() {}

    private static boolean isArm() {
        return System.getProperty("os.arch", "").startsWith("aarch64");
    }

    /**
     * @param width the largest row of a matrix
     * @return how many elements an array must have beyond its matrix
     */
    static int slack(int width) {
        return ROWS * width + (VECTORS + 1) * L;
    }

    /**
     * C [m, n] = A [m, k] B [k, n] + bias.
     *
     * @param m rows of C
     * @param n columns of C
     * @param k columns of A
     * @param a element (i, p) of A lies at i · aRow + p · aStep
     * @param aRow from one row of A to the next
     * @param aStep from one column of A to the next
     * @param b B
     * @param bias added to each row of C [n]; null for none
     * @param c receives C
     */
    static void of(int m, int n, int k, float[] a, int aRow, int aStep, float[] b, float[] bias, float[] c) {
        int vectors = (n + L - 1) / L;
        while (vectors > 0) {
            int some = vectors % VECTORS == 0 ? VECTORS : Math.min(vectors, (vectors % VECTORS + VECTORS + 1) / 2);
            some = vectors <= VECTORS ? vectors : some;
            vectors -= some;
            int column = vectors * L;
            for (int i = 0; i < m; i += ROWS) {
                int at = i * n + column;
                switch (some) {
                    case 4 -> rows4x4(a, i * aRow, aRow, aStep, b, column, n, k, bias, column, c, at, n);
                    case 3 -> rows4x3(a, i * aRow, aRow, aStep, b, column, n, k, bias, column, c, at, n);
                    case 2 -> rows4x2(a, i * aRow, aRow, aStep, b, column, n, k, bias, column, c, at, n);
                    default -> rows4x1(a, i * aRow, aRow, aStep, b, column, n, k, bias, column, c, at, n);
                }
            }
        }
    }

    /**
     * T [n, m] = Aᵀ, by blocks of 8 rows, so that what is written lies in few cache lines at a time.
     *
     * @param m rows of A
     * @param n columns of A
     * @param a A
     * @param t receives its transpose
     */
    static void transpose(int m, int n, float[] a, float[] t) {
        int whole = m & -8;
        for (int i = 0; i < whole; i += 8) {
            int from = i * n;
            for (int j = 0; j < n; j++, from++) {
                int to = j * m + i;
                t[to] = a[from];
                t[to + 1] = a[from + n];
                t[to + 2] = a[from + 2 * n];
                t[to + 3] = a[from + 3 * n];
                t[to + 4] = a[from + 4 * n];
                t[to + 5] = a[from + 5 * n];
                t[to + 6] = a[from + 6 * n];
                t[to + 7] = a[from + 7 * n];
            }
        }
        for (int i = whole; i < m; i++) {
            for (int j = 0; j < n; j++) {
                t[j * m + i] = a[i * n + j];
            }
        }
    }

    /**
     * The sum of all rows.
     *
     * @param m rows of A
     * @param n columns of A
     * @param a A
     * @param sum receives the sums [n]
     */
    static void sumRows(int m, int n, float[] a, float[] sum) {
        for (int j = 0; j < n; j += L) {
            FloatVector column = FloatVector.zero(S);
            for (int i = 0; i < m; i++) {
                column = column.add(FloatVector.fromArray(S, a, i * n + j));
            }
            column.intoArray(sum, j);
        }
    }

    /**
     * The sum of the first elements: {@value #LANES} sums side by side, whatever the vector length, so that results are the
     * same on every machine; added up in double precision after every {@value #RUN} elements.
     *
     * @param n how many elements
     * @param values the elements
     * @param lanes scratch of {@value #LANES} elements
     * @return their sum
     */
    static double sum(int n, float[] values, float[] lanes) {
        double sum = 0;
        int whole = n - n % LANES;
        for (int start = 0; start < whole; start += RUN) {
            int end = Math.min(whole, start + RUN);
            for (int lane = 0; lane < LANES; lane += L) {
                FloatVector column = FloatVector.zero(S);
                for (int at = start + lane; at < end; at += LANES) {
                    column = column.add(FloatVector.fromArray(S, values, at));
                }
                column.intoArray(lanes, lane);
            }
            for (int i = 0; i < LANES; i++) {
                sum += lanes[i];
            }
        }
        for (int at = whole; at < n; at++) {
            sum += values[at];
        }
        return sum;
    }

    private static void rows4x4(
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            int k,
            float[] bias,
            int biasFrom,
            float[] c,
            int cFrom,
            int ldc) {
        FloatVector start0 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom);
        FloatVector start1 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom + L);
        FloatVector start2 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom + 2 * L);
        FloatVector start3 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom + 3 * L);
        FloatVector c00 = start0;
        FloatVector c01 = start1;
        FloatVector c02 = start2;
        FloatVector c03 = start3;
        FloatVector c10 = start0;
        FloatVector c11 = start1;
        FloatVector c12 = start2;
        FloatVector c13 = start3;
        FloatVector c20 = start0;
        FloatVector c21 = start1;
        FloatVector c22 = start2;
        FloatVector c23 = start3;
        FloatVector c30 = start0;
        FloatVector c31 = start1;
        FloatVector c32 = start2;
        FloatVector c33 = start3;
        for (int p = 0; p < k; p++) {
            int atA = aFrom + p * aStep;
            int atB = bFrom + p * ldb;
            FloatVector b0 = FloatVector.fromArray(S, b, atB);
            FloatVector b1 = FloatVector.fromArray(S, b, atB + L);
            FloatVector b2 = FloatVector.fromArray(S, b, atB + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, atB + 3 * L);
            FloatVector a0 = FloatVector.broadcast(S, a[atA]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(S, a[atA + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(S, a[atA + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(S, a[atA + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + L);
        c02.intoArray(c, cFrom + 2 * L);
        c03.intoArray(c, cFrom + 3 * L);
        c10.intoArray(c, cFrom + ldc);
        c11.intoArray(c, cFrom + ldc + L);
        c12.intoArray(c, cFrom + ldc + 2 * L);
        c13.intoArray(c, cFrom + ldc + 3 * L);
        c20.intoArray(c, cFrom + 2 * ldc);
        c21.intoArray(c, cFrom + 2 * ldc + L);
        c22.intoArray(c, cFrom + 2 * ldc + 2 * L);
        c23.intoArray(c, cFrom + 2 * ldc + 3 * L);
        c30.intoArray(c, cFrom + 3 * ldc);
        c31.intoArray(c, cFrom + 3 * ldc + L);
        c32.intoArray(c, cFrom + 3 * ldc + 2 * L);
        c33.intoArray(c, cFrom + 3 * ldc + 3 * L);
    }

    private static void rows4x3(
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            int k,
            float[] bias,
            int biasFrom,
            float[] c,
            int cFrom,
            int ldc) {
        FloatVector start0 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom);
        FloatVector start1 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom + L);
        FloatVector start2 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom + 2 * L);
        FloatVector c00 = start0;
        FloatVector c01 = start1;
        FloatVector c02 = start2;
        FloatVector c10 = start0;
        FloatVector c11 = start1;
        FloatVector c12 = start2;
        FloatVector c20 = start0;
        FloatVector c21 = start1;
        FloatVector c22 = start2;
        FloatVector c30 = start0;
        FloatVector c31 = start1;
        FloatVector c32 = start2;
        for (int p = 0; p < k; p++) {
            int atA = aFrom + p * aStep;
            int atB = bFrom + p * ldb;
            FloatVector b0 = FloatVector.fromArray(S, b, atB);
            FloatVector b1 = FloatVector.fromArray(S, b, atB + L);
            FloatVector b2 = FloatVector.fromArray(S, b, atB + 2 * L);
            FloatVector a0 = FloatVector.broadcast(S, a[atA]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(S, a[atA + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(S, a[atA + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(S, a[atA + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + L);
        c02.intoArray(c, cFrom + 2 * L);
        c10.intoArray(c, cFrom + ldc);
        c11.intoArray(c, cFrom + ldc + L);
        c12.intoArray(c, cFrom + ldc + 2 * L);
        c20.intoArray(c, cFrom + 2 * ldc);
        c21.intoArray(c, cFrom + 2 * ldc + L);
        c22.intoArray(c, cFrom + 2 * ldc + 2 * L);
        c30.intoArray(c, cFrom + 3 * ldc);
        c31.intoArray(c, cFrom + 3 * ldc + L);
        c32.intoArray(c, cFrom + 3 * ldc + 2 * L);
    }

    private static void rows4x2(
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            int k,
            float[] bias,
            int biasFrom,
            float[] c,
            int cFrom,
            int ldc) {
        FloatVector start0 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom);
        FloatVector start1 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom + L);
        FloatVector c00 = start0;
        FloatVector c01 = start1;
        FloatVector c10 = start0;
        FloatVector c11 = start1;
        FloatVector c20 = start0;
        FloatVector c21 = start1;
        FloatVector c30 = start0;
        FloatVector c31 = start1;
        for (int p = 0; p < k; p++) {
            int atA = aFrom + p * aStep;
            int atB = bFrom + p * ldb;
            FloatVector b0 = FloatVector.fromArray(S, b, atB);
            FloatVector b1 = FloatVector.fromArray(S, b, atB + L);
            FloatVector a0 = FloatVector.broadcast(S, a[atA]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[atA + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[atA + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[atA + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(c, cFrom);
        c01.intoArray(c, cFrom + L);
        c10.intoArray(c, cFrom + ldc);
        c11.intoArray(c, cFrom + ldc + L);
        c20.intoArray(c, cFrom + 2 * ldc);
        c21.intoArray(c, cFrom + 2 * ldc + L);
        c30.intoArray(c, cFrom + 3 * ldc);
        c31.intoArray(c, cFrom + 3 * ldc + L);
    }

    private static void rows4x1(
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            int k,
            float[] bias,
            int biasFrom,
            float[] c,
            int cFrom,
            int ldc) {
        FloatVector start0 = bias == null ? FloatVector.zero(S) : FloatVector.fromArray(S, bias, biasFrom);
        FloatVector c00 = start0;
        FloatVector c10 = start0;
        FloatVector c20 = start0;
        FloatVector c30 = start0;
        for (int p = 0; p < k; p++) {
            int atA = aFrom + p * aStep;
            int atB = bFrom + p * ldb;
            FloatVector b0 = FloatVector.fromArray(S, b, atB);
            FloatVector a0 = FloatVector.broadcast(S, a[atA]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[atA + aRow]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[atA + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[atA + 3 * aRow]);
            c30 = a3.fma(b0, c30);
        }
        c00.intoArray(c, cFrom);
        c10.intoArray(c, cFrom + ldc);
        c20.intoArray(c, cFrom + 2 * ldc);
        c30.intoArray(c, cFrom + 3 * ldc);
    }
}
