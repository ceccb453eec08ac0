package rai.api.activation;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.graph.Node;

/**
 * An activation function σ, applied to every element of an array.
 *
 * <p>All arrays of one call have the same shape and data type (float or double) and lie contiguous in c order. An activation
 * keeps no state between calls, may be called from several threads at once, and alters only {@code out}.
 * A NaN in the input makes that element of the output NaN, and no other. Most activations need no more than
 * {@link ScalarActivation}.
 */
@ConsumerType
public interface Activation {
    /**
     * a = σ(z).
     *
     * @param z the pre-activations
     * @param out receives σ(z); may be the same array as {@code z}
     */
    void value(INDArray z, INDArray out);

    /**
     * dL/dz = dL/da ⊙ σ'(z). At a kink the derivative is that of PyTorch: ReLU'(0) = 0.
     *
     * @param z the pre-activations
     * @param a σ(z), for activations whose derivative is easier to compute from the value
     * @param upstream dL/da
     * @param out receives dL/dz; may be the same array as {@code upstream}
     */
    void backward(INDArray z, INDArray a, INDArray upstream, INDArray out);

    /**
     * What is known about the function, with its current settings.
     *
     * @return its properties; empty if nothing is known
     */
    default Optional<Properties> properties() {
        return Optional.empty();
    }

    /**
     * What {@link #value} computes, as a computation that other tools can repeat: so a network with this activation can be exported.
     *
     * @param z the pre-activations, of any width
     * @return σ(z), with operations on elements alone; empty if it has no such form
     */
    default Optional<Node> graph(Node z) {
        return Optional.empty();
    }
}
