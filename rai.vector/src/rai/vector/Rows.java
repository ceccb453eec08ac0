package rai.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the elements of rows that lie one after the other in a Java array. They are kept in {@value #LANES} lanes,
 * whatever the vector length of the machine, and added up in double precision in the order of the lanes: so results are the same on every machine.
 */
final class Rows {
    static final int LANES = 16;
    /** That of {@link Product}: where code meets vectors of two lengths, the compiler no longer knows which, and makes objects of them. */
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private static final int L = S.length();
    /** Rows of each matrix that {@link #products} takes at once. */
    static final int LEFT = 4;

    static final int RIGHT = 2;

    private Rows() {}

    /** @return whether the lanes are a number of whole vectors */
    static boolean supported() {
        return LANES % L == 0;
    }

    static int upTo(int multiple, int n) {
        return (n + multiple - 1) / multiple * multiple;
    }

    /** @return the length of the lanes of all products of m rows with n */
    static int productLanes(int m, int n) {
        return upTo(LEFT, m) * upTo(RIGHT, n) * LANES;
    }

    /**
     * Adds A Bᵀ. Rows beyond the last are read and their products ignored: of A up to a multiple of {@value #LEFT}, of B up to
     * one of {@value #RIGHT}.
     *
     * @param m rows of A
     * @param n rows of B
     * @param length elements of a row, a multiple of {@value #LANES}
     * @param a A
     * @param b B
     * @param lanes the sums so far [m, n up to a multiple of {@value #RIGHT}, {@value #LANES}]
     */
    static void products(int m, int n, int length, float[] a, float[] b, float[] lanes) {
        int columns = upTo(RIGHT, n);
        for (int i = 0; i < m; i += LEFT) {
            for (int j = 0; j < n; j += RIGHT) {
                for (int lane = 0; lane < LANES; lane += L) {
                    int to = (i * columns + j) * LANES + lane;
                    rows4x2(a, i * length + lane, b, j * length + lane, length, lanes, to, columns * LANES);
                }
            }
        }
    }

    private static void rows4x2(
            float[] a, int aFrom, float[] b, int bFrom, int length, float[] lanes, int to, int toRow) {
        FloatVector c00 = FloatVector.fromArray(S, lanes, to);
        FloatVector c01 = FloatVector.fromArray(S, lanes, to + LANES);
        FloatVector c10 = FloatVector.fromArray(S, lanes, to + toRow);
        FloatVector c11 = FloatVector.fromArray(S, lanes, to + toRow + LANES);
        FloatVector c20 = FloatVector.fromArray(S, lanes, to + 2 * toRow);
        FloatVector c21 = FloatVector.fromArray(S, lanes, to + 2 * toRow + LANES);
        FloatVector c30 = FloatVector.fromArray(S, lanes, to + 3 * toRow);
        FloatVector c31 = FloatVector.fromArray(S, lanes, to + 3 * toRow + LANES);
        for (int e = 0; e < length; e += LANES) {
            FloatVector b0 = FloatVector.fromArray(S, b, bFrom + e);
            FloatVector b1 = FloatVector.fromArray(S, b, bFrom + length + e);
            FloatVector a0 = FloatVector.fromArray(S, a, aFrom + e);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.fromArray(S, a, aFrom + length + e);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.fromArray(S, a, aFrom + 2 * length + e);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.fromArray(S, a, aFrom + 3 * length + e);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        c00.intoArray(lanes, to);
        c01.intoArray(lanes, to + LANES);
        c10.intoArray(lanes, to + toRow);
        c11.intoArray(lanes, to + toRow + LANES);
        c20.intoArray(lanes, to + 2 * toRow);
        c21.intoArray(lanes, to + 2 * toRow + LANES);
        c30.intoArray(lanes, to + 3 * toRow);
        c31.intoArray(lanes, to + 3 * toRow + LANES);
    }

    /**
     * Adds of each row x the sum of (x - c) and that of (x - c)², over its first elements.
     *
     * @param m rows
     * @param length elements from one row to the next
     * @param n the elements of each row that count; a multiple of {@value #LANES}
     * @param x the rows
     * @param centre c of each row
     * @param lanes the sums so far [m, 2, {@value #LANES}]
     */
    static void moments(int m, int length, int n, float[] x, float[] centre, float[] lanes) {
        for (int i = 0; i < m; i++) {
            FloatVector c = FloatVector.broadcast(S, centre[i]);
            for (int lane = 0; lane < LANES; lane += L) {
                int from = i * length + lane;
                int to = i * 2 * LANES + lane;
                FloatVector sum = FloatVector.fromArray(S, lanes, to);
                FloatVector squares = FloatVector.fromArray(S, lanes, to + LANES);
                for (int e = from; e < from + n; e += LANES) {
                    FloatVector d = FloatVector.fromArray(S, x, e).sub(c);
                    sum = sum.add(d);
                    squares = d.fma(d, squares);
                }
                sum.intoArray(lanes, to);
                squares.intoArray(lanes, to + LANES);
            }
        }
    }

    /**
     * Adds of each pair of rows g and x the sum of g and that of g (x - c).
     *
     * @param m rows
     * @param length elements of each row
     * @param g some rows
     * @param x as many others
     * @param centre c of each row
     * @param lanes the sums so far [m, 2, {@value #LANES}]
     */
    static void weighted(int m, int length, float[] g, float[] x, float[] centre, float[] lanes) {
        for (int i = 0; i < m; i++) {
            FloatVector c = FloatVector.broadcast(S, centre[i]);
            for (int lane = 0; lane < LANES; lane += L) {
                int from = i * length + lane;
                int to = i * 2 * LANES + lane;
                FloatVector sum = FloatVector.fromArray(S, lanes, to);
                FloatVector products = FloatVector.fromArray(S, lanes, to + LANES);
                for (int e = from; e < from + length; e += LANES) {
                    FloatVector d = FloatVector.fromArray(S, g, e);
                    sum = sum.add(d);
                    products = d.fma(FloatVector.fromArray(S, x, e).sub(c), products);
                }
                sum.intoArray(lanes, to);
                products.intoArray(lanes, to + LANES);
            }
        }
    }

    /** @return the sum of {@value #LANES} lanes */
    static double total(float[] lanes, int from) {
        double sum = 0;
        for (int i = from; i < from + LANES; i++) {
            sum += lanes[i];
        }
        return sum;
    }
}
