package rai.api.method;

import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Matrix products, ridge regression and other numbered tasks in the threads of the run. No result depends on the number of
 * threads, since neither the tasks nor the order of their sums does.
 *
 * <p>Matrices are of rank 2, contiguous in c order, and all of one data type within a call.
 */
@ProviderType
public interface LinearAlgebra {
    /**
     * C = A B, or C += A B. A Gram matrix of many rows is the sum of those of blocks of rows: {@code product(phi, true, phi,
     * false, true, gram)} for each block.
     *
     * @param a A, or its transpose
     * @param transposeA whether {@code a} is the transpose of A
     * @param b B, or its transpose
     * @param transposeB whether {@code b} is the transpose of B
     * @param accumulate whether the product is added to what is in {@code c}
     * @param c receives C
     */
    void product(INDArray a, boolean transposeA, INDArray b, boolean transposeB, boolean accumulate, INDArray c);

    /**
     * The solution of S X = B by Cholesky's factorisation, in float64.
     *
     * @param spd S [n, n], symmetric positive definite; not altered
     * @param right B [n, m]; not altered
     * @return X [n, m], float64, a new array
     * @throws rai.api.spec.SpecException if S is not positive definite
     */
    INDArray solve(INDArray spd, INDArray right);

    /**
     * The solution of S X = B by Cholesky's factorisation, in place: for small systems, of which many are solved one after
     * the other.
     *
     * @param spd S [n, n], row after row, symmetric positive definite; it is overwritten
     * @param n the number of equations
     * @param right B [n, m], row after row; it becomes X
     * @param m the number of right-hand sides
     * @throws rai.api.spec.SpecException if S is not positive definite
     */
    void solve(double[] spd, int n, double[] right, int m);

    /**
     * C = [A | 1]ᵀ B: the products of the columns of two matrices of many rows, and below them the sums of the columns of B. The
     * engine of the run chooses the order of the sums.
     *
     * @param a A [n, p]; not altered
     * @param b B [n, m]; not altered; it may be A
     * @param c receives C [p + 1, m]
     */
    void moments(INDArray a, INDArray b, INDArray c);

    /**
     * Rows of C = A Aᵀ, up to the diagonal. Several threads may compute different rows at once.
     *
     * @param a A [n, p]; not altered
     * @param from the first row
     * @param to the row after the last
     * @param c receives these rows of the lower triangle of C [n, n]; what is above it is arbitrary
     */
    void square(INDArray a, int from, int to, INDArray c);

    /**
     * The sum of the products of elements.
     *
     * @param a an array
     * @param b as many elements; it may be {@code a}
     * @return Σ a b
     */
    double dot(INDArray a, INDArray b);

    /**
     * Cholesky's factorisation S = L Lᵀ, in place and in the data type of the array.
     *
     * @param spd S [n, n], symmetric positive definite, of which the lower triangle is read; L takes its place, and what is
     *     above it stays
     * @throws rai.api.spec.SpecException if S is not positive definite
     */
    void factor(INDArray spd);

    /**
     * The solution of L Lᵀ X = B, in place.
     *
     * @param factor L [n, n], as {@link #factor} leaves it
     * @param right B [n, m]; it becomes X
     */
    void solveFactored(INDArray factor, INDArray right);

    /**
     * Ridge regression, argmin over C of ‖Φ C - R‖² + λ‖C‖², in float64 (Hoerl and Kennard, Technometrics 12, 1970). With n
     * rows and p columns of Φ, it solves (ΦᵀΦ + λI) C = ΦᵀR, or if n ≤ p, C = Φᵀ(ΦΦᵀ + λI)⁻¹R, which is the same.
     *
     * @param phi Φ [n, p], float64; not altered
     * @param right R [n, m], float64; not altered
     * @param lambda λ, at least 0
     * @return C [p, m], float64, a new array
     * @throws rai.api.spec.SpecException if the matrix is not positive definite, as with too small a λ
     */
    INDArray ridge(INDArray phi, INDArray right, double lambda);

    /**
     * Distributes tasks over the threads of the run, and returns when all are done. For a result that does not depend on the
     * number of threads, tasks write to places of their own, and how the work is divided into them must not depend on that
     * number.
     *
     * @param tasks the number of tasks
     * @param task receives the number of each, from 0
     */
    void run(int tasks, IntConsumer task);
}
