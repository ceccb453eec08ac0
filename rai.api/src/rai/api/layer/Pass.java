package rai.api.layer;

import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The passage of some examples through a layer, forward and backward: the arrays that the layer works on, all of the run's
 * data type and contiguous in c order. No two of them overlap.
 */
@ProviderType
public interface Pass {
    /** @return whether the network is being trained; if not, it is evaluated, and each example is computed by itself */
    boolean training();

    /** @return what the layer reads [rows, inputs]; not to be altered */
    INDArray input();

    /** @return receives the output [rows, outputs]; holds it in the backward pass */
    INDArray output();

    /** @return dL/d(output) [rows, outputs], in the backward pass; not to be altered */
    INDArray upstream();

    /** @return receives dL/d(input) [rows, inputs], in the backward pass; null if it is not needed */
    INDArray downstream();

    /**
     * @param name one of the layer's parameters
     * @return its values, of its tensor's shape; not to be altered
     */
    INDArray parameter(String name);

    /**
     * @param name one of the layer's parameters
     * @return receives dL/d(parameter) in the backward pass; what it held is overwritten
     */
    INDArray gradient(String name);

    /**
     * @param name a tensor of the layer's running state
     * @return its values, of its tensor's shape; to be altered in {@link LayerFunction#updateState} alone
     */
    INDArray state(String name);

    /**
     * An array that belongs to this pass: the backward pass finds in it what the forward pass has written.
     *
     * @param name what the layer calls it
     * @param shape its shape
     * @return the array, in the run's data type
     */
    INDArray scratch(String name, long... shape);

    /**
     * Random numbers of this layer, this step and these examples; they depend on the run's seed.
     *
     * @return a stream that restarts with every call: the backward pass can draw the numbers of the forward pass again
     * @throws IllegalStateException if the network is not being trained: evaluation is not random
     */
    RandomGenerator random();

    /**
     * Distributes tasks over idle threads, and returns when all are done. How work is divided into tasks must not depend on
     * the number of threads, because the results would depend on it too.
     *
     * @param tasks the number of tasks
     * @param task receives the number of each, from 0
     */
    void share(int tasks, IntConsumer task);
}
