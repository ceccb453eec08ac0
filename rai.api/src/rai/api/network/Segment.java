package rai.api.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.loss.Loss;

/**
 * Consecutive layers that can be run forward and backward on the run's current parameters; or several such runs of layers
 * of equal structure, {@code copies} of them in a row, computed side by side.
 *
 * <p>Arrays are [copies, n, width]; with one copy, [n, width] is accepted as well. What {@link #forward} and
 * {@link #backward} return belongs to the segment and is overwritten by its next use.
 */
@ConsumerType
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

    /** What a backward pass does with the gradient of the parameters. */
    enum ParameterGradient {
        /** Nothing is computed or written: only dL/d(input) is wanted. */
        NONE,
        /** It overwrites what is in the run's gradient vector. */
        OVERWRITE,
        /** It is added to what is in the run's gradient vector. */
        ADD
    }

    /**
     * Runs the layers backward after {@link #forward}.
     *
     * @param upstream dL/d(output) [copies, n, outputs]; not altered
     * @param inputGradient whether dL/d(input) is wanted
     * @param parameters what to do with the gradient of the parameters
     * @return dL/d(input) [copies, n, inputs], or null if it is not wanted
     * @throws UnsupportedOperationException if the engine of the run offers {@link #backward(INDArray, boolean)} only
     */
    default INDArray backward(INDArray upstream, boolean inputGradient, ParameterGradient parameters) {
        if (parameters == ParameterGradient.OVERWRITE) {
            return backward(upstream, inputGradient);
        }
        throw new UnsupportedOperationException(
                "this engine can only overwrite the gradient of the parameters: train with --engine reference");
    }

    /**
     * The forward derivative (Jacobian-vector product) after {@link #forward}: how the outputs change when the input changes
     * by one tangent and the parameters by another. For a dense map dZ = dA W + A dW + 1 dbᵀ, for an activation
     * dA = σ'(z) ⊙ dZ.
     *
     * @param input the tangent of the input [copies, n, inputs]; null for 0; not altered
     * @param parameters the tangent of all parameters of the run, flat as {@link rai.api.method.Training#parameters}; null
     *     for 0; not altered
     * @return the tangent of the outputs [copies, n, outputs]
     * @throws rai.api.spec.SpecException if a layer is neither a dense map, nor an activation, nor a residual block of these
     * @throws UnsupportedOperationException if the engine of the run has no forward derivative
     */
    default INDArray tangent(INDArray input, INDArray parameters) {
        throw new UnsupportedOperationException("this engine has no forward derivative: train with --engine reference");
    }

    /**
     * Runs the copies one after the other, each on the output of the one before it, by the very operations of
     * {@link #targetLoss}: a loss towards these outputs then finds no difference, not even one of rounding. That matters to
     * an optimizer that looks at signs only.
     *
     * @param input [n, inputs] of the first copy; not altered
     * @param outputs receives the outputs of all copies [copies, n, outputs]
     * @param loss the loss that {@link #targetLoss} will be called with
     * @return whether the engine did it; if false, use {@link rai.api.method.Training#forward}, which gives the same
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
     * @param inputGradient dL/d(input) is added to this array [copies, n, inputs]; null if it is not wanted
     * @param targetGradient receives dL/d(targets) [copies, n, outputs], before anything is added to inputGradient: so the
     *     same array may be passed for both, shifted by one copy
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
        targetGradient.muli(weight * copies); // the loss is also the mean over the copies, but the sum is needed
        INDArray ofInput = backward(targetGradient, inputGradient != null);
        targetGradient.negi();
        if (inputGradient != null) {
            inputGradient.addi(ofInput);
        }
        return weight * copies * value;
    }
}
