package rai.methods;

import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.method.Targets;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * Makes the true forward pass keep what the targets of {@link Rai} promise. From the first map to the output each map is
 * fitted, by ridge regression of its remaining error, to give its targets from its <em>real</em> input: the activations of
 * the maps already refitted. So the errors of the maps no longer accumulate. One step is one sweep:
 *
 * <pre>
 * H real input of the map, c = σ(0) of the activation it reads (0 for the data), Φ = [H - c | 0.3·1],
 * R = Z_t - (H W + b),  V = (Φ Φᵀ + λ n/100 I)⁻¹ R,  [ΔW; β] = Φᵀ V,
 * W += ΔW,  b += 0.3 β - c 1ᵀ ΔW
 * </pre>
 *
 * <p>solved in float64, by ΦᵀΦ + λ n/100 I if there are more examples than inputs. It needs a run whose earlier method
 * relaxed all maps.
 */
@Component
@Named("refit")
@About(
        value = "One sweep from input to output that fits each map to the targets of an earlier rai, on its real"
                + " input.",
        formula = "[ΔW; β] = Φᵀ (Φ Φᵀ + λ n/100 I)⁻¹ (Z_t - H W - b), Φ = [H - c | 0.3·1]",
        source = "ridge regression: Hoerl & Kennard, Technometrics 12, 1970")
public class Refit implements TrainingMethod {
    /** The bias counts as an input of this size: it is penalized more than a weight, but less than all weights together. */
    private static final double BIAS = 0.3;

    /** Rows per task. */
    private static final int TILE = 256;

    @Setting(value = "Ridge: how strongly the change of the weights is held back.", min = 0, open = true)
    double lambda = 1e-7;

    @Override
    public Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH);
    }

    @Override
    public List<Variable> needs(Network network, int examples) {
        if (network.maps().stream()
                .anyMatch(map -> !((Layer.Dense) network.layers().get(map)).bias())) {
            throw new SpecException("refit moves biases too, but the network has a dense layer with bias=false");
        }
        return List.of(Targets.ofAllMaps(network, examples).variable());
    }

    @Override
    public void step(Training training) {
        Network network = training.network();
        Targets all = training.derived(
                "targets", () -> Targets.ofAllMaps(network, training.batch().examples()));
        INDArray input = training.inputs();
        double residual = 0;
        for (int map = 0; map < network.maps().size(); map++) {
            residual += fit(training, map, input, all.values(training, map));
            int next = map + 1 < network.maps().size()
                    ? network.maps().get(map + 1)
                    : network.layers().size();
            input = training.forward(network.maps().get(map), next, input);
        }
        training.report("residual", residual);
        training.completed(training.loss().value(input, training.targets()));
    }

    /** Each map is solved once, and run forward once. */
    @Override
    public void report(Training training) {
        LayerUpdates.report(training, 2L * training.network().maps().size());
    }

    /** Fits one map; returns the mean square of the error that it had before. */
    private double fit(Training training, int map, INDArray input, INDArray targets) {
        LinearAlgebra algebra = training.algebra();
        INDArray weight = training.weight(map);
        INDArray bias = training.bias(map);
        double centre = map == 0 ? 0 : centre(training, map);
        INDArray h = Nd4j.createUninitialized(DataType.DOUBLE, input.shape());
        INDArray phi = Nd4j.createUninitialized(DataType.DOUBLE, input.size(0), input.size(1) + 1);
        forRows(algebra, input.size(0), (from, to) -> features(input, from, to, centre, h, phi));
        INDArray error = Nd4j.createUninitialized(DataType.DOUBLE, targets.shape());
        algebra.product(h, false, weight.castTo(DataType.DOUBLE), false, false, error);
        forRows(algebra, input.size(0), (from, to) -> subtract(targets, from, to, bias, error));
        double norm = error.norm2Number().doubleValue();

        Change change = change(ridge(algebra, phi, error, h.size(0)), centre);
        weight.assign(weight.castTo(DataType.DOUBLE).add(change.weight()));
        bias.assign(bias.castTo(DataType.DOUBLE).add(change.bias()));
        return norm * norm / error.length();
    }

    private interface Rows {
        void between(int from, int to);
    }

    /** Work on each row by itself, distributed over the threads of the run. */
    private static void forRows(LinearAlgebra algebra, long rows, Rows work) {
        algebra.run((int) ((rows + TILE - 1) / TILE), task -> {
            int from = task * TILE;
            work.between(from, (int) Math.min(rows, from + TILE));
        });
    }

    /** Φ = [H - c | 0.3·1], and H in double precision. */
    static void features(INDArray input, int from, int to, double centre, INDArray h, INDArray phi) {
        int width = (int) input.size(1);
        Doubles of = Doubles.of(input);
        Doubles ofH = Doubles.of(h);
        Doubles ofPhi = Doubles.of(phi);
        double[] row = new double[width + 1];
        for (int i = from; i < to; i++) {
            of.get(i * width, row, width);
            ofH.put(i * width, row, width);
            for (int j = 0; j < width; j++) {
                row[j] -= centre;
            }
            row[width] = BIAS;
            ofPhi.put(i * (width + 1), row, width + 1);
        }
    }

    /** From the estimates H W, the remaining errors Z - (H W + b). */
    private static void subtract(INDArray targets, int from, int to, INDArray bias, INDArray estimate) {
        int width = (int) targets.size(1);
        Doubles of = Doubles.of(targets);
        Doubles ofEstimate = Doubles.of(estimate);
        double[] b = new double[width];
        Doubles.of(bias).get(0, b, width);
        double[] z = new double[width];
        double[] row = new double[width];
        for (int i = from; i < to; i++) {
            of.get(i * width, z, width);
            ofEstimate.get(i * width, row, width);
            for (int j = 0; j < width; j++) {
                row[j] = z[j] - (row[j] + b[j]);
            }
            ofEstimate.put(i * width, row, width);
        }
    }

    private INDArray ridge(LinearAlgebra algebra, INDArray phi, INDArray error, long n) {
        try {
            return algebra.ridge(phi, error, lambda * n / 100);
        } catch (SpecException e) {
            throw new SpecException(
                    "the refit's equations can't be solved with lambda=" + lambda
                            + ": use a larger one, as in refit(lambda=1e-4)",
                    e);
        }
    }

    /** The changes of W and b. */
    record Change(INDArray weight, INDArray bias) {}

    /** The change of W and b that changes the map's values by Φ C. */
    static Change change(INDArray solution, double centre) {
        long inputs = solution.size(0) - 1;
        INDArray ofWeight = solution.get(NDArrayIndex.interval(0, inputs), NDArrayIndex.all());
        INDArray ofBias = solution.getRow(inputs, true)
                .mul(BIAS)
                .sub(ofWeight.sum(true, 0).mul(centre));
        return new Change(ofWeight, ofBias);
    }

    /**
     * What the layers between two maps give for 0: ½ for sigmoid, 0 for tanh and ReLU. The result is correct with any
     * number; if units differ, that of the first is used.
     */
    private static double centre(Training training, int map) {
        int from = training.network().maps().get(map - 1) + 1;
        int to = training.network().maps().get(map);
        int width = training.network().layers().get(from).inputs();
        INDArray zero = Nd4j.zeros(training.parameters().dataType(), 1, width);
        return training.forward(from, to, zero).getDouble(0, 0);
    }
}
