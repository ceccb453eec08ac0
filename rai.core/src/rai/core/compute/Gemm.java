package rai.core.compute;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dscal;
import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_scopy;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sscal;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Matrix products C = A B + beta C on bare addresses: an array call of the tensor library costs as much as the product
 * of two small matrices. Row-major. OpenBLAS itself must be set to one thread (see the launcher): {@link Workers} share
 * the work out, in a way that does not depend on their number.
 */
final class Gemm {
    private Gemm() {}

    /**
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
    static void product(
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
    static void product(
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
        int ta = transposeA ? CblasTrans : CblasNoTrans;
        int tb = transposeB ? CblasTrans : CblasNoTrans;
        if (c instanceof FloatPointer cf) {
            cblas_sgemm(
                    CblasRowMajor,
                    ta,
                    tb,
                    m,
                    n,
                    k,
                    (float) alpha,
                    (FloatPointer) a,
                    lda,
                    (FloatPointer) b,
                    ldb,
                    (float) beta,
                    cf,
                    ldc);
        } else {
            cblas_dgemm(
                    CblasRowMajor,
                    ta,
                    tb,
                    m,
                    n,
                    k,
                    alpha,
                    (DoublePointer) a,
                    lda,
                    (DoublePointer) b,
                    ldb,
                    beta,
                    (DoublePointer) c,
                    ldc);
        }
    }

    /** x = alpha x. */
    static void scale(int n, double alpha, Pointer x) {
        if (x instanceof FloatPointer f) {
            cblas_sscal(n, (float) alpha, f, 1);
        } else {
            cblas_dscal(n, alpha, (DoublePointer) x, 1);
        }
    }

    /** y = x. */
    static void copy(int n, Pointer x, Pointer y) {
        if (x instanceof FloatPointer f) {
            cblas_scopy(n, f, 1, (FloatPointer) y, 1);
        } else {
            cblas_dcopy(n, (DoublePointer) x, 1, (DoublePointer) y, 1);
        }
    }

    /** y = alpha x + y. */
    static void add(int n, double alpha, Pointer x, Pointer y) {
        if (x instanceof FloatPointer f) {
            cblas_saxpy(n, (float) alpha, f, 1, (FloatPointer) y, 1);
        } else {
            cblas_daxpy(n, alpha, (DoublePointer) x, 1, (DoublePointer) y, 1);
        }
    }
}
