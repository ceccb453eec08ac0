package rai.check;

import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.LinearAlgebra;
import rai.api.spec.SpecException;

/** Linear algebra by whole-array products and a Cholesky factorisation in plain loops, in the calling thread. */
final class PlainAlgebra implements LinearAlgebra {
    @Override
    public void product(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, boolean accumulate, INDArray c) {
        INDArray product = (transposeA ? a.transpose() : a).mmul(transposeB ? b.transpose() : b);
        c.assign(accumulate ? product.add(c) : product);
    }

    @Override
    public INDArray solve(INDArray spd, INDArray right) {
        int n = (int) spd.size(0);
        double[][] l = factor(spd, n);
        INDArray x = Nd4j.create(DataType.DOUBLE, right.shape());
        for (int column = 0; column < right.size(1); column++) {
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = right.getDouble(i, column);
                for (int k = 0; k < i; k++) {
                    sum -= l[i][k] * y[k];
                }
                y[i] = sum / l[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                double sum = y[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= l[k][i] * y[k];
                }
                y[i] = sum / l[i][i];
                x.putScalar(i, column, y[i]);
            }
        }
        return x;
    }

    /** L of S = L Lᵀ. */
    private static double[][] factor(INDArray spd, int n) {
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = spd.getDouble(i, j);
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i == j && !(sum > 0)) {
                    throw new SpecException("the matrix of " + n + " equations is not positive definite");
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    @Override
    public void solve(double[] spd, int n, double[] right, int m) {
        INDArray x = solve(
                Nd4j.createFromArray(spd).reshape(n, n),
                Nd4j.createFromArray(right).reshape(n, m));
        System.arraycopy(x.data().asDouble(), 0, right, 0, n * m);
    }

    @Override
    public void moments(INDArray a, INDArray b, INDArray c) {
        c.assign(Nd4j.concat(1, a, Nd4j.ones(a.dataType(), a.size(0), 1))
                .transpose()
                .mmul(b));
    }

    @Override
    public void square(INDArray a, int from, int to, INDArray c) {
        INDArray square = a.mmul(a.transpose());
        for (int i = from; i < to; i++) {
            c.putRow(i, square.getRow(i));
        }
    }

    @Override
    public double dot(INDArray a, INDArray b) {
        double sum = 0;
        double[] y = b.dup('c').data().asDouble();
        double[] x = a.dup('c').data().asDouble();
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @Override
    public void factor(INDArray spd) {
        double[][] l = factor(spd, (int) spd.size(0));
        for (int i = 0; i < l.length; i++) {
            for (int j = 0; j <= i; j++) {
                spd.putScalar(i, j, l[i][j]);
            }
        }
    }

    @Override
    public void solveFactored(INDArray factor, INDArray right) {
        int n = (int) factor.size(0);
        INDArray l = Nd4j.create(DataType.DOUBLE, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l.putScalar(i, j, factor.getDouble(i, j));
            }
        }
        right.assign(solve(l.mmul(l.transpose()), right));
    }

    @Override
    public INDArray ridge(INDArray phi, INDArray right, double lambda) {
        INDArray gram = phi.transpose()
                .mmul(phi)
                .add(Nd4j.eye(phi.size(1)).castTo(DataType.DOUBLE).mul(lambda));
        return solve(gram, phi.transpose().mmul(right));
    }

    @Override
    public void run(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }
}
