package rai.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += A B in single precision: four rows of C times up to two vectors of its columns are summed up in registers. Every element is one
 * chain of fused multiply-adds in the order of k. The columns that do not fill a vector are copied to where they do.
 */
final class FloatSums {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int ROWS = 4;

    /** The last columns of B and C, of the present thread. */
    private static final ThreadLocal<float[][]> LAST = ThreadLocal.withInitial(() -> new float[2][0]);

    private FloatSums() {}

    static void add(int m, int n, int k, float[] a, int aRow, int aStep, float[] b, float[] c) {
        int lanes = F.length();
        int whole = n - n % lanes;
        for (int j = 0; j < whole; j += 2 * lanes) {
            columns(m, j + lanes < whole, k, a, aRow, aStep, b, j, n, c, j, n);
        }
        if (whole < n) {
            float[][] last = LAST.get();
            float[] ofB = last[0].length < k * lanes ? new float[k * lanes] : last[0];
            float[] ofC = last[1].length < m * lanes ? new float[m * lanes] : last[1];
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
    private static void move(int rows, int some, float[] from, int first, int stride, float[] to, int start, int ofTo) {
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
            float[] a,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            float[] c,
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
                row1x1(a, i * aRow, aStep, b, bFrom + F.length(), ldb, k, c, cFrom + i * ldc + F.length());
            }
        }
    }

    /** Four rows times two vectors. */
    private static void rows4x2(
            float[] a,
            int from,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            int k,
            float[] c,
            int at,
            int ldc) {
        FloatVector c00 = FloatVector.fromArray(F, c, at);
        FloatVector c01 = FloatVector.fromArray(F, c, at + F.length());
        FloatVector c10 = FloatVector.fromArray(F, c, at + ldc);
        FloatVector c11 = FloatVector.fromArray(F, c, at + ldc + F.length());
        FloatVector c20 = FloatVector.fromArray(F, c, at + 2 * ldc);
        FloatVector c21 = FloatVector.fromArray(F, c, at + 2 * ldc + F.length());
        FloatVector c30 = FloatVector.fromArray(F, c, at + 3 * ldc);
        FloatVector c31 = FloatVector.fromArray(F, c, at + 3 * ldc + F.length());
        for (int p = 0; p < k; p++) {
            int atA = from + p * aStep;
            FloatVector b0 = FloatVector.fromArray(F, b, bFrom + p * ldb);
            FloatVector b1 = FloatVector.fromArray(F, b, bFrom + p * ldb + F.length());
            FloatVector a0 = FloatVector.broadcast(F, a[atA]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(F, a[atA + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(F, a[atA + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(F, a[atA + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(c, at);
        c01.intoArray(c, at + F.length());
        c10.intoArray(c, at + ldc);
        c11.intoArray(c, at + ldc + F.length());
        c20.intoArray(c, at + 2 * ldc);
        c21.intoArray(c, at + 2 * ldc + F.length());
        c30.intoArray(c, at + 3 * ldc);
        c31.intoArray(c, at + 3 * ldc + F.length());
    }

    /** Four rows times one vector. */
    private static void rows4x1(
            float[] a,
            int from,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            int k,
            float[] c,
            int at,
            int ldc) {
        FloatVector c0 = FloatVector.fromArray(F, c, at);
        FloatVector c1 = FloatVector.fromArray(F, c, at + ldc);
        FloatVector c2 = FloatVector.fromArray(F, c, at + 2 * ldc);
        FloatVector c3 = FloatVector.fromArray(F, c, at + 3 * ldc);
        for (int p = 0; p < k; p++) {
            int atA = from + p * aStep;
            FloatVector b0 = FloatVector.fromArray(F, b, bFrom + p * ldb);
            c0 = FloatVector.broadcast(F, a[atA]).fma(b0, c0);
            c1 = FloatVector.broadcast(F, a[atA + aRow]).fma(b0, c1);
            c2 = FloatVector.broadcast(F, a[atA + 2 * aRow]).fma(b0, c2);
            c3 = FloatVector.broadcast(F, a[atA + 3 * aRow]).fma(b0, c3);
        }
        c0.intoArray(c, at);
        c1.intoArray(c, at + ldc);
        c2.intoArray(c, at + 2 * ldc);
        c3.intoArray(c, at + 3 * ldc);
    }

    /** One row times one vector. */
    private static void row1x1(
            float[] a, int from, int aStep, float[] b, int bFrom, int ldb, int k, float[] c, int at) {
        FloatVector sum = FloatVector.fromArray(F, c, at);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(F, b, bFrom + p * ldb);
            sum = FloatVector.broadcast(F, a[from + p * aStep]).fma(b0, sum);
        }
        sum.intoArray(c, at);
    }
}
