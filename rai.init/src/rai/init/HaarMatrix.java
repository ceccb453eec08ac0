package rai.init;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random orthogonal matrices of the Haar measure: what the QR decomposition of a matrix of independent normal numbers
 * gives for Q when the diagonal of R is made positive (Mezzadri, 2007, arXiv:math-ph/0609050).
 *
 * <p>There is no need to decompose anything (Stewart, 1980, SIAM J. Numer. Anal. 17): the Householder reflections of that
 * decomposition turn vectors x_1, x_2, ... of n, n-1, ... independent normal numbers into multiples of the first unit
 * vector, for what a reflection leaves over is as normal and independent as before. So Q = H_1 H_2 ... H_k D, where H_j is
 * the reflection for a new x_j and D = diag(±1) the signs of R's diagonal.
 */
final class HaarMatrix {
    private HaarMatrix() {}

    /**
     * Draws a matrix. Of n = max(rows, columns) and k = min(rows, columns) the normal numbers are drawn for x_k first
     * (n - k + 1 of them) and for x_1 last (n of them).
     *
     * @param rows rows
     * @param columns columns
     * @param random random numbers
     * @return Q [rows, columns], row by row, with orthonormal columns, or orthonormal rows if these are fewer
     */
    static double[] draw(int rows, int columns, RandomGenerator random) {
        return rows >= columns ? tall(rows, columns, random) : transpose(tall(columns, rows, random), columns, rows);
    }

    /** From the last reflection to the first: so each meets only the lower right corner that differs from I. */
    private static double[] tall(int n, int k, RandomGenerator random) {
        double[] q = new double[Math.multiplyExact(n, k)];
        double[] x = new double[n];
        double[] product = new double[k];
        for (int j = k - 1; j >= 0; j--) {
            double squares = 0;
            for (int i = j; i < n; i++) {
                x[i] = random.nextGaussian();
                squares += x[i] * x[i];
            }
            double norm = Math.copySign(Math.sqrt(squares), x[j]);
            q[j * k + j] = norm > 0 ? -1 : 1; // the reflection takes x to -norm e_j, and R's diagonal is to be positive
            if (squares > 0) {
                x[j] += norm;
                reflect(q, n, k, j, x, 1 / (norm * x[j]), product);
            }
        }
        return q;
    }

    /** Rows and columns from j on of Q become (I - scale x xᵀ) Q; in row order, for the sake of vector instructions. */
    private static void reflect(double[] q, int n, int k, int j, double[] x, double scale, double[] product) {
        Arrays.fill(product, j, k, 0);
        for (int i = j; i < n; i++) {
            add(product, 0, x[i], q, i * k, j, k);
        }
        for (int i = j; i < n; i++) {
            add(q, i * k, -scale * x[i], product, 0, j, k);
        }
    }

    /** to[c] += factor · from[c] for the columns from start to end of a row of each. */
    private static void add(double[] to, int toRow, double factor, double[] from, int fromRow, int start, int end) {
        for (int c = start; c < end; c++) {
            to[toRow + c] += factor * from[fromRow + c];
        }
    }

    private static double[] transpose(double[] a, int rows, int columns) {
        double[] transposed = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = a[i * columns + j];
            }
        }
        return transposed;
    }
}
