package rai.core.diagnose;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.diagnosis.Diagnosis.Unit;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;

/** Why units of a layer are dead: from what the dense map before them reads, its weights and its biases. */
final class UnitCauses {
    private final LayerFacts layer;
    private final Optional<double[]> weights;
    private final Optional<double[]> biases;
    private final int columns;
    private final boolean readsNothing;
    private final boolean readsNoNegative;

    UnitCauses(ProbedRun run, LayerFacts layer) {
        this.layer = layer;
        Optional<ProbedLayer> map = layer.before().filter(before -> before.layer() instanceof Layer.Dense);
        weights = map.flatMap(of -> tensor(run, of, "weight"));
        biases = map.flatMap(of -> tensor(run, of, "bias"));
        columns = layer.layer().layer().inputs();
        double[] reads = map.map(of -> Doubles.copy(of.input())).orElse(new double[] {-1});
        boolean nothing = true;
        boolean noNegative = true;
        for (double value : reads) {
            nothing &= value == 0;
            noNegative &= value >= 0;
        }
        readsNothing = nothing;
        readsNoNegative = noNegative;
    }

    private static Optional<double[]> tensor(ProbedRun run, ProbedLayer map, String name) {
        return map.parameters().stream()
                .map(NamedTensor::name)
                .filter(tensor -> tensor.endsWith("." + name))
                .findFirst()
                .map(tensor -> {
                    INDArray values = run.tensor(tensor);
                    return Doubles.copy(values);
                });
    }

    /**
     * @param index the unit, from 0
     * @return what is known about it
     */
    Unit unit(int index) {
        UnitFacts facts = layer.units()[index];
        Optional<Double> bias = biases.map(all -> all[index]);
        return new Unit(index + 1, facts.least(), facts.largest(), bias, cause(index, facts, bias));
    }

    private String cause(int index, UnitFacts facts, Optional<Double> bias) {
        String range = "its pre-activation is between " + Texts.of(facts.least()) + " and " + Texts.of(facts.largest());
        if (facts.largest() <= 0) {
            range = facts.largest() < 0
                    ? "its pre-activation is negative, " + Texts.of(facts.largest()) + " at most"
                    : "its pre-activation is never positive";
        }
        String its = bias.map(b -> "its bias is " + Texts.of(b)).orElse("it has no bias");
        if (weights.isEmpty()) {
            return range;
        }
        if (readsNothing) {
            return range + ": all that it reads is 0, and " + its;
        }
        if (facts.largest() <= 0) {
            double of = bias.orElse(0.0);
            double added = facts.largest() - of;
            if (readsNoNegative && hasNoPositiveWeight(index)) {
                return range + ": it reads nothing negative, none of its weights is positive, and " + its;
            }
            if (added > 0 && of < 0) {
                return range + ": " + its + ", and its weights add " + Texts.of(added) + " at most";
            }
            return range + ": " + its + ", and its weights give " + Texts.of(added) + " at most";
        }
        return range + ": " + its;
    }

    private boolean hasNoPositiveWeight(int unit) {
        double[] all = weights.orElseThrow();
        for (int i = unit; i < all.length; i += columns) {
            if (all[i] > 0) {
                return false;
            }
        }
        return true;
    }
}
