package rai.core.compute;

import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_ddot;
import static org.bytedeco.openblas.global.openblas.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas.cblas_dtrsm;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;
import static org.bytedeco.openblas.global.openblas.cblas_ssyrk;
import static org.bytedeco.openblas.global.openblas.cblas_strsm;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** What many small matrices need, on bare addresses, as in {@link Gemm}: in place, without a copy or a transposition. */
final class Small {
    private Small() {}

    /** C [p + 1, m] = [A | 1]ᵀ B. */
    static void moments(int n, int p, int m, Pointer a, Pointer b, Pointer c, Pointer ones) {
        Gemm.product(true, false, p, m, n, a, p, b, m, 0, c, m);
        if (c instanceof FloatPointer f) {
            FloatPointer sums = new FloatPointer(f).position(f.position() + (long) p * m);
            cblas_sgemv(CblasRowMajor, CblasTrans, n, m, 1, (FloatPointer) b, m, (FloatPointer) ones, 1, 0, sums, 1);
        } else {
            DoublePointer sums = new DoublePointer(c).position(c.position() + (long) p * m);
            cblas_dgemv(CblasRowMajor, CblasTrans, n, m, 1, (DoublePointer) b, m, (DoublePointer) ones, 1, 0, sums, 1);
        }
    }

    /** The lower triangle of C = A Aᵀ. */
    static void square(int n, int k, Pointer a, Pointer c, int ldc) {
        if (c instanceof FloatPointer f) {
            cblas_ssyrk(CblasRowMajor, CblasLower, CblasNoTrans, n, k, 1, (FloatPointer) a, k, 0, f, ldc);
        } else {
            cblas_dsyrk(
                    CblasRowMajor, CblasLower, CblasNoTrans, n, k, 1, (DoublePointer) a, k, 0, (DoublePointer) c, ldc);
        }
    }

    static double dot(int n, Pointer a, Pointer b) {
        return a instanceof FloatPointer f
                ? cblas_sdot(n, f, 1, (FloatPointer) b, 1)
                : cblas_ddot(n, (DoublePointer) a, 1, (DoublePointer) b, 1);
    }

    /**
     * Cholesky's factorisation. The lower triangle by rows is the upper one by columns, which LAPACK takes as it is.
     *
     * @return 0, or the first row that depends on those before it
     */
    static int factor(int n, Pointer spd) {
        return spd instanceof FloatPointer f
                ? LAPACKE_spotrf_work(LAPACK_COL_MAJOR, (byte) 'U', n, f, n)
                : LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, (byte) 'U', n, (DoublePointer) spd, n);
    }

    /** B [n, m] becomes the solution of L Lᵀ X = B. */
    static void solve(int n, int m, Pointer factor, Pointer right) {
        for (int transposed : new int[] {CblasNoTrans, CblasTrans}) {
            if (right instanceof FloatPointer f) {
                cblas_strsm(
                        CblasRowMajor,
                        CblasLeft,
                        CblasLower,
                        transposed,
                        CblasNonUnit,
                        n,
                        m,
                        1,
                        (FloatPointer) factor,
                        n,
                        f,
                        m);
            } else {
                cblas_dtrsm(
                        CblasRowMajor,
                        CblasLeft,
                        CblasLower,
                        transposed,
                        CblasNonUnit,
                        n,
                        m,
                        1,
                        (DoublePointer) factor,
                        n,
                        (DoublePointer) right,
                        m);
            }
        }
    }
}
