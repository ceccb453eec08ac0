package rai.api.probe;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.activation.Activation;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;

/** A layer of a {@link ProbedRun}. All arrays are copies. */
@ProviderType
public interface ProbedLayer {
    /**
     * @return its name: that of its spec, or {@code residual} for the end of a residual block, and its number among the layers
     *     of that name, counted from 1 at the input, as in {@code dense_3}, {@code relu_2}
     */
    String name();

    /** @return what it is */
    Layer layer();

    /** @return what it learns; a tensor that several layers share belongs to the first of them */
    List<NamedTensor> parameters();

    /** @return what it gathers while training, such as running means */
    List<NamedTensor> state();

    /** @return what it reads on the sample [n, inputs], in the true forward pass; the pre-activations of an activation */
    INDArray input();

    /** @return its output on the sample [n, outputs], in the true forward pass */
    INDArray output();

    /** @return the gradient of the loss with respect to its output, dL/d(output) [n, outputs], on the sample */
    INDArray outputGradient();

    /**
     * The activations that it computes now, with what it has learnt.
     *
     * @return one if it is the same for all units; one for each unit if each has learnt its own; none if the layer is not an
     *     activation, because it mixes units or examples
     */
    List<Activation> activations();
}
