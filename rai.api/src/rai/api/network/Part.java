package rai.api.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;

/**
 * A stretch of consecutive layers that can be run forth and back on the run's current parameters; or several stretches
 * of equal structure, {@code copies} of them in a row, run side by side.
 *
 * <p>Arrays are [copies, n, width]; with one copy [n, width] will do as well. What {@link #forward} and
 * {@link #backward} return belongs to the part and is overwritten by its next use.
 */
public interface Part {
    /**
     * Runs the layers, as in training.
     *
     * @param input [copies, n, inputs]; not altered
     * @return the outputs [copies, n, outputs]
     */
    INDArray forward(INDArray input);

    /**
     * Goes back through the layers after {@link #forward}; writes the gradient of their parameters over what stood in
     * the run's gradient vector.
     *
     * @param upstream dL/d(output) [copies, n, outputs]; not altered
     * @param inputGradient whether dL/d(input) is wanted
     * @return dL/d(input) [copies, n, inputs], or null where it is not wanted
     */
    INDArray backward(INDArray upstream, boolean inputGradient);

    /**
     * Runs the stretches one after the other, each on what the one before it gives, by the very operations of {@link #pull}: a
     * pull towards these outputs finds no difference then, not even one of rounding. That matters to an optimizer that looks
     * at signs only.
     *
     * @param input [n, inputs] of the first stretch; not altered
     * @param outputs receives the outputs of all [copies, n, outputs]
     * @param loss the loss with which will be pulled
     * @return whether it was done; false where {@link rai.api.method.Training#forward} does the same
     */
    default boolean unroll(INDArray input, INDArray outputs, Loss loss) {
        return false;
    }

    /**
     * Pulls the outputs towards targets: L = weight · Σ over copies of loss(f(input), target). Writes the gradient of the
     * parameters over what stood in the run's gradient vector.
     *
     * @param input [copies, n, inputs]; not altered
     * @param targets [copies, n, outputs]; not altered
     * @param loss a loss of the difference
     * @param weight its weight
     * @param inputGradient dL/d(input) is added to it [copies, n, inputs]; null where it is not wanted
     * @param targetGradient receives dL/d(targets) [copies, n, outputs], before anything is added to inputGradient: so the
     *     gradient of the targets may be handed over twice, shifted by one copy
     * @return L
     */
    default double pull(
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
