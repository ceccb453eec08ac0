package rai.api.optimizer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A rule that moves a flat vector x along its gradient g: a pure pair of {@link #init} and {@link #update} over state
 * that belongs to the run.
 *
 * <p>Element i of the new x depends on element i of x, g and the state alone. So the trainer may hand out the vector
 * in pieces, and several pieces at once from several threads; every piece is contiguous.
 */
public interface Optimizer {
    /**
     * Names of the state vectors, each as long as x.
     *
     * @return for example {@code [first-moment, second-moment]}; empty for plain gradient descent
     */
    List<String> slots();

    /**
     * Sets the state vectors (which are 0) before the first update.
     *
     * @param slots the state
     */
    default void init(Slots slots) {}

    /**
     * One update, in place.
     *
     * @param x what is trained [m]
     * @param gradient dL/dx [m]; may be overwritten
     * @param slots the state vectors [m] each
     * @param step the number of this update, from 1
     */
    void update(INDArray x, INDArray gradient, Slots slots, long step);
}
