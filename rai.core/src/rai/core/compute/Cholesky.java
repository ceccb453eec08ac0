package rai.core.compute;

/**
 * Cholesky's factorisation S = L Lᵀ and solves with it, in one order of operations: each element is one chain of fused multiply-adds
 * in the order of the columns of L. All loops run along rows.
 */
final class Cholesky {
    private Cholesky() {}

    /**
     * Puts L in place of the lower triangle of S; what is above it stays.
     *
     * @param n rows of S
     * @param s S, row by row
     * @return 0, or the number from 1 of the first row that depends on those before it
     */
    static int factor(int n, double[] s) {
        double[] u = new double[n * n]; // the upper triangle Lᵀ
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                u[i * n + j] = s[j * n + i];
            }
        }
        for (int j = 0; j < n; j++) {
            double pivot = u[j * n + j];
            if (!(pivot > 0)) {
                return j + 1;
            }
            double root = Math.sqrt(pivot);
            for (int i = j; i < n; i++) {
                u[j * n + i] /= root;
            }
            for (int i = j + 1; i < n; i++) {
                FmaProducts.row(n - i, -u[j * n + i], u, j * n + i, u, i * n + i);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                s[i * n + j] = u[j * n + i];
            }
        }
        return 0;
    }

    /**
     * Puts the solution of L Lᵀ X = B in place of B.
     *
     * @param n rows of L
     * @param m columns of B
     * @param l L, row by row; what is above the diagonal is not read
     * @param b B, row by row
     */
    static void solve(int n, int m, double[] l, double[] b) {
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < i; p++) {
                FmaProducts.row(m, -l[i * n + p], b, p * m, b, i * m);
            }
            divide(m, b, i * m, l[i * n + i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            divide(m, b, i * m, l[i * n + i]);
            for (int p = 0; p < i; p++) {
                FmaProducts.row(m, -l[i * n + p], b, i * m, b, p * m);
            }
        }
    }

    private static void divide(int m, double[] b, int from, double by) {
        for (int j = from; j < from + m; j++) {
            b[j] /= by;
        }
    }
}
