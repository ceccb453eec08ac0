package rai.layers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.graph.Node;
import rai.api.layer.PlainPass;

/** An {@link ActivationNetwork} as it is in evaluation: with fixed parameters and averages, an activation like any other. */
final class FixedActivationNetwork implements Activation {
    private final ActivationNetwork network;
    private final Map<String, INDArray> parameters;
    private final Map<String, INDArray> state;

    FixedActivationNetwork(ActivationNetwork network, Map<String, INDArray> parameters, Map<String, INDArray> state) {
        this.network = network;
        this.parameters = copies(parameters);
        this.state = copies(state);
    }

    private static Map<String, INDArray> copies(Map<String, INDArray> arrays) {
        Map<String, INDArray> copies = new HashMap<>();
        arrays.forEach((name, array) -> copies.put(name, array.dup('c')));
        return copies;
    }

    @Override
    public void value(INDArray z, INDArray out) {
        new ActivationNetworkPass(network, evaluation(z, out)).forward();
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        PlainPass pass = evaluation(z, a);
        pass.startBackward(upstream, out);
        new ActivationNetworkPass(network, pass).backwardInEvaluation();
    }

    private PlainPass evaluation(INDArray z, INDArray a) {
        PlainPass pass = new PlainPass(z.dataType(), false);
        pass.parameters().putAll(parameters);
        pass.states().putAll(state);
        pass.startForward(z, a);
        return pass;
    }

    @Override
    public Optional<Node> graph(Node z) {
        Map<String, Node> tensors = new HashMap<>();
        parameters.forEach((name, array) -> tensors.put(name, constant(array)));
        state.forEach((name, array) -> tensors.put(name, constant(array)));
        return network.graph(z, tensors);
    }

    private static Node constant(INDArray array) {
        return Node.constant("", array.rank() == 2 ? (int) array.size(0) : 1, Doubles.copy(array));
    }
}
