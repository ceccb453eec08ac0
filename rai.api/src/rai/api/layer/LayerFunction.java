package rai.api.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.activation.Activation;
import rai.api.graph.Node;

/**
 * A layer that is neither a dense map nor an activation without parameters: learnable activations, normalisations, dropout,
 * layers that mix units. It stands in a layer list by its spec, as in {@code dense(64) batch-norm prelu dense}.
 *
 * <p>It keeps no state between calls and may be called from several threads at once. Its parameters, and the running state
 * that it gathers while training, are tensors that it names; they belong to the run and are passed in by a {@link Pass}: its
 * parameters
 * lie in the run's flat vector, so that every optimizer can update them; its state goes into checkpoints and is not trained.
 */
@ConsumerType
public interface LayerFunction {
    /**
     * @param inputs the width of what the layer reads
     * @return the width of what it returns
     * @throws rai.api.spec.SpecException if the layer can't read such a width
     */
    default int outputs(int inputs) {
        return inputs;
    }

    /**
     * @param inputs the width of what the layer reads
     * @return the trained tensors, in their order in the flat vector
     */
    default List<Tensor> parameters(int inputs) {
        return List.of();
    }

    /**
     * @param inputs the width of what the layer reads
     * @return the tensors gathered while training, such as running means
     */
    default List<Tensor> state(int inputs) {
        return List.of();
    }

    /**
     * Gives a parameter start values other than {@link Tensor#start}, which are already set.
     *
     * @param parameter its name
     * @param values the parameter, of its tensor's shape
     * @param random random numbers of this layer alone, which depend on the run's seed and the position of the layer
     */
    default void start(String parameter, INDArray values, RandomGenerator random) {}

    /**
     * @return whether in training an example's output depends on the other examples, as in batch normalisation. If so, a
     *     pass holds all examples of the step; otherwise it may hold some of them
     */
    default boolean mixesRows() {
        return false;
    }

    /**
     * @return the activation that the layer is with its start values, which initializers of the adjacent maps see;
     *     empty if it is not an activation; then they see the next one
     */
    default Optional<Activation> startsAs() {
        return Optional.empty();
    }

    /**
     * The activation that the layer computes in evaluation with given values of its parameters and state: what was learnt
     * can be used elsewhere as an activation without parameters.
     *
     * @param parameters the values of its parameters, by name, as for width 1; copied or read only
     * @param state its running state, in the same way
     * @return the activation; empty if the layer is not an activation, because it treats units differently or mixes units or
     *     examples
     */
    default Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
        return Optional.empty();
    }

    /**
     * Writes the output of the pass. In evaluation each row depends on the same row of the input alone, and no state changes.
     *
     * @param pass the arrays
     */
    void forward(Pass pass);

    /**
     * The backward pass, after {@link #forward} in training: writes dL/d(input), if it is wanted, and the gradients of all
     * parameters.
     *
     * @param pass the arrays, including those of forward
     */
    void backward(Pass pass);

    /**
     * Updates the running state from what {@link #forward} saw in training. It is called after the first training pass of a
     * step through the layers, for one layer after the other from input to output, and for a layer that has state only.
     *
     * @param pass the pass of forward; it holds all examples of the step
     */
    default void updateState(Pass pass) {}

    /**
     * What the layer computes in evaluation, as a computation that other tools can repeat: so a network with this layer can be
     * exported.
     *
     * @param x what the layer reads
     * @param tensors the values of its parameters and its running state, by name, each a constant [rows, columns]
     * @return its output, each row of which depends on the same row of x alone; empty if it has no such form. The form of
     *     {@link #fixedAt} is used if this is empty
     */
    default Optional<Node> graph(Node x, Map<String, Node> tensors) {
        return Optional.empty();
    }
}
