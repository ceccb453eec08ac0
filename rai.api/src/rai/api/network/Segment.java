package rai.api.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;

/**
 * Consecutive layers that can be run forward and backward on the run's current parameters; or several such runs of layers
 * of equal structure, {@code copies} of them in a row, computed side by side.
 *
 * <p>Arrays are [copies, n, width]; with one copy, [n, width] is accepted as well. What {@link #forward} and
 * {@link #backward} return belongs to the segment and is overwritten by its next use.
 */
public interface Segment {
    /**
     * Runs the layers, as in training.
     *
     * @param input [copies, n, inputs]; not altered
     * @return the outputs [copies, n, outputs]
     */
    INDArray forward(INDArray input);

    /**
     * Runs the layers backward after {@link #forward}, and overwrites the gradient of their parameters in the run's
     * gradient vector.
     *
     * @param upstream dL/d(output) [copies, n, outputs]; not altered
     * @param inputGradient whether dL/d(input) is wanted
     * @return dL/d(input) [copies, n, inputs], or null if it is not wanted
     */
    INDArray backward(INDArray upstream, boolean inputGradient);

    /**
     * Runs the copies one after the other, each on the output of the one before it, by the very operations of
     * {@link #targetLoss}: a loss towards these outputs then finds no difference, not even one of rounding. That matters to
     * an optimizer that looks at signs only.
     *
     * @param input [n, inputs] of the first copy; not altered
     * @param outputs receives the outputs of all copies [copies, n, outputs]
     * @param loss the loss that {@link #targetLoss} will be called with
     * @return whether it was done; if false, {@link rai.api.method.Training#forward} gives the same
     */
    default boolean forwardChain(INDArray input, INDArray outputs, Loss loss) {
        return false;
    }

    /**
     * The loss of the outputs towards targets: L = weight · Σ over copies of loss(f(input), target). Overwrites the gradient
     * of the parameters in the run's gradient vector.
     *
     * @param input [copies, n, inputs]; not altered
     * @param targets [copies, n, outputs]; not altered
     * @param loss a loss of the difference
     * @param weight its weight
     * @param inputGradient dL/d(input) is added to it [copies, n, inputs]; null if it is not wanted
     * @param targetGradient receives dL/d(targets) [copies, n, outputs], before anything is added to inputGradient: so the
     *     gradient of the targets may be passed twice, shifted by one copy
     * @return L
     */
    default double targetLoss(
            INDArray input,
            INDArray targets,
            Loss loss,
            double weight,
            INDArray inputGradient,
            INDArray targetGradient) {
        long copies = targets.size(0);
        double value = loss.gradient(forward(input), targets, targetGradient);
        targetGradient.muli(weight * copies); // the loss is the mean over the copies too, but it is their sum we want
        INDArray ofInput = backward(targetGradient, inputGradient != null);
        targetGradient.negi();
        if (inputGradient != null) {
            inputGradient.addi(ofInput);
        }
        return weight * copies * value;
    }
}
