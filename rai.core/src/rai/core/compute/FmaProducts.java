package rai.core.compute;

import rai.api.engine.ArrayProducts;

/**
 * By plain loops along the columns, of which the compiler makes vector instructions: four rows of B are added at a time, one after
 * the other for each element.
 */
final class FmaProducts implements ArrayProducts {
    private static final int ROWS = 4;

    @Override
    public void add(int m, int n, int k, float[] a, int aRow, int aStep, float[] b, float[] c) {
        int whole = k - k % ROWS;
        for (int i = 0; i < m; i++) {
            int at = i * aRow;
            for (int p = 0; p < whole; p += ROWS) {
                int from = at + p * aStep;
                rows(n, a[from], a[from + aStep], a[from + 2 * aStep], a[from + 3 * aStep], b, p * n, c, i * n);
            }
            for (int p = whole; p < k; p++) {
                row(n, a[at + p * aStep], b, p * n, c, i * n);
            }
        }
    }

    private static void rows(int n, float a0, float a1, float a2, float a3, float[] b, int b0, float[] c, int at) {
        int b1 = b0 + n;
        int b2 = b1 + n;
        int b3 = b2 + n;
        for (int j = 0; j < n; j++) {
            float one = Math.fma(a0, b[b0 + j], c[at + j]);
            float two = Math.fma(a1, b[b1 + j], one);
            float three = Math.fma(a2, b[b2 + j], two);
            c[at + j] = Math.fma(a3, b[b3 + j], three);
        }
    }

    private static void row(int n, float a0, float[] b, int b0, float[] c, int at) {
        for (int j = 0; j < n; j++) {
            c[at + j] = Math.fma(a0, b[b0 + j], c[at + j]);
        }
    }

    @Override
    public void add(int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c) {
        int whole = k - k % ROWS;
        for (int i = 0; i < m; i++) {
            int at = i * aRow;
            for (int p = 0; p < whole; p += ROWS) {
                int from = at + p * aStep;
                rows(n, a[from], a[from + aStep], a[from + 2 * aStep], a[from + 3 * aStep], b, p * n, c, i * n);
            }
            for (int p = whole; p < k; p++) {
                row(n, a[at + p * aStep], b, p * n, c, i * n);
            }
        }
    }

    private static void rows(
            int n, double a0, double a1, double a2, double a3, double[] b, int b0, double[] c, int at) {
        int b1 = b0 + n;
        int b2 = b1 + n;
        int b3 = b2 + n;
        for (int j = 0; j < n; j++) {
            double one = Math.fma(a0, b[b0 + j], c[at + j]);
            double two = Math.fma(a1, b[b1 + j], one);
            double three = Math.fma(a2, b[b2 + j], two);
            c[at + j] = Math.fma(a3, b[b3 + j], three);
        }
    }

    /** c += a0 b, along n elements of each. */
    static void row(int n, double a0, double[] b, int b0, double[] c, int at) {
        for (int j = 0; j < n; j++) {
            c[at + j] = Math.fma(a0, b[b0 + j], c[at + j]);
        }
    }
}
