package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.loss.Loss;

/**
 * The proximal point of the loss: the outputs that reduce it and stay near others,
 *
 * <pre>
 * argmin over z of n L(z, y) + κ/2 ‖z - m‖²
 * </pre>
 *
 * <p>Examples do not depend on each other. For each, Newton's method; its equations (κ I + n ∇²L) δ = -G, with as many unknowns as
 * outputs, are solved for all examples side by side by conjugate gradients, and steps are halved per example until the norm of the
 * gradient G falls. For mse one step is exact. For a loss with kinks, such as mae, the result may be short of the minimum; the
 * objective never rises.
 */
final class OutputFit {
    private static final int MOST_STEPS = 30;
    private static final int MOST_HALVINGS = 20;
    /** The square of what counts as 0. */
    private static final double ROUNDING = 1e-24;

    private final Loss loss;
    private final INDArray y;
    private final double[] m;
    private final double kappa;
    private final int n;
    private final int width;

    private OutputFit(Loss loss, INDArray y, double[] m, double kappa) {
        this.loss = loss;
        this.y = y;
        this.m = m;
        this.kappa = kappa;
        this.n = (int) y.size(0);
        this.width = (int) y.size(1);
    }

    /**
     * @param loss the task's loss
     * @param y the desired outputs [n, c], float64
     * @param start where the search begins, row by row
     * @param m what the outputs are to be near, row by row
     * @param kappa κ, greater than 0
     * @return the outputs, row by row
     */
    static double[] of(Loss loss, INDArray y, double[] start, double[] m, double kappa) {
        return new OutputFit(loss, y, m, kappa).search(start);
    }

    private double[] search(double[] start) {
        double[] z = start.clone();
        double[] gradient = gradient(z);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = newton(z, gradient);
            if (!move(z, gradient, direction)) {
                break;
            }
        }
        return objective(z) <= objective(start) ? z : start.clone();
    }

    /** A step of each row, as long as it can be; returns whether a row has moved by more than rounding. */
    private boolean move(double[] z, double[] gradient, double[] direction) {
        double[] length = new double[n];
        java.util.Arrays.fill(length, 1);
        boolean[] settled = new boolean[n];
        boolean moved = false;
        boolean open = true;
        for (int halving = 0; open && halving < MOST_HALVINGS; halving++) {
            double[] candidate = z.clone();
            for (int i = 0; i < z.length; i++) {
                candidate[i] += settled[i / width] ? 0 : length[i / width] * direction[i];
            }
            double[] there = gradient(candidate);
            open = false;
            for (int row = 0; row < n; row++) {
                if (settled[row]) {
                    continue;
                }
                double before = square(gradient, row);
                if (before <= ROUNDING * (1 + square(z, row))) {
                    settled[row] = true;
                } else if (square(there, row) < before * (1 - 1e-4 * length[row])) {
                    settled[row] = true;
                    moved |= square(direction, row) > ROUNDING * (1 + square(z, row));
                    System.arraycopy(candidate, row * width, z, row * width, width);
                    System.arraycopy(there, row * width, gradient, row * width, width);
                } else {
                    length[row] /= 2;
                    open = true;
                }
            }
        }
        return moved;
    }

    /** Conjugate gradients on each row by itself: exact after as many rounds as there are outputs, up to rounding. */
    private double[] newton(double[] z, double[] gradient) {
        double[] solution = new double[z.length];
        double[] residual = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            residual[i] = -gradient[i];
        }
        double[] direction = residual.clone();
        double[] size = squares(residual);
        for (int round = 0; round < width + 2; round++) {
            double[] image = curvature(z, direction);
            boolean open = false;
            for (int row = 0; row < n; row++) {
                double along = dot(direction, image, row);
                if (size[row] < 1e-30 * square(gradient, row) || !(along > 0)) {
                    continue;
                }
                open = true;
                double step = size[row] / along;
                double now = 0;
                for (int i = row * width; i < (row + 1) * width; i++) {
                    solution[i] += step * direction[i];
                    residual[i] -= step * image[i];
                    now += residual[i] * residual[i];
                }
                for (int i = row * width; i < (row + 1) * width; i++) {
                    direction[i] = residual[i] + now / size[row] * direction[i];
                }
                size[row] = now;
            }
            if (!open) {
                break;
            }
        }
        return solution;
    }

    private double objective(double[] z) {
        double near = 0;
        for (int i = 0; i < z.length; i++) {
            near += (z[i] - m[i]) * (z[i] - m[i]);
        }
        return n * loss.value(rows(z), y) + kappa / 2 * near;
    }

    private double[] gradient(double[] z) {
        INDArray of = rows(z.clone());
        loss.gradient(rows(z), y, of);
        double[] gradient = Doubles.copy(of);
        for (int i = 0; i < z.length; i++) {
            gradient[i] = n * gradient[i] + kappa * (z[i] - m[i]);
        }
        return gradient;
    }

    private double[] curvature(double[] z, double[] direction) {
        INDArray product = rows(z.clone());
        loss.curvature(rows(z), y, rows(direction), product);
        double[] image = Doubles.copy(product);
        for (int i = 0; i < z.length; i++) {
            image[i] = n * image[i] + kappa * direction[i];
        }
        return image;
    }

    private INDArray rows(double[] values) {
        return Nd4j.createFromArray(values).reshape(n, width);
    }

    private double[] squares(double[] values) {
        double[] squares = new double[n];
        for (int row = 0; row < n; row++) {
            squares[row] = square(values, row);
        }
        return squares;
    }

    private double square(double[] values, int row) {
        return dot(values, values, row);
    }

    private double dot(double[] a, double[] b, int row) {
        double sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
