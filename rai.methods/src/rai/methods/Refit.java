package rai.methods;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.engine.Portable;
import rai.api.method.Targets;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
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
 * <p>solved in float64, by ΦᵀΦ + λ n/100 I if there are more examples than inputs. In mini-batches a step is one sweep over all
 * examples as well: the products with Φᵀ are summed batch by batch, so that beside the targets only the inputs of one map are
 * kept for all examples. It needs a run whose earlier method
 * relaxed all maps.
 */
@Component(service = TrainingMethod.class)
@Named("refit")
@About(
        value = "One sweep from input to output that fits each map to the targets of an earlier rai, on its real"
                + " input.",
        formula = "[ΔW; β] = Φᵀ (Φ Φᵀ + λ n/100 I)⁻¹ (Z_t - H W - b), Φ = [H - c | 0.3·1]",
        source = "ridge regression: Hoerl & Kennard, Technometrics 12, 1970")
public class Refit implements TrainingMethod, Portable, Cloneable {
    /** The bias counts as an input of this size: it is penalized more than a weight, but less than all weights together. */
    private static final double BIAS = 0.3;

    @Setting(value = "Ridge: how strongly the change of the weights is held back.", min = 0, open = true)
    double lambda = 1e-7;

    private boolean portable;

    @Override
    public Object portable() {
        try {
            Refit copy = (Refit) clone();
            copy.portable = true;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Variable> needs(Network network, int examples) {
        List<Integer> outside = Residuals.mapsOutside(network);
        for (int map = 0; map < network.maps().size(); map++) {
            int layer = network.maps().get(map);
            Sweep.requireBias(network, layer, "refit");
            if (!outside.contains(map)) {
                throw new SpecException("refit fits every map to targets, but map " + (map + 1) + " ("
                        + LayerName.of(network, layer)
                        + ") lies in a residual block, where no method leaves any: leave out refit");
            }
        }
        return List.of(Targets.ofAllMaps(network, examples).variable());
    }

    /** One sweep over all examples, whatever the batch of the step: the batches only say how many are taken at once. */
    @Override
    public void step(Training training) {
        Network network = training.network();
        Targets all = training.derived(
                "targets", () -> Targets.ofAllMaps(network, training.batch().examples()));
        Ridge ridge = new Ridge(training.algebra(), BIAS);
        List<INDArray> inputs = List.of();
        double residual = 0;
        for (int map = 0; map < network.maps().size(); map++) {
            residual += fit(training, ridge, map, inputs, all.values(training, map));
            int from = network.maps().get(map);
            int to = map + 1 < network.maps().size()
                    ? network.maps().get(map + 1)
                    : network.layers().size();
            List<INDArray> next = new ArrayList<>();
            forBatches(training, inputs, input -> next.add(own(training, training.forward(from, to, input))));
            inputs = next;
        }
        training.report("residual", residual);
        LayerUpdates.count(training, 2L * network.maps().size()); // each is solved once, and run forward once
        training.completed(loss(training, inputs));
    }

    /** Before the first map the inputs are the data, which are not copied. */
    private static void forBatches(Training training, List<INDArray> inputs, Consumer<INDArray> work) {
        if (inputs.isEmpty()) {
            training.batch().forEach(() -> work.accept(training.inputs()));
        } else {
            inputs.forEach(work);
        }
    }

    /** In mini-batches the arrays of a batch are overwritten by the next one. */
    private static INDArray own(Training training, INDArray array) {
        return training.batch().isFull() ? array : array.dup();
    }

    private static double loss(Training training, List<INDArray> outputs) {
        double[] sum = {0};
        Iterator<INDArray> next = outputs.iterator();
        training.batch().forEach(() -> {
            double share = training.batch().size() / (double) training.batch().examples();
            sum[0] += share * training.loss().value(next.next(), training.targets());
        });
        return sum[0];
    }

    /** Fits one map; returns the mean square of the error that it had before. */
    private double fit(Training training, Ridge ridge, int map, List<INDArray> inputs, INDArray targets) {
        ridge.begin(training.weight(map), training.bias(map), map == 0 ? 0 : centre(training, map));
        Doubles ofTargets = Doubles.of(targets);
        double[] squares = {0};
        int[] seen = {0};
        forBatches(training, inputs, input -> {
            int first = seen[0];
            INDArray error = ridge.add(input, (from, to, count) -> ofTargets.get(first + from, to, count));
            squares[0] += square(training, error);
            seen[0] += (int) error.length();
        });
        new Solving("refit", "lambda", lambda, Solving.Help.LARGER, 1e-4)
                .ofMap(map, () -> ridge.move(lambda * targets.size(0) / 100));
        return squares[0] / targets.length();
    }

    /** The sum of the library depends on its threads. */
    private double square(Training training, INDArray error) {
        if (portable) {
            return training.algebra().dot(error, error);
        }
        double norm = error.norm2Number().doubleValue();
        return norm * norm;
    }

    /**
     * What the layers between two maps give for 0: ½ for sigmoid, 0 for tanh and ReLU. The result is correct with any
     * number; if units differ, that of the first is used.
     */
    static double centre(Training training, int map) {
        int from = training.network().maps().get(map - 1) + 1;
        int to = training.network().maps().get(map);
        int width = training.network().layers().get(from).inputs();
        INDArray zero = Nd4j.zeros(training.parameters().dataType(), 1, width);
        return training.forward(from, to, zero).getDouble(0, 0);
    }
}
