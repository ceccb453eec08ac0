package rai.api.probe;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.network.Network;

/**
 * A run between two steps, as a probe sees it: its tensors, and what happens to a fixed sample of its training examples on
 * the way through the network. Each part is computed when it is first asked for, so a probe costs what it uses.
 *
 * <p>All arrays are copies of the run's data type, contiguous in c order; a probe may overwrite them.
 *
 * <p>The forward pass is the true one, as in evaluation: batch normalisation by running statistics, no dropout. The gradient
 * is that of the task's loss as in training, by plain backpropagation whatever the method: batch normalisation by the
 * statistics of the sample, dropout by random numbers of its own that follow from the run's seed and the step. Neither moves
 * a running statistic or a random stream of the run. Penalties are not part of the loss.
 */
@ProviderType
public interface ProbedRun {
    /** @return the steps done */
    long step();

    /** @return the network's structure */
    Network network();

    /** @return the layers from input to output; what only marks the entrance of a residual block is left out */
    List<ProbedLayer> layers();

    /**
     * A tensor of the network now.
     *
     * @param tensor its name, such as {@code dense_3.weight}; see {@link ProbedLayer#parameters} and {@link ProbedLayer#state}
     * @return a copy, of the tensor's shape
     * @throws rai.api.spec.SpecException if the network has no such tensor
     */
    INDArray tensor(String tensor);

    /**
     * A parameter at the start of the run. After a change by hand of the network's layers, it is that at the change.
     *
     * @param parameter its name, such as {@code dense_3.weight}
     * @return a copy, of the tensor's shape
     * @throws rai.api.spec.SpecException if the network has no such parameter
     * @throws IllegalStateException if the probe does not say by {@link Probe#comparesWithStart} that it needs it
     */
    INDArray start(String parameter);

    /**
     * The gradient of the loss with respect to a parameter, on the sample.
     *
     * @param parameter its name, such as {@code dense_3.weight}
     * @return dL/d(parameter), of the tensor's shape
     * @throws rai.api.spec.SpecException if the network has no such parameter
     */
    INDArray gradient(String parameter);

    /** @return X [n, d] of the sample: training examples in an order that follows from the run's seed, always the same ones */
    INDArray inputs();

    /** @return the desired outputs of the sample, [n, c] */
    INDArray targets();

    /** @return the task's loss on the sample, by the true forward pass */
    double loss();
}
