package rai.methods;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;

/**
 * The Jacobian J = d(outputs)/d(parameters) of a chain of maps, known only by its products. With N = n c outputs, numbered
 * class by class, T maps, and the metric M that counts every map alike,
 *
 * <pre>
 * K = J M⁻¹ Jᵀ = 1/T Σ_t N K_t / tr K_t,   K_t = J_t J_tᵀ = (Φ_t Φ_tᵀ) ∘ (Δ_t Δ_tᵀ),   M_t = T tr K_t / N
 * </pre>
 *
 * <p>Φ_t = [H_t - c | β 1] in centred coordinates, as in {@link Refit}: c = σ(0) of the activation that the map reads, or 0;
 * β = c, or 1 if c is 0. So a sigmoid network and the tanh network that computes the same have the same K. The activations
 * of a sigmoid as they are have a common part that would be nearly all of K.
 *
 * <p>Δ_t [N, d] holds d(output)/d(Z_t). It shrinks or grows with depth beyond what floats can hold, so it is kept at a
 * largest element of 1, and the logarithm of its size beside it.
 */
final class DualJacobian {
    private final Training training;
    private final MapChain chain;
    private final int n;
    private final int classes;
    private final List<INDArray> inputs = new ArrayList<>();
    /** tr K_t of the scaled Δ_t; 0 for a map that the outputs do not depend on. */
    private final double[] trace;
    /** The logarithm of the factor that was taken off Δ_t. */
    private final double[] logScale;
    /** c of each map. */
    private final double[] centre;

    DualJacobian(Training training, MapChain chain) {
        this.training = training;
        this.chain = chain;
        n = (int) training.inputs().size(0);
        classes = training.network().outputs();
        trace = new double[chain.links().size()];
        logScale = new double[trace.length];
        centre = training.derived("centres", this::centres);
    }

    private double[] centres() {
        double[] centres = new double[trace.length];
        for (int t = 1; t < centres.length; t++) {
            MapChain.Link link = chain.links().get(t);
            centres[t] = link.from() == link.at() ? 0 : Refit.centre(training, t);
        }
        return centres;
    }

    private double bias(MapChain.Link link) {
        double c = centre[link.map()];
        return link.dense().bias() ? c == 0 ? 1 : c : 0;
    }

    /** @return the outputs [n, c] */
    INDArray forward() {
        return chain.forward(training, inputs);
    }

    /** @return K [N, N], float64 */
    INDArray kernel() {
        long size = (long) n * classes;
        INDArray kernel = Nd4j.create(DataType.DOUBLE, size, size);
        INDArray delta = unitsOfOutput();
        double log = 0;
        for (int t = trace.length - 1; t >= 0; t--) {
            double largest = delta.amaxNumber().doubleValue();
            if (!(largest > 0) || Double.isInfinite(largest)) {
                break; // below here the outputs do not depend on anything
            }
            delta.divi(largest);
            log += Math.log(largest);
            logScale[t] = log;
            add(chain.links().get(t), delta, kernel);
            if (t > 0) {
                delta = back(chain.links().get(t), delta);
            }
        }
        return kernel;
    }

    /** Δ of the last map: each output by itself. */
    private INDArray unitsOfOutput() {
        INDArray last = stack(trace.length - 1);
        for (int a = 0; a < classes; a++) {
            INDArray unit = training.scratch("gauss-newton: unit", n, classes);
            unit.assign(0);
            unit.getColumn(a).assign(1);
            piece(last, a).assign(chain.backToLastMap(training, unit));
        }
        return last;
    }

    private INDArray back(MapChain.Link link, INDArray delta) {
        INDArray below = stack(link.map() - 1);
        for (int a = 0; a < classes; a++) {
            piece(below, a).assign(chain.back(training, link, piece(delta, a)));
        }
        return below;
    }

    private INDArray stack(int map) {
        int width = chain.links().get(map).dense().outputs();
        return training.scratch("gauss-newton: delta " + map % 2, (long) classes * n, width);
    }

    /** The part of one class. */
    private INDArray piece(INDArray stack, int a) {
        return classes == 1
                ? stack
                : stack.get(NDArrayIndex.interval((long) a * n, (long) (a + 1) * n), NDArrayIndex.all());
    }

    /** Adds the share of a map to K. */
    private void add(MapChain.Link link, INDArray delta, INDArray kernel) {
        LinearAlgebra algebra = training.algebra();
        double[] examples = gram(algebra, inputs.get(link.map()), centre[link.map()]);
        double[] outputs = gram(algebra, delta, 0);
        double bias = bias(link) * bias(link);
        int size = n * classes;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (examples[i % n * (n + 1)] + bias) * outputs[i * (size + 1)];
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            return;
        }
        trace[link.map()] = sum;
        double weight = size / (trace.length * sum);
        Doubles all = Doubles.of(kernel);
        algebra.run(classes, a -> {
            double[] row = new double[size];
            for (int i = a * n; i < (a + 1) * n; i++) {
                all.get(i * size, row, size);
                for (int j = 0; j < size; j++) {
                    row[j] += weight * (examples[i % n * n + j % n] + bias) * outputs[i * size + j];
                }
                all.put(i * size, row, size);
            }
        });
    }

    /** (X - c) (X - c)ᵀ in float64, row by row. */
    private static double[] gram(LinearAlgebra algebra, INDArray x, double c) {
        INDArray rows = x.castTo(DataType.DOUBLE);
        rows = c == 0 ? rows : rows.sub(c);
        INDArray gram = Nd4j.createUninitialized(DataType.DOUBLE, x.size(0), x.size(0));
        algebra.product(rows, false, rows, true, false, gram);
        return Doubles.copy(gram);
    }

    /**
     * Moves the parameters by M⁻¹ Jᵀ v: [ΔW_t; β⁻¹ (Δb_t + c 1ᵀ ΔW_t)] = M_t⁻¹ Φ_tᵀ Σ_a diag(v_a) Δ_{t,a}.
     *
     * @param v [N], class by class
     */
    void move(double[] v) {
        INDArray upstream = training.scratch("gauss-newton: v", n, classes);
        for (int i = 0; i < v.length; i++) {
            upstream.putScalar(i % n, i / n, v[i]);
        }
        INDArray error = chain.backToLastMap(training, upstream);
        double log = 0;
        for (int t = trace.length - 1; t >= 0 && trace[t] > 0; t--) {
            double largest = error.amaxNumber().doubleValue();
            if (!(largest > 0)) {
                return;
            }
            error = error.div(largest);
            log += Math.log(largest);
            MapChain.Link link = chain.links().get(t);
            INDArray below = t > 0 ? chain.back(training, link, error) : null;
            double inverse = n * classes / (trace.length * trace[t]);
            move(link, error.muli(inverse * Math.exp(log - 2 * logScale[t])));
            error = below;
        }
    }

    private void move(MapChain.Link link, INDArray error) {
        INDArray change = training.scratch(
                "gauss-newton: dW", link.dense().inputs(), link.dense().outputs());
        training.algebra().product(inputs.get(link.map()), true, error, false, false, change);
        double[] sum = Biases.sum(error);
        double c = centre[link.map()];
        int width = sum.length;
        double[] ofBias = new double[width];
        double[] row = new double[width];
        double[] old = new double[width];
        Doubles changes = Doubles.of(change);
        Doubles weight = Doubles.of(training.weight(link.map()));
        for (int at = 0; at < weight.length(); at += width) {
            changes.get(at, row, width);
            weight.get(at, old, width);
            for (int j = 0; j < width; j++) {
                double step = row[j] - c * sum[j];
                old[j] += step;
                ofBias[j] -= c * step;
            }
            weight.put(at, old, width);
        }
        if (link.dense().bias()) {
            double square = bias(link) * bias(link);
            Doubles bias = Doubles.of(training.bias(link.map()));
            bias.get(0, old, width);
            for (int j = 0; j < width; j++) {
                old[j] += square * sum[j] + ofBias[j];
            }
            bias.put(0, old, width);
        }
    }
}
