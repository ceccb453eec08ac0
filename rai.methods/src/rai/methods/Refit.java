package rai.methods;

import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osgi.service.component.annotations.Component;
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
 * the maps already refitted. So the residuals of the maps no longer compound. One step is one sweep:
 *
 * <pre>
 * H real input of the map, c = σ(0) of the activation it reads (0 for the data), Φ = [H - c | 0.3·1],
 * R = Z_t - (H W + b),  V = (Φ Φᵀ + λ n/100 I)⁻¹ R,  [ΔW; β] = Φᵀ V,
 * W += ΔW,  b += 0.3 β - c 1ᵀ ΔW
 * </pre>
 *
 * <p>solved in float64, by ΦᵀΦ + λ n/100 I where there are more examples than inputs. It needs a run whose earlier method
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
    /** The bias counts as an input of this size: it is held back more than the weights, but not as much as they all. */
    private static final double BIAS = 0.3;

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

    /** Fits one map; returns the mean square of the error that it had before. */
    private double fit(Training training, int map, INDArray input, INDArray targets) {
        INDArray h = input.castTo(DataType.DOUBLE);
        INDArray weight = training.weight(map);
        INDArray bias = training.bias(map);
        INDArray estimate = Nd4j.create(DataType.DOUBLE, targets.shape());
        training.algebra().product(h, false, weight.castTo(DataType.DOUBLE), false, false, estimate);
        INDArray error = targets.castTo(DataType.DOUBLE).sub(estimate.addRowVector(bias.castTo(DataType.DOUBLE)));
        double before = error.norm2Number().doubleValue() * error.norm2Number().doubleValue() / error.length();

        double centre = map == 0 ? 0 : centre(training, map);
        INDArray phi = features(h, centre);
        Change change = change(ridge(training.algebra(), phi, error, h.size(0)), centre);
        weight.assign(weight.castTo(DataType.DOUBLE).add(change.weight()));
        bias.assign(bias.castTo(DataType.DOUBLE).add(change.bias()));
        return before;
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

    /** Φ = [H - c | 0.3·1]. */
    static INDArray features(INDArray h, double centre) {
        return Nd4j.hstack(h.sub(centre), Nd4j.valueArrayOf(new long[] {h.size(0), 1}, BIAS, DataType.DOUBLE));
    }

    /** What is added to W and b. */
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
     * What the layers between two maps give for 0: ½ for sigmoid, 0 for tanh and ReLU. Any number would do for the result to
     * be right; where units differ, that of the first is taken.
     */
    private static double centre(Training training, int map) {
        int from = training.network().maps().get(map - 1) + 1;
        int to = training.network().maps().get(map);
        int width = training.network().layers().get(from).inputs();
        INDArray zero = Nd4j.zeros(training.parameters().dataType(), 1, width);
        return training.forward(from, to, zero).getDouble(0, 0);
    }
}
