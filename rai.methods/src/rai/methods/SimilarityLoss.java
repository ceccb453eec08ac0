package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.Training;

/**
 * How far the similarities of examples in a layer are from those of their targets (Nøkland and Eidnes, 2019, arXiv:1901.06656):
 *
 * <pre>
 * L = 1/n² Σ_ij (S(A)_ij - S(Y)_ij)²,   S(X) = U Uᵀ,   u_i = x̃_i / ‖x̃_i‖,   x̃_i = x_i - mean of x_i over its units
 * </pre>
 */
final class SimilarityLoss {
    /** Added to lengths: the similarity of an example whose units are all equal is 0. */
    private static final double EPSILON = 1e-8;

    private final Training training;
    private final int n;
    /** S(Y) [n, n]. */
    private final INDArray wanted;

    /**
     * @param training the run's state
     * @param targets Y [n, c]; one column of 0 and 1 counts as two classes
     */
    SimilarityLoss(Training training, INDArray targets) {
        this.training = training;
        n = (int) targets.size(0);
        INDArray classes = targets;
        if (targets.size(1) == 1) {
            classes = training.scratch("local-loss: two classes", n, 2);
            classes.getColumn(0).assign(targets.reshape(n));
            classes.getColumn(1).assign(targets.reshape(n).rsub(1));
        }
        wanted = similarities(directions(classes, null), "wanted");
    }

    /**
     * The loss, and its gradient.
     *
     * @param a A [n, d]
     * @param weight its weight
     * @param gradient weight · dL/dA is added to this array [n, d]; null if it is not wanted
     * @return L
     */
    double of(INDArray a, double weight, INDArray gradient) {
        double[] lengths = new double[n];
        INDArray directions = directions(a, lengths);
        INDArray difference = similarities(directions, "given").subi(wanted);
        double norm = difference.norm2Number().doubleValue();
        if (gradient != null) {
            INDArray ofDirections = training.scratch("local-loss: dL/dU", a.shape());
            training.algebra().product(difference, false, directions, false, false, ofDirections);
            back(directions, lengths, ofDirections, 4 * weight / ((double) n * n), gradient);
        }
        return norm * norm / ((double) n * n);
    }

    private INDArray similarities(INDArray directions, String name) {
        INDArray all = training.scratch("local-loss: similarities " + name, n, n);
        training.algebra().product(directions, false, directions, true, false, all);
        return all;
    }

    /** U, and the lengths of the centred rows. */
    private INDArray directions(INDArray x, double[] lengths) {
        int width = (int) x.size(1);
        INDArray u = training.scratch("local-loss: U", x.shape());
        Doubles from = Doubles.of(x);
        Doubles to = Doubles.of(u);
        double[] row = new double[width];
        for (int i = 0; i < n; i++) {
            from.get(i * width, row, width);
            centre(row);
            double length = Math.sqrt(dot(row, row));
            for (int j = 0; j < width; j++) {
                row[j] /= length + EPSILON;
            }
            to.put(i * width, row, width);
            if (lengths != null) {
                lengths[i] = length;
            }
        }
        return u;
    }

    /** From dL/dU, before its factor, to dL/dX. */
    private void back(INDArray directions, double[] lengths, INDArray ofDirections, double factor, INDArray gradient) {
        int width = (int) directions.size(1);
        Doubles ofU = Doubles.of(directions);
        Doubles ofG = Doubles.of(ofDirections);
        Doubles to = Doubles.of(gradient);
        double[] u = new double[width];
        double[] g = new double[width];
        double[] row = new double[width];
        for (int i = 0; i < n; i++) {
            ofU.get(i * width, u, width);
            ofG.get(i * width, g, width);
            double whole = lengths[i] + EPSILON;
            double along = lengths[i] == 0 ? 0 : dot(u, g) * whole / lengths[i];
            for (int j = 0; j < width; j++) {
                g[j] = factor * (g[j] - along * u[j]) / whole;
            }
            centre(g);
            to.get(i * width, row, width);
            for (int j = 0; j < width; j++) {
                row[j] += g[j];
            }
            to.put(i * width, row, width);
        }
    }

    private static void centre(double[] row) {
        double sum = 0;
        for (double x : row) {
            sum += x;
        }
        for (int j = 0; j < row.length; j++) {
            row[j] -= sum / row.length;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
