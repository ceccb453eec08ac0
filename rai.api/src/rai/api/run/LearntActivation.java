package rai.api.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.array.Doubles;
import rai.api.spec.Spec;

/**
 * An activation in the network of a run that has ended, as evaluation computes it.
 *
 * @param layer the number of its layer, from 1
 * @param kind the interface of its service: {@code Activation}, or {@code LayerFunction} for a layer that becomes one when its
 *     parameters are fixed
 * @param spec its full spec
 * @param units the width of the layer
 * @param ofUnits the names of parameters and state that have a column for each unit: then each unit has a function of its own
 * @param parameters what it has learnt, by name: copies; empty for an activation that learns nothing
 * @param state its running state, in the same way
 */
public record LearntActivation(
        int layer,
        Class<?> kind,
        Spec spec,
        int units,
        Set<String> ofUnits,
        Map<String, INDArray> parameters,
        Map<String, INDArray> state) {
    /** Copies the collections. */
    public LearntActivation {
        ofUnits = Set.copyOf(ofUnits);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }

    /** @return whether it has parameters or running state */
    public boolean isLearnt() {
        return !parameters.isEmpty() || !state.isEmpty();
    }

    /** @return whether each unit has a function of its own */
    public boolean differsByUnit() {
        return !ofUnits.isEmpty();
    }

    /**
     * @param unit the number of a unit, from 1
     * @return the activation of that unit alone
     */
    public LearntActivation ofUnit(int unit) {
        return new LearntActivation(layer, kind, spec, 1, Set.of(), columns(parameters, unit), columns(state, unit));
    }

    private Map<String, INDArray> columns(Map<String, INDArray> tensors, int unit) {
        Map<String, INDArray> columns = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> columns.put(
                name,
                ofUnits.contains(name)
                        ? tensor.get(NDArrayIndex.all(), NDArrayIndex.interval(unit - 1, unit))
                                .dup('c')
                        : tensor));
        return columns;
    }

    /**
     * @param other another activation of the network
     * @return whether both compute the same function
     */
    public boolean isSameAs(LearntActivation other) {
        return kind == other.kind
                && spec.equals(other.spec)
                && same(parameters, other.parameters)
                && same(state, other.state);
    }

    /** To the bit: INDArray.equals accepts small differences. */
    private static boolean same(Map<String, INDArray> some, Map<String, INDArray> others) {
        return some.keySet().equals(others.keySet())
                && some.keySet().stream()
                        .allMatch(name -> Arrays.equals(Doubles.copy(some.get(name)), Doubles.copy(others.get(name))));
    }
}
