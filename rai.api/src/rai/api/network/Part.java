package rai.api.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stretch of consecutive layers that can be run forth and back on the run's current parameters; or several stretches
 * of equal structure, {@code copies} of them in a row, run side by side.
 *
 * <p>Arrays are [copies, n, width]; with one copy [n, width] will do as well. What {@link #forward} and
 * {@link #backward} return belongs to the part and is overwritten by its next use.
 */
public interface Part {
    /**
     * Runs the layers.
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
}
