package rai.core.compute;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.engine.ArrayProducts;

/**
 * The same numbers on every processor. An element of a product is one chain of fused multiply-adds in the order of k, beginning with
 * what the product is added to, or with 0; so it does not matter in which blocks the matrices are brought into the cache. Sums of
 * all elements run in {@value #LANES} lanes, whatever the vectors of the processor. Solves are in double precision.
 */
final class FixedOrderKernel extends Kernel {
    /** Elements of a block of a matrix: they should fit the cache. */
    private static final int BLOCK = 1 << 17;

    private static final int LEAST_ROWS = 16;
    private static final int LEAST_STEPS = 64;
    private static final int LANES = 8;

    final ArrayProducts products;

    FixedOrderKernel(ArrayProducts products) {
        this.products = products;
    }

    private static Cells<?> of(Pointer array) {
        return array instanceof FloatPointer ? Cells.FLOATS : Cells.DOUBLES;
    }

    @Override
    void product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            Pointer a,
            int lda,
            Pointer b,
            int ldb,
            double beta,
            Pointer c,
            int ldc) {
        product(of(c), transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }

    private <A> void product(
            Cells<A> cells,
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            Pointer a,
            int lda,
            Pointer b,
            int ldb,
            double beta,
            Pointer c,
            int ldc) {
        int rows = Math.min(m, Math.max(LEAST_ROWS, BLOCK / n));
        int steps = Math.min(k, Math.max(LEAST_STEPS, BLOCK / (rows + n)));
        A left = cells.room(0, rows * steps);
        A right = cells.room(1, steps * n);
        A sums = cells.room(2, rows * n);
        boolean plain = alpha == 1 && (beta == 0 || beta == 1);
        for (int i = 0; i < m; i += rows) {
            int someRows = Math.min(rows, m - i);
            long atC = (long) i * ldc;
            if (plain && beta == 1) {
                cells.load(c, atC, ldc, someRows, n, sums);
            } else {
                cells.clear(sums, someRows * n);
            }
            for (int p = 0; p < k; p += steps) {
                int some = Math.min(steps, k - p);
                if (transposeA) {
                    cells.load(a, (long) p * lda + i, lda, some, someRows, left);
                } else {
                    cells.load(a, (long) i * lda + p, lda, someRows, some, left);
                }
                if (i == 0 || steps < k) {
                    loadRight(cells, transposeB, b, ldb, p, some, n, right);
                }
                cells.add(
                        products,
                        someRows,
                        n,
                        some,
                        left,
                        transposeA ? 1 : some,
                        transposeA ? someRows : 1,
                        right,
                        sums);
            }
            if (!plain) {
                sums = combined(cells, alpha, sums, beta, c, atC, ldc, someRows, n);
            }
            cells.store(sums, someRows, n, c, atC, ldc);
        }
    }

    private static <A> void loadRight(
            Cells<A> cells, boolean transpose, Pointer b, int ldb, int from, int some, int n, A right) {
        if (transpose) {
            A stored = cells.room(3, n * some);
            cells.load(b, from, ldb, n, some, stored);
            cells.transpose(stored, n, some, right);
        } else {
            cells.load(b, (long) from * ldb, ldb, some, n, right);
        }
    }

    /** alpha P + beta C, in place of P. */
    private static <A> A combined(
            Cells<A> cells, double alpha, A product, double beta, Pointer c, long atC, int ldc, int rows, int n) {
        A before = cells.room(3, rows * n);
        if (beta == 0) {
            cells.clear(before, rows * n);
        } else {
            cells.load(c, atC, ldc, rows, n, before);
        }
        cells.combine(rows * n, beta, before, alpha, product);
        return product;
    }

    @Override
    INDArray product(INDArray a, INDArray b) {
        int m = (int) a.size(0);
        int k = (int) a.size(1);
        int n = (int) b.size(1);
        INDArray left = Views.contiguous(a, a.dataType());
        INDArray right = Views.contiguous(b, a.dataType());
        INDArray c = Views.scratch(a.dataType(), m, n);
        product(
                false,
                false,
                m,
                n,
                k,
                Views.address(left, 0),
                k,
                Views.address(right, 0),
                n,
                0,
                Views.address(c, 0),
                n);
        java.lang.ref.Reference.reachabilityFence(left);
        java.lang.ref.Reference.reachabilityFence(right);
        return c;
    }

    @Override
    void scale(int n, double alpha, Pointer x) {
        linear(of(x), n, 0, null, alpha, x);
    }

    @Override
    void copy(int n, Pointer x, Pointer y) {
        copy(of(x), n, x, y);
    }

    private static <A> void copy(Cells<A> cells, int n, Pointer x, Pointer y) {
        for (int at = 0; at < n; at += BLOCK) {
            int some = Math.min(BLOCK, n - at);
            A block = cells.room(0, some);
            cells.get(x, at, block, 0, some);
            cells.put(block, 0, some, y, at);
        }
    }

    @Override
    void add(int n, double alpha, Pointer x, Pointer y) {
        linear(of(y), n, alpha, x, 1, y);
    }

    /** y = alpha x + beta y, with two roundings. */
    private static <A> void linear(Cells<A> cells, int n, double alpha, Pointer x, double beta, Pointer y) {
        for (int at = 0; at < n; at += BLOCK) {
            int some = Math.min(BLOCK, n - at);
            A ofX = cells.room(0, some);
            A ofY = cells.room(1, some);
            if (x == null) {
                cells.clear(ofX, some);
            } else {
                cells.get(x, at, ofX, 0, some);
            }
            cells.get(y, at, ofY, 0, some);
            cells.combine(some, alpha, ofX, beta, ofY);
            cells.put(ofY, 0, some, y, at);
        }
    }

    /** The sums of the columns are the product with a row of ones. */
    @Override
    void moments(int n, int p, int m, Pointer a, Pointer b, Pointer c, Pointer ones) {
        product(true, false, p, m, n, a, p, b, m, 0, c, m);
        product(true, false, 1, m, n, ones, 1, b, m, 0, Matrix.offset(c, c.position() + (long) p * m), m);
    }

    @Override
    void square(int n, int k, Pointer a, Pointer c, int ldc) {
        product(false, true, n, n, k, a, k, a, k, 0, c, ldc);
    }

    /** In lanes of double precision, which are added up pairwise. */
    @Override
    double dot(int n, Pointer a, Pointer b) {
        double[] sums = new double[LANES];
        for (int at = 0; at < n; at += BLOCK) {
            int some = Math.min(BLOCK, n - at);
            double[] x = doubles(0, a, at, some);
            double[] y = doubles(1, b, at, some);
            for (int i = 0; i < some; i++) {
                sums[i % LANES] = Math.fma(x[i], y[i], sums[i % LANES]);
            }
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    /** Elements of an array of either type in double precision, in a room of the present thread. */
    private static double[] doubles(int room, Pointer array, long at, int n) {
        double[] to = Cells.DOUBLES.room(room, n);
        if (array instanceof FloatPointer) {
            float[] floats = Cells.FLOATS.room(room, n);
            Cells.FLOATS.get(array, at, floats, 0, n);
            for (int i = 0; i < n; i++) {
                to[i] = floats[i];
            }
        } else {
            Cells.DOUBLES.get(array, at, to, 0, n);
        }
        return to;
    }

    private static void put(double[] from, int n, Pointer to) {
        if (to instanceof FloatPointer) {
            float[] floats = Cells.FLOATS.room(0, n);
            for (int i = 0; i < n; i++) {
                floats[i] = (float) from[i];
            }
            Cells.FLOATS.put(floats, 0, n, to, 0);
        } else {
            Cells.DOUBLES.put(from, 0, n, to, 0);
        }
    }

    @Override
    int factor(int n, Pointer spd) {
        double[] s = doubles(0, spd, 0, n * n);
        int info = Cholesky.factor(n, s);
        put(s, n * n, spd);
        return info;
    }

    @Override
    void solve(int n, int m, Pointer factor, Pointer right) {
        double[] l = doubles(0, factor, 0, n * n);
        double[] b = doubles(1, right, 0, n * m);
        Cholesky.solve(n, m, l, b);
        put(b, n * m, right);
    }

    @Override
    int factor(int n, double[] spd) {
        return Cholesky.factor(n, spd);
    }

    @Override
    void solve(int n, int m, double[] factor, double[] right) {
        Cholesky.solve(n, m, factor, right);
    }
}
