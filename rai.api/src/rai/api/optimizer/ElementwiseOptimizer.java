package rai.api.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An optimizer whose element i of the new x depends on element i of x, g and the state alone. So the trainer may pass
 * the vector in pieces, and several pieces at once from several threads; every piece is contiguous.
 *
 * <p>Operations that need the whole gradient, such as clipping it by its norm, are done by the trainer for every optimizer.
 */
@ConsumerType
public interface ElementwiseOptimizer extends Optimizer {
    /**
     * One update, in place.
     *
     * @param x what is trained [m]
     * @param gradient dL/dx [m]; may be overwritten
     * @param slots the state vectors [m] each
     * @param update which update it is, and the factor on the learning rate
     */
    void update(INDArray x, INDArray gradient, Slots slots, Update update);
}
