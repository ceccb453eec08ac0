package rai.formats;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.Named;
import rai.layers.LearnableSwish;

/** An activation as publish makes it: a layer with the parameters that it has learnt. */
@Named("learnt")
public class Learnt implements Activation {
    private final LayerFunction layer = new LearnableSwish();
    private final Activation function =
            layer.fixedAt(Map.of("beta", Nd4j.createFromArray(1.7)), Map.of()).orElseThrow();

    @Override
    public void value(INDArray z, INDArray out) {
        function.value(z, out);
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        function.backward(z, a, upstream, out);
    }

    @Override
    public Optional<Node> graph(Node z) {
        return function.graph(z);
    }
}
