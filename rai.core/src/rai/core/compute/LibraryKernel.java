package rai.core.compute;

import static org.bytedeco.openblas.global.openblas.CblasLeft;
import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrs;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas.cblas_ddot;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas.cblas_dscal;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;
import static org.bytedeco.openblas.global.openblas.cblas_dtrsm;
import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_scopy;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;
import static org.bytedeco.openblas.global.openblas.cblas_sscal;
import static org.bytedeco.openblas.global.openblas.cblas_ssyrk;
import static org.bytedeco.openblas.global.openblas.cblas_strsm;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * By OpenBLAS and LAPACK, which choose their code, and with it the order of sums, by the processor. OpenBLAS must be set to
 * one thread (see the launcher).
 */
final class LibraryKernel extends Kernel {
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

    @Override
    void scale(int n, double alpha, Pointer x) {
        if (x instanceof FloatPointer f) {
            cblas_sscal(n, (float) alpha, f, 1);
        } else {
            cblas_dscal(n, alpha, (DoublePointer) x, 1);
        }
    }

    @Override
    void copy(int n, Pointer x, Pointer y) {
        if (x instanceof FloatPointer f) {
            cblas_scopy(n, f, 1, (FloatPointer) y, 1);
        } else {
            cblas_dcopy(n, (DoublePointer) x, 1, (DoublePointer) y, 1);
        }
    }

    @Override
    void add(int n, double alpha, Pointer x, Pointer y) {
        if (x instanceof FloatPointer f) {
            cblas_saxpy(n, (float) alpha, f, 1, (FloatPointer) y, 1);
        } else {
            cblas_daxpy(n, alpha, (DoublePointer) x, 1, (DoublePointer) y, 1);
        }
    }

    @Override
    INDArray product(INDArray a, INDArray b) {
        return a.mmul(b);
    }

    @Override
    void moments(int n, int p, int m, Pointer a, Pointer b, Pointer c, Pointer ones) {
        product(true, false, p, m, n, a, p, b, m, 0, c, m);
        if (c instanceof FloatPointer f) {
            FloatPointer sums = new FloatPointer(f).position(f.position() + (long) p * m);
            cblas_sgemv(CblasRowMajor, CblasTrans, n, m, 1, (FloatPointer) b, m, (FloatPointer) ones, 1, 0, sums, 1);
        } else {
            DoublePointer sums = new DoublePointer(c).position(c.position() + (long) p * m);
            cblas_dgemv(CblasRowMajor, CblasTrans, n, m, 1, (DoublePointer) b, m, (DoublePointer) ones, 1, 0, sums, 1);
        }
    }

    @Override
    void square(int n, int k, Pointer a, Pointer c, int ldc) {
        if (c instanceof FloatPointer f) {
            cblas_ssyrk(CblasRowMajor, CblasLower, CblasNoTrans, n, k, 1, (FloatPointer) a, k, 0, f, ldc);
        } else {
            cblas_dsyrk(
                    CblasRowMajor, CblasLower, CblasNoTrans, n, k, 1, (DoublePointer) a, k, 0, (DoublePointer) c, ldc);
        }
    }

    @Override
    double dot(int n, Pointer a, Pointer b) {
        return a instanceof FloatPointer f
                ? cblas_sdot(n, f, 1, (FloatPointer) b, 1)
                : cblas_ddot(n, (DoublePointer) a, 1, (DoublePointer) b, 1);
    }

    @Override
    int factor(int n, Pointer spd) {
        return spd instanceof FloatPointer f
                ? LAPACKE_spotrf_work(LAPACK_COL_MAJOR, (byte) 'U', n, f, n)
                : LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, (byte) 'U', n, (DoublePointer) spd, n);
    }

    @Override
    void solve(int n, int m, Pointer factor, Pointer right) {
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

    @Override
    int factor(int n, double[] spd) {
        return LAPACKE_dpotrf(LAPACK_ROW_MAJOR, (byte) 'L', n, spd, n);
    }

    @Override
    void solve(int n, int m, double[] factor, double[] right) {
        LAPACKE_dpotrs(LAPACK_ROW_MAJOR, (byte) 'L', n, m, factor, n, right, m);
    }
}
