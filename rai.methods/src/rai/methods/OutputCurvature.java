package rai.methods;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.loss.Loss;
import rai.api.method.LinearAlgebra;

/**
 * H, the Hessian of the loss with respect to the outputs: a block [c, c] per example, as S Sᵀ with S lower triangular. What H
 * has of negative curvature is left out. Outputs are numbered class by class: output a of example i is a n + i.
 */
final class OutputCurvature {
    /** Pivots below this share of the largest are rounding, or what differences have left of a 0. */
    private static final double SINGULAR = 1e-7;

    private final int n;
    private final int classes;
    /** S_i [c, c], example by example. */
    private final double[][] root;

    private OutputCurvature(int n, int classes, double[][] root) {
        this.n = n;
        this.classes = classes;
        this.root = root;
    }

    static OutputCurvature of(Loss loss, INDArray output, INDArray targets) {
        int n = (int) output.size(0);
        int classes = (int) output.size(1);
        INDArray o = output.castTo(DataType.DOUBLE);
        INDArray y = targets.castTo(DataType.DOUBLE);
        double[][] columns = new double[classes][];
        for (int b = 0; b < classes; b++) {
            INDArray direction = Nd4j.zeros(DataType.DOUBLE, n, classes);
            direction.getColumn(b).assign(1);
            INDArray product = Nd4j.create(DataType.DOUBLE, n, classes);
            loss.curvature(o, y, direction, product);
            columns[b] = Doubles.copy(product);
        }
        double[][] root = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] block = new double[classes * classes];
            for (int a = 0; a < classes; a++) {
                for (int b = 0; b < classes; b++) {
                    block[a * classes + b] = columns[b][i * classes + a];
                }
            }
            root[i] = factor(block, classes);
        }
        return new OutputCurvature(n, classes, root);
    }

    /** Cholesky's factor of a symmetric matrix that may be singular: a column without a positive pivot is 0. */
    static double[] factor(double[] matrix, int size) {
        double largest = 0;
        for (int a = 0; a < size; a++) {
            largest = Math.max(largest, matrix[a * size + a]);
        }
        double[] l = new double[size * size];
        for (int b = 0; b < size; b++) {
            double pivot = matrix[b * size + b];
            for (int k = 0; k < b; k++) {
                pivot -= l[b * size + k] * l[b * size + k];
            }
            if (!(pivot > SINGULAR * largest)) {
                continue;
            }
            l[b * size + b] = Math.sqrt(pivot);
            for (int a = b + 1; a < size; a++) {
                double sum = matrix[a * size + b];
                for (int k = 0; k < b; k++) {
                    sum -= l[a * size + k] * l[b * size + k];
                }
                l[a * size + b] = sum / l[b * size + b];
            }
        }
        return l;
    }

    /**
     * Solves (λ I + H K) v = -g, by way of the symmetric matrix λ I + Sᵀ K S:
     * v = -(g - S (λ I + Sᵀ K S)⁻¹ Sᵀ K g) / λ.
     *
     * @param algebra solvers
     * @param kernel K [N, N], symmetric, positive semidefinite, float64
     * @param gradient g [N]
     * @param lambda λ > 0
     * @return v [N]
     */
    double[] solve(LinearAlgebra algebra, INDArray kernel, double[] gradient, double lambda) {
        int size = n * classes;
        double[] k = Doubles.copy(kernel);
        double[][] system = new double[size][];
        double[] right = new double[size];
        algebra.run(size, row -> {
            double[] ofRow = java.util.Arrays.copyOfRange(k, row * size, (row + 1) * size);
            double kg = 0;
            for (int j = 0; j < size; j++) {
                kg += ofRow[j] * gradient[j];
            }
            right[row] = kg;
            transposed(ofRow);
            system[row] = ofRow; // K S
        });
        transposed(right); // Sᵀ K g
        double[] matrix = new double[size * size];
        algebra.run(size, column -> {
            double[] ofColumn = new double[size];
            for (int i = 0; i < size; i++) {
                ofColumn[i] = system[i][column];
            }
            transposed(ofColumn);
            ofColumn[column] += lambda;
            System.arraycopy(ofColumn, 0, matrix, column * size, size); // symmetric, so a column is a row
        });
        double[] x = Doubles.copy(algebra.solve(
                Nd4j.createFromArray(matrix).reshape(size, size),
                Nd4j.createFromArray(right).reshape(size, 1)));
        double[] v = new double[size];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < classes; a++) {
                double sum = gradient[a * n + i];
                for (int b = 0; b <= a; b++) {
                    sum -= root[i][a * classes + b] * x[b * n + i];
                }
                v[a * n + i] = -sum / lambda;
            }
        }
        return v;
    }

    /** x becomes Sᵀ x. */
    private void transposed(double[] x) {
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < classes; a++) {
                double sum = 0;
                for (int b = a; b < classes; b++) { // S is lower triangular, so what is overwritten is not read again
                    sum += root[i][b * classes + a] * x[b * n + i];
                }
                x[a * n + i] = sum;
            }
        }
    }
}
