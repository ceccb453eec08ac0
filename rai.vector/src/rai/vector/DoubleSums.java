package rai.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += A B in double precision: four rows of C times up to two vectors of its columns are summed up in registers. Every element is one
 * chain of fused multiply-adds in the order of k. The columns that do not fill a vector are copied to where they do.
 */
final class DoubleSums {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int ROWS = 4;

    /** The last columns of B and C, of the present thread. */
    private static final ThreadLocal<double[][]> LAST = ThreadLocal.withInitial(() -> new double[2][0]);

    private DoubleSums() {}

    static void add(int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c) {
        int lanes = D.length();
        int whole = n - n % lanes;
        for (int j = 0; j < whole; j += 2 * lanes) {
            columns(m, j + lanes < whole, k, a, aRow, aStep, b, j, n, c, j, n);
        }
        if (whole < n) {
            double[][] last = LAST.get();
            double[] ofB = last[0].length < k * lanes ? new double[k * lanes] : last[0];
            double[] ofC = last[1].length < m * lanes ? new double[m * lanes] : last[1];
            last[0] = ofB;
            last[1] = ofC;
            int some = n - whole;
            move(k, some, b, whole, n, ofB, 0, lanes);
            move(m, some, c, whole, n, ofC, 0, lanes);
            columns(m, false, k, a, aRow, aStep, ofB, 0, lanes, ofC, 0, lanes);
            move(m, some, ofC, 0, lanes, c, whole, n);
        }
    }

    /** Copies some columns of every row. */
    private static void move(
            int rows, int some, double[] from, int first, int stride, double[] to, int start, int ofTo) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < some; j++) {
                to[start + i * ofTo + j] = from[first + i * stride + j];
            }
        }
    }

    /** One or two vectors of columns, for all rows. */
    private static void columns(
            int m,
            boolean two,
            int k,
            double[] a,
            int aRow,
            int aStep,
            double[] b,
            int bFrom,
            int ldb,
            double[] c,
            int cFrom,
            int ldc) {
        int whole = m - m % ROWS;
        for (int i = 0; i < whole; i += ROWS) {
            if (two) {
                rows4x2(a, i * aRow, aRow, aStep, b, bFrom, ldb, k, c, cFrom + i * ldc, ldc);
            } else {
                rows4x1(a, i * aRow, aRow, aStep, b, bFrom, ldb, k, c, cFrom + i * ldc, ldc);
            }
        }
        for (int i = whole; i < m; i++) {
            row1x1(a, i * aRow, aStep, b, bFrom, ldb, k, c, cFrom + i * ldc);
            if (two) {
                row1x1(a, i * aRow, aStep, b, bFrom + D.length(), ldb, k, c, cFrom + i * ldc + D.length());
            }
        }
    }

    /** Four rows times two vectors. */
    private static void rows4x2(
            double[] a,
            int from,
            int aRow,
            int aStep,
            double[] b,
            int bFrom,
            int ldb,
            int k,
            double[] c,
            int at,
            int ldc) {
        DoubleVector c00 = DoubleVector.fromArray(D, c, at);
        DoubleVector c01 = DoubleVector.fromArray(D, c, at + D.length());
        DoubleVector c10 = DoubleVector.fromArray(D, c, at + ldc);
        DoubleVector c11 = DoubleVector.fromArray(D, c, at + ldc + D.length());
        DoubleVector c20 = DoubleVector.fromArray(D, c, at + 2 * ldc);
        DoubleVector c21 = DoubleVector.fromArray(D, c, at + 2 * ldc + D.length());
        DoubleVector c30 = DoubleVector.fromArray(D, c, at + 3 * ldc);
        DoubleVector c31 = DoubleVector.fromArray(D, c, at + 3 * ldc + D.length());
        for (int p = 0; p < k; p++) {
            int atA = from + p * aStep;
            DoubleVector b0 = DoubleVector.fromArray(D, b, bFrom + p * ldb);
            DoubleVector b1 = DoubleVector.fromArray(D, b, bFrom + p * ldb + D.length());
            DoubleVector a0 = DoubleVector.broadcast(D, a[atA]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(D, a[atA + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(D, a[atA + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(D, a[atA + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(c, at);
        c01.intoArray(c, at + D.length());
        c10.intoArray(c, at + ldc);
        c11.intoArray(c, at + ldc + D.length());
        c20.intoArray(c, at + 2 * ldc);
        c21.intoArray(c, at + 2 * ldc + D.length());
        c30.intoArray(c, at + 3 * ldc);
        c31.intoArray(c, at + 3 * ldc + D.length());
    }

    /** Four rows times one vector. */
    private static void rows4x1(
            double[] a,
            int from,
            int aRow,
            int aStep,
            double[] b,
            int bFrom,
            int ldb,
            int k,
            double[] c,
            int at,
            int ldc) {
        DoubleVector c0 = DoubleVector.fromArray(D, c, at);
        DoubleVector c1 = DoubleVector.fromArray(D, c, at + ldc);
        DoubleVector c2 = DoubleVector.fromArray(D, c, at + 2 * ldc);
        DoubleVector c3 = DoubleVector.fromArray(D, c, at + 3 * ldc);
        for (int p = 0; p < k; p++) {
            int atA = from + p * aStep;
            DoubleVector b0 = DoubleVector.fromArray(D, b, bFrom + p * ldb);
            c0 = DoubleVector.broadcast(D, a[atA]).fma(b0, c0);
            c1 = DoubleVector.broadcast(D, a[atA + aRow]).fma(b0, c1);
            c2 = DoubleVector.broadcast(D, a[atA + 2 * aRow]).fma(b0, c2);
            c3 = DoubleVector.broadcast(D, a[atA + 3 * aRow]).fma(b0, c3);
        }
        c0.intoArray(c, at);
        c1.intoArray(c, at + ldc);
        c2.intoArray(c, at + 2 * ldc);
        c3.intoArray(c, at + 3 * ldc);
    }

    /** One row times one vector. */
    private static void row1x1(
            double[] a, int from, int aStep, double[] b, int bFrom, int ldb, int k, double[] c, int at) {
        DoubleVector sum = DoubleVector.fromArray(D, c, at);
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = DoubleVector.fromArray(D, b, bFrom + p * ldb);
            sum = DoubleVector.broadcast(D, a[from + p * aStep]).fma(b0, sum);
        }
        sum.intoArray(c, at);
    }
}
