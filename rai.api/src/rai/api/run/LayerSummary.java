package rai.api.run;

import java.util.List;
import java.util.Optional;

/**
 * What a layer of a network gives, holds and costs.
 *
 * @param number its number, counted from 1 at the input; the ends of residual blocks count as well
 * @param layer its spec; {@code residual} and {@code end of residual} for the ends of a residual block
 * @param tensors what the names of its tensors begin with, such as {@code dense_3}; empty if it has none
 * @param output the shape of its output in a step, [n, width]
 * @param parameters how many numbers it learns; those that layers share count for the first of them
 * @param state how many numbers it gathers while training
 * @param fanIn the number of inputs of a unit; of a dense map only
 * @param gain 1 / √E[σ(u)²], u ~ N(0, 1), of an activation: the map after it keeps the scale of signals with weights of variance
 *     gain² / fan-in. NaN if the integral does not exist; empty for a layer that is not an activation
 * @param bytes what it takes in a step: its parameters and its output, each with its gradient, and its state; the state of the
 *     optimizer is not included
 * @param flops additions and multiplications of a forward pass of one example: of a dense map 2 · inputs · outputs and one per
 *     bias, of an activation or a sum one per output; of other layers an estimate: 2 per parameter, for each unit if they are the
 *     same for all, and one per output
 */
public record LayerSummary(
        int number,
        String layer,
        String tensors,
        List<Long> output,
        long parameters,
        long state,
        Optional<Integer> fanIn,
        Optional<Double> gain,
        double bytes,
        double flops) {
    /** Copies the list. */
    public LayerSummary {
        output = List.copyOf(output);
    }
}
