package rai.methods;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.LinearAlgebra;

/** Symmetric equations S X = B whose smallest eigenvalue is known to be not too small: solved in single precision if that is enough. */
final class Equations {
    /** The condition up to which rounding in single precision costs four digits at most. */
    private static final double CONDITION = 1000;

    private final Blocks blocks;

    /** @param blocks room for both precisions */
    Equations(Blocks blocks) {
        this.blocks = blocks;
    }

    /**
     * Cholesky's factorisation, S = L Lᵀ.
     *
     * @param s S [n, n], its lower triangle
     * @param least a lower bound of the eigenvalues
     * @return L in single or double precision; valid until the next call with the same n
     * @throws rai.api.spec.SpecException if S is not positive definite
     */
    INDArray factor(LinearAlgebra algebra, double[] s, int n, double least) {
        double trace = 0; // an upper bound of the eigenvalues
        for (int i = 0; i < n; i++) {
            trace += s[i * (n + 1)];
        }
        INDArray factor;
        if (trace <= CONDITION * least) {
            Blocks.Singles single = blocks.singles("factor", n, n);
            narrow(s, single.values);
            factor = single.write();
        } else {
            Blocks.Exact exact = blocks.exact("factor", n, n);
            System.arraycopy(s, 0, exact.values, 0, n * n);
            factor = exact.write();
        }
        algebra.factor(factor);
        return factor;
    }

    /**
     * The solution of L Lᵀ X = B.
     *
     * @param factor L [n, n]
     * @param x B [n, m]; it becomes X
     */
    void solve(LinearAlgebra algebra, INDArray factor, double[] x, int m) {
        long n = factor.size(0);
        if (factor.dataType() == DataType.FLOAT) {
            Blocks.Singles single = blocks.singles("right", n, m);
            narrow(x, single.values);
            algebra.solveFactored(factor, single.write());
            widen(single.read(), x);
        } else {
            Blocks.Exact exact = blocks.exact("right", n, m);
            System.arraycopy(x, 0, exact.values, 0, exact.values.length);
            algebra.solveFactored(factor, exact.write());
            System.arraycopy(exact.read(), 0, x, 0, exact.values.length);
        }
    }

    static void narrow(double[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
    }

    static void widen(float[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = from[i];
        }
    }
}
