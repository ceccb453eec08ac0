package rai.api.layer;

import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One way of some examples through a layer, forward and backward: the arrays it works on, all of the run's data type and
 * contiguous in c order. No two of them overlap.
 */
@ProviderType
public interface Pass {
    /** @return whether the network is being trained; else it is evaluated, and each example goes through by itself */
    boolean training();

    /** @return what the layer reads [rows, inputs]; not to be altered */
    INDArray input();

    /** @return receives what the layer gives [rows, outputs]; holds it in the backward pass */
    INDArray output();

    /** @return dL/d(output) [rows, outputs], in the backward pass; not to be altered */
    INDArray upstream();

    /** @return receives dL/d(input) [rows, inputs], in the backward pass; null if nobody wants it */
    INDArray downstream();

    /**
     * @param name one of the layer's parameters
     * @return its values, of its tensor's shape; not to be altered
     */
    INDArray parameter(String name);

    /**
     * @param name one of the layer's parameters
     * @return receives dL/d(parameter), over whatever stands there, in the backward pass
     */
    INDArray gradient(String name);

    /**
     * @param name a tensor of the layer's running state
     * @return its values, of its tensor's shape; to be altered in {@link LayerFunction#updateState} alone
     */
    INDArray state(String name);

    /**
     * An array that belongs to this pass: what the forward pass leaves in it, the backward pass finds there.
     *
     * @param name what the layer calls it
     * @param shape its shape
     * @return the array, in the run's data type
     */
    INDArray scratch(String name, long... shape);

    /**
     * Random numbers of this layer, this step and these examples; they follow from the run's seed.
     *
     * @return a stream that restarts with every call: the backward pass can draw the numbers of the forward pass again
     * @throws IllegalStateException if the network is not being trained: evaluation knows no chance
     */
    RandomGenerator random();

    /**
     * Shares tasks out among threads that have nothing else to do, and returns when all are done. How work is cut into
     * tasks must not depend on the number of threads, else results would.
     *
     * @param tasks how many
     * @param task receives the number of each, from 0
     */
    void share(int tasks, IntConsumer task);
}
