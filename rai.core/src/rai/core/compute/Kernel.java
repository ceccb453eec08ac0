package rai.core.compute;

import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.engine.ArrayProducts;
import rai.api.engine.Engine;

/**
 * What multiplies, sums up and solves, on bare addresses: an array call of the tensor library costs as much as the product
 * of two small matrices. Matrices are row-major. Each call runs in one thread: {@link Workers} share the work out, in a way that does
 * not depend on their number.
 */
abstract class Kernel {
    /** That of the reference engine. */
    static final Kernel LIBRARY = new LibraryKernel();

    /**
     * @param before the kernel so far
     * @param engine the engine from now on
     * @return its kernel; that so far if it is the same
     */
    static Kernel of(Kernel before, Engine engine) {
        ArrayProducts products = engine == null ? null : engine.products();
        if (products == null) {
            return LIBRARY;
        }
        return before instanceof FixedOrderKernel fixed && fixed.products == products
                ? before
                : new FixedOrderKernel(products);
    }

    /**
     * C = A B + beta C.
     *
     * @param transposeA whether A is stored as its transpose
     * @param transposeB whether B is stored as its transpose
     * @param m rows of C
     * @param n columns of C
     * @param k columns of A
     * @param a address of A
     * @param lda elements from one stored row of A to the next
     * @param b address of B
     * @param ldb elements from one stored row of B to the next
     * @param beta factor of what stood in C
     * @param c address of C
     * @param ldc elements from one row of C to the next
     */
    final void product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            Pointer a,
            int lda,
            Pointer b,
            int ldb,
            double beta,
            Pointer c,
            int ldc) {
        product(transposeA, transposeB, m, n, k, 1, a, lda, b, ldb, beta, c, ldc);
    }

    /**
     * C = alpha A B + beta C.
     *
     * @param alpha factor of the product
     */
    abstract void product(
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
            int ldc);

    /** A B of two arrays, a new array. */
    abstract INDArray product(INDArray a, INDArray b);

    /** x = alpha x. */
    abstract void scale(int n, double alpha, Pointer x);

    /** y = x. */
    abstract void copy(int n, Pointer x, Pointer y);

    /** y = alpha x + y. */
    abstract void add(int n, double alpha, Pointer x, Pointer y);

    /** C [p + 1, m] = [A | 1]ᵀ B, with n ones at an address. */
    abstract void moments(int n, int p, int m, Pointer a, Pointer b, Pointer c, Pointer ones);

    /** The lower triangle of C = A Aᵀ; what is above it is arbitrary. */
    abstract void square(int n, int k, Pointer a, Pointer c, int ldc);

    abstract double dot(int n, Pointer a, Pointer b);

    /**
     * Cholesky's factorisation, of which the lower triangle is read and written.
     *
     * @return 0, or the first row that depends on those before it
     */
    abstract int factor(int n, Pointer spd);

    /** B [n, m] becomes the solution of L Lᵀ X = B. */
    abstract void solve(int n, int m, Pointer factor, Pointer right);

    /** As {@link #factor(int, Pointer)}, in a Java array. */
    abstract int factor(int n, double[] spd);

    /** As {@link #solve(int, int, Pointer, Pointer)}, in Java arrays. */
    abstract void solve(int n, int m, double[] factor, double[] right);
}
