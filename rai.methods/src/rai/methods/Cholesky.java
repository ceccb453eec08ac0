package rai.methods;

import rai.api.spec.SpecException;

/** Small systems of equations, in plain Java arrays: a call of the library costs as much as solving them. */
final class Cholesky {
    private Cholesky() {}

    /**
     * Solves S X = B by Cholesky's factorisation S = L Lᵀ.
     *
     * @param s S [n, n], symmetric positive definite; its lower triangle becomes L
     * @param n the number of equations
     * @param x B [n, m]; becomes X
     * @param m the number of right-hand sides
     * @throws SpecException if S is not positive definite
     */
    static void solve(double[] s, int n, double[] x, int m) {
        factor(s, n);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                subtract(x, i * m, k * m, s[i * n + k], m);
            }
            scale(x, i * m, 1 / s[i * n + i], m);
        }
        for (int i = n - 1; i >= 0; i--) {
            scale(x, i * m, 1 / s[i * n + i], m);
            for (int k = 0; k < i; k++) {
                subtract(x, k * m, i * m, s[i * n + k], m);
            }
        }
    }

    /** Row by row of the upper triangle, Lᵀ, so that the inner loop runs along rows; then it is mirrored into the lower one. */
    private static void factor(double[] s, int n) {
        for (int k = 0; k < n; k++) {
            double pivot = s[k * n + k];
            if (!(pivot > 0)) {
                throw new SpecException("the matrix of " + n + " equations is not positive definite (row " + (k + 1)
                        + " depends on those before it): add more to its diagonal, as a larger ridge does");
            }
            double root = 1 / Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                s[k * n + j] *= root;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = s[k * n + i];
                for (int j = i; j < n; j++) {
                    s[i * n + j] -= factor * s[k * n + j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                s[i * n + j] = s[j * n + i];
            }
        }
    }

    /** x[a..] -= factor · x[b..] */
    private static void subtract(double[] x, int a, int b, double factor, int count) {
        for (int j = 0; j < count; j++) {
            x[a + j] -= factor * x[b + j];
        }
    }

    private static void scale(double[] x, int from, double factor, int count) {
        for (int j = from; j < from + count; j++) {
            x[j] *= factor;
        }
    }
}
