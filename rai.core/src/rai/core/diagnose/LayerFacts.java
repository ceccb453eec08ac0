package rai.core.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.diagnosis.Diagnosis.LayerHealth;
import rai.api.diagnosis.Limits;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;

/** A layer on the examples, in numbers. */
record LayerFacts(
        ProbedLayer layer,
        Optional<ProbedLayer> before,
        UnitFacts[] units,
        boolean switchesOff,
        boolean finite,
        double spread,
        double rank,
        Optional<Double> parameterGradient,
        double outputGradient) {

    static List<LayerFacts> of(ProbedRun run, Limits limits) {
        List<LayerFacts> all = new ArrayList<>();
        Optional<ProbedLayer> before = Optional.empty();
        for (ProbedLayer layer : run.layers()) {
            all.add(of(run, layer, before, limits));
            before = Optional.of(layer);
        }
        return all;
    }

    private static LayerFacts of(ProbedRun run, ProbedLayer layer, Optional<ProbedLayer> before, Limits limits) {
        List<Activation> activations = layer.activations();
        INDArray output = layer.output();
        double[] values = Doubles.copy(output);
        boolean finite = norm(values) < Double.POSITIVE_INFINITY
                && layer.parameters().stream()
                        .allMatch(tensor -> norm(Doubles.copy(run.tensor(tensor.name()))) < Double.POSITIVE_INFINITY);
        return new LayerFacts(
                layer,
                before,
                activations.isEmpty() ? new UnitFacts[0] : UnitFacts.of(activations, layer.input(), limits.slope()),
                !activations.isEmpty() && UnitFacts.switchesOff(activations, output.dataType()),
                finite,
                spread(values, (int) output.size(0), (int) output.size(1)),
                finite ? rank(output) : Double.NaN,
                layer.parameters().isEmpty() ? Optional.empty() : Optional.of(norm(layer, run::gradient)),
                norm(Doubles.copy(layer.outputGradient())));
    }

    private static double norm(ProbedLayer layer, Function<String, INDArray> tensor) {
        double square = 0;
        for (NamedTensor parameter : layer.parameters()) {
            double of = norm(Doubles.copy(tensor.apply(parameter.name())));
            square += of * of;
        }
        return Math.sqrt(square);
    }

    /** Scaled, so that numbers whose square is too small or too large are measured as well. */
    static double norm(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Double.isNaN(value) ? Double.NaN : Math.max(largest, Math.abs(value));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    /** √(mean variance over the examples) / √(mean square); 0 if all values are 0. */
    static double spread(double[] values, int rows, int columns) {
        double variance = 0;
        double square = 0;
        for (int j = 0; j < columns; j++) {
            double mean = 0;
            for (int i = 0; i < rows; i++) {
                mean += values[i * columns + j] / rows;
            }
            for (int i = 0; i < rows; i++) {
                double value = values[i * columns + j];
                variance += (value - mean) * (value - mean);
                square += value * value;
            }
        }
        return square == 0 ? 0 : Math.sqrt(variance / square);
    }

    /** (tr C)² / tr C², from the smaller of both Gram matrices; 0 if nothing varies. */
    private static double rank(INDArray output) {
        INDArray centred = output.castTo(DataType.DOUBLE).dup('c');
        centred.subiRowVector(centred.mean(0));
        INDArray gram = centred.size(0) < centred.size(1)
                ? centred.mmul(centred.transpose())
                : centred.transpose().mmul(centred);
        double trace = 0;
        for (int i = 0; i < gram.size(0); i++) {
            trace += gram.getDouble(i, i);
        }
        double square = norm(Doubles.copy(gram));
        return square == 0 ? 0 : Math.pow(trace / square, 2);
    }

    String name() {
        return layer.name();
    }

    boolean isMap() {
        return layer.layer() instanceof Layer.Dense;
    }

    boolean isActivation() {
        return units.length > 0;
    }

    int dead(double slope) {
        int dead = 0;
        for (UnitFacts unit : units) {
            dead += unit.isDead(slope) ? 1 : 0;
        }
        return dead;
    }

    /** @return whether no gradient passes this layer */
    boolean isWholeDead(double slope) {
        return isActivation() && dead(slope) == units.length;
    }

    /** The spec of the layer, as far as it has one. */
    String spec() {
        Layer of = layer.layer();
        if (of instanceof Layer.Dense dense) {
            return "dense(" + dense.outputs() + ")";
        } else if (of instanceof Layer.Activate activate) {
            return activate.spec().toString();
        }
        return of instanceof Layer.Apply apply ? apply.spec().toString() : "end of residual";
    }

    LayerHealth health(Limits limits) {
        double saturated = 0;
        for (UnitFacts unit : units) {
            saturated += unit.saturated() / units.length;
        }
        return new LayerHealth(
                name(),
                spec(),
                layer.layer().outputs(),
                isActivation() ? Optional.of(dead(limits.deadSlope())) : Optional.empty(),
                isActivation() ? Optional.of(saturated) : Optional.empty(),
                spread,
                rank,
                parameterGradient,
                outputGradient);
    }
}
