package rai.core.state;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.spec.Spec;
import rai.core.compute.Views;

/**
 * Consecutive elements of what is trained, which one optimizer moves with one call.
 *
 * @param group what is trained by the same optimizer
 * @param weights whether all of them are weights of dense maps, on which penalties act
 * @param offset where it begins in the trained vector
 * @param length how many elements
 * @param values their values
 * @param gradient their gradient
 * @param slots the optimizer's state of them
 */
record Piece(
        Group group,
        boolean weights,
        long offset,
        long length,
        INDArray values,
        INDArray gradient,
        Map<String, INDArray> slots) {
    /** What is trained by one optimizer, and the state of that, in the order in which it is trained. */
    record Group(Spec optimizer, Map<String, INDArray> slots) {}

    /** A part of it. */
    Piece cut(long from, long some) {
        if (from == 0 && some == length) {
            return this;
        }
        Map<String, INDArray> ofPart = new HashMap<>();
        slots.forEach((name, slot) -> ofPart.put(name, Views.of(slot, from, some)));
        return new Piece(
                group,
                weights,
                offset + from,
                some,
                Views.of(values, from, some),
                Views.of(gradient, from, some),
                ofPart);
    }
}
