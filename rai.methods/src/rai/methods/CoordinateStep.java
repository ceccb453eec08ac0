package rai.methods;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;

/**
 * A Gauss-Newton step of all stored pre-activations Z of every example, all parameters being held, on
 *
 * <pre>
 * n L_y(y, Z_T) + μ/2 Σ_t ‖R_t‖²,   R_t = Z_t - f(Z_{t-1}) W_t - b_t
 * </pre>
 *
 * <p>To first order a step D makes R_t + D_t - (f'(Z_{t-1}) ⊙ D_{t-1}) W_t =: E_t of the residuals. D follows from E by one pass from
 * input to output, D = J⁻¹ (E - R), so E is the variable of the problem. Its solution is E = -J⁻ᵀ λ / μ, one pass backward from
 * λ at the output, and λ solves per example as many equations as there are outputs,
 *
 * <pre>
 * (I + H K / μ) λ = ∇ + H D⁰_T,   K = [J⁻¹ J⁻ᵀ]_TT,   D⁰ = -J⁻¹ R
 * </pre>
 *
 * <p>with the gradient ∇ and Hessian H of the example's loss. So the step is exact, though no matrix larger than that is solved. K
 * takes one backward pass per output.
 *
 * <p>Each example's step is halved until its objective falls. A convex loss rises by at most the product of its gradient after the
 * step with the step, which is used in place of the loss of a single example. So the objective does not rise if the loss is convex.
 */
final class CoordinateStep {
    private static final int MOST_TRIALS = 8;
    /** Rows of the passes for K, all outputs counted. */
    private static final int ROWS = 2048;

    private final Training training;
    private final LinearAlgebra algebra;
    private final DenseChain chain;
    private final StoredLayers layers;
    private final double mu;
    private final int maps;
    private final int n;
    private final int outputs;
    private final INDArray[] residual;
    private final INDArray[] slope;
    private final INDArray[] change;
    private final INDArray[] candidate;

    CoordinateStep(Training training, DenseChain chain, double mu) {
        this.training = training;
        this.algebra = training.algebra();
        this.chain = chain;
        this.layers = StoredLayers.of(training);
        this.mu = mu;
        maps = chain.maps();
        n = (int) training.inputs().size(0);
        outputs = (int) layers.z(maps - 1).size(1);
        residual = scratch("residual", maps);
        slope = scratch("slope", maps - 1);
        change = scratch("change", maps);
        candidate = scratch("candidate", maps);
    }

    private INDArray[] scratch(String name, int count) {
        INDArray[] arrays = new INDArray[count];
        for (int map = 0; map < count; map++) {
            arrays[map] =
                    training.scratch(name + " of map " + map, layers.z(map).shape());
        }
        return arrays;
    }

    /** @return layer updates that it took */
    long move() {
        double[] before = residuals(null);
        for (int map = 0; map < maps - 1; map++) {
            slope[map].assign(chain.slope(training, map, layers.z(map)));
        }
        propagate(false);
        backward(multipliers());
        propagate(true);
        int trials = search(before);
        return (long) maps * (4 + outputs + trials);
    }

    /** R of the stored values, or of the candidates; returns ‖R‖² per example. */
    private double[] residuals(INDArray[] of) {
        double[] squares = new double[n];
        for (int map = 0; map < maps; map++) {
            INDArray z = of == null ? layers.z(map) : of[map];
            INDArray below = map == 0
                    ? training.inputs()
                    : DenseChain.activate(training, map - 1, of == null ? layers.z(map - 1) : of[map - 1]);
            INDArray estimate = DenseChain.estimate(training, map, below);
            boolean kept = of == null;
            INDArray r = residual[map];
            int width = (int) z.size(1);
            rows(
                    width,
                    (row, x) -> {
                        double sum = 0;
                        for (int j = 0; j < width; j++) {
                            x[0][j] -= x[1][j];
                            sum += x[0][j] * x[0][j];
                            x[2][j] = kept ? x[0][j] : x[2][j];
                        }
                        squares[row] += sum;
                        x[0] = x[2];
                    },
                    kept ? r : null,
                    z,
                    estimate,
                    r);
        }
        return squares;
    }

    /** What is done with a row of several arrays; the first of the rows is written. */
    private interface Row {
        void at(int row, double[][] x);
    }

    /** Calls for each row; the rows of {@code written} become x[0], unless it is null. */
    private void rows(int width, Row work, INDArray written, INDArray... arrays) {
        int tile = Math.max(1, 4096 / width);
        Doubles[] elements = Arrays.stream(arrays).map(Doubles::of).toArray(Doubles[]::new);
        Doubles to = written == null ? null : Doubles.of(written);
        algebra.run((n + tile - 1) / tile, task -> {
            for (int row = task * tile; row < Math.min(n, (task + 1) * tile); row++) {
                double[][] x = new double[arrays.length][width];
                for (int k = 0; k < arrays.length; k++) {
                    elements[k].get(row * width, x[k], width);
                }
                work.at(row, x);
                if (to != null) {
                    to.put(row * width, x[0], width);
                }
            }
        });
    }

    /** D = J⁻¹ (E - R), E being in the changes, or 0. */
    private void propagate(boolean from) {
        for (int map = 0; map < maps; map++) {
            INDArray d = change[map];
            if (from) {
                d.subi(residual[map]);
            } else {
                d.assign(residual[map]).negi();
            }
            if (map > 0) {
                INDArray passed = training.scratch("passed", slope[map - 1].shape());
                product(passed, change[map - 1], slope[map - 1]);
                algebra.product(passed, false, training.weight(map), false, true, d);
            }
        }
    }

    private void product(INDArray to, INDArray a, INDArray b) {
        Elementwise.run(
                algebra,
                1,
                (x, count) -> {
                    for (int i = 0; i < count; i++) {
                        x[0][i] = x[1][i] * x[2][i];
                    }
                    return 0;
                },
                to,
                a,
                b);
    }

    /** E = -J⁻ᵀ λ / μ, into the changes. */
    private void backward(double[] lambda) {
        Doubles last = Doubles.of(change[maps - 1]);
        for (int i = 0; i < lambda.length; i++) {
            last.put(i, -lambda[i] / mu);
        }
        for (int map = maps - 1; map > 0; map--) {
            algebra.product(change[map], false, training.weight(map), true, false, change[map - 1]);
            product(change[map - 1], change[map - 1], slope[map - 1]);
        }
    }

    /** λ of every example. D⁰ is in the changes. */
    private double[] multipliers() {
        double[] k = sensitivities();
        INDArray z = layers.z(maps - 1).castTo(DataType.DOUBLE);
        INDArray y = training.targets().castTo(DataType.DOUBLE);
        INDArray of = Nd4j.createUninitialized(DataType.DOUBLE, z.shape());
        training.loss().gradient(z, y, of);
        double[] gradient = Doubles.copy(of.muli(n));
        double[] moved = Doubles.copy(change[maps - 1]);
        double[][] hessian = new double[outputs][];
        for (int j = 0; j < outputs; j++) {
            INDArray direction = Nd4j.zeros(DataType.DOUBLE, n, outputs);
            direction.getColumn(j).assign(1);
            training.loss().curvature(z, y, direction, of);
            hessian[j] = Doubles.copy(of.mul(n));
        }
        double[] lambda = new double[n * outputs];
        for (int row = 0; row < n; row++) {
            double[][] equations = new double[outputs][outputs + 1];
            for (int i = 0; i < outputs; i++) {
                equations[i][i] = 1;
                equations[i][outputs] = gradient[row * outputs + i];
                for (int j = 0; j < outputs; j++) {
                    double h = hessian[j][row * outputs + i];
                    equations[i][outputs] += h * moved[row * outputs + j];
                    for (int l = 0; l < outputs; l++) {
                        equations[i][l] += h * k[(row * outputs + j) * outputs + l] / mu;
                    }
                }
            }
            System.arraycopy(solve(equations), 0, lambda, row * outputs, outputs);
        }
        return lambda;
    }

    /** K of every example, [n, outputs, outputs]. */
    private double[] sensitivities() {
        double[] k = new double[n * outputs * outputs];
        int tile = Math.max(1, ROWS / outputs);
        INDArray[] weights = new INDArray[maps];
        for (int map = 0; map < maps; map++) {
            weights[map] = training.weight(map);
        }
        algebra.run((n + tile - 1) / tile, task -> {
            int from = task * tile;
            sensitivities(from, Math.min(n, from + tile), weights, k);
        });
        return k;
    }

    /** Of some examples. Row i of output j is row j (to - from) + i of the passes. */
    private void sensitivities(int from, int to, INDArray[] weights, double[] k) {
        int some = to - from;
        INDArray u = Nd4j.zeros(slope.length == 0 ? DataType.DOUBLE : slope[0].dataType(), outputs * some, outputs);
        for (int j = 0; j < outputs; j++) {
            u.get(NDArrayIndex.interval((long) j * some, (long) (j + 1) * some), NDArrayIndex.point(j))
                    .assign(1);
        }
        for (int map = maps - 1; map >= 0; map--) {
            double[] rows = Doubles.copy(u);
            add(rows, from, some, (int) u.size(1), k);
            if (map > 0) {
                INDArray below = Nd4j.createUninitialized(u.dataType(), u.size(0), weights[map].size(0));
                algebra.product(u, false, weights[map], true, false, below);
                u = below;
                scale(u, slope[map - 1], from, some);
            }
        }
    }

    /** Adds the inner products of the rows that belong to an example. */
    private void add(double[] u, int from, int some, int width, double[] k) {
        for (int row = 0; row < some; row++) {
            for (int i = 0; i < outputs; i++) {
                for (int j = 0; j <= i; j++) {
                    int a = (i * some + row) * width;
                    int b = (j * some + row) * width;
                    double sum = 0;
                    for (int l = 0; l < width; l++) {
                        sum += u[a + l] * u[b + l];
                    }
                    k[((from + row) * outputs + i) * outputs + j] += sum;
                    if (j < i) {
                        k[((from + row) * outputs + j) * outputs + i] += sum;
                    }
                }
            }
        }
    }

    private void scale(INDArray u, INDArray slopes, int from, int some) {
        int width = (int) u.size(1);
        Doubles of = Doubles.of(u);
        Doubles by = Doubles.of(slopes);
        double[] x = new double[width];
        double[] s = new double[width];
        for (int row = 0; row < u.size(0); row++) {
            of.get(row * width, x, width);
            by.get((from + row % some) * width, s, width);
            for (int l = 0; l < width; l++) {
                x[l] *= s[l];
            }
            of.put(row * width, x, width);
        }
    }

    /** Gaussian elimination with partial pivoting, on [A | b]. */
    private static double[] solve(double[][] equations) {
        int size = equations.length;
        for (int i = 0; i < size; i++) {
            int pivot = i;
            for (int row = i + 1; row < size; row++) {
                pivot = Math.abs(equations[row][i]) > Math.abs(equations[pivot][i]) ? row : pivot;
            }
            double[] swapped = equations[i];
            equations[i] = equations[pivot];
            equations[pivot] = swapped;
            for (int row = i + 1; row < size; row++) {
                double factor = equations[row][i] / equations[i][i];
                for (int j = i; j <= size; j++) {
                    equations[row][j] -= factor * equations[i][j];
                }
            }
        }
        double[] x = new double[size];
        for (int i = size - 1; i >= 0; i--) {
            double sum = equations[i][size];
            for (int j = i + 1; j < size; j++) {
                sum -= equations[i][j] * x[j];
            }
            x[i] = sum / equations[i][i];
        }
        return x;
    }

    /** Moves each example by its step, as long as it may be; returns how many lengths were tried. */
    private int search(double[] before) {
        double[] length = new double[n];
        Arrays.fill(length, 1);
        boolean[] settled = new boolean[n];
        int trials = 0;
        boolean open = true;
        while (open && trials < MOST_TRIALS) {
            trials++;
            moveBy(length, candidate);
            double[] after = residuals(candidate);
            INDArray of = training.scratch("dL/d(output)", n, outputs);
            training.loss().gradient(candidate[maps - 1], training.targets(), of);
            double[] gradient = Doubles.copy(of);
            double[] step = Doubles.copy(change[maps - 1]);
            open = false;
            for (int row = 0; row < n; row++) {
                double rise = mu / 2 * (after[row] - before[row]);
                for (int i = row * outputs; i < (row + 1) * outputs; i++) {
                    rise += n * gradient[i] * length[row] * step[i];
                }
                if (!settled[row] && !(rise <= 0)) {
                    length[row] = trials < MOST_TRIALS ? length[row] / 2 : 0;
                    open = true;
                } else {
                    settled[row] = true;
                }
            }
        }
        moveBy(length, null);
        return trials;
    }

    /** Z + length D, into candidates or, if they are null, into Z itself. */
    private void moveBy(double[] length, INDArray[] to) {
        for (int map = 0; map < maps; map++) {
            INDArray z = layers.z(map);
            rows(
                    (int) z.size(1),
                    (row, x) -> {
                        for (int j = 0; j < x[0].length; j++) {
                            x[0][j] += length[row] * x[1][j];
                        }
                    },
                    to == null ? z : to[map],
                    z,
                    change[map]);
        }
    }
}
