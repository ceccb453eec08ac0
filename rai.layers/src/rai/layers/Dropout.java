package rai.layers;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * dropout: in training each element becomes 0 with probability p, else x / (1 - p), so that its mean stays; in evaluation
 * it is x. The gradient goes through the same mask, drawn again.
 */
@Component(service = LayerFunction.class)
@Named("dropout")
@About(
        value = "Switches units off at random while training, so that none relies on another.",
        formula = "m x / (1 - p), m = 0 with probability p, else 1",
        source = "Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, 2014, JMLR 15")
public class Dropout implements LayerFunction, Portable {
    @Setting(value = "Probability that an element is dropped.", min = 0, max = 1)
    double p = 0.5;

    @Override
    public void forward(Pass pass) {
        if (pass.training()) {
            masked(pass, pass.input(), pass.output());
        } else {
            pass.output().assign(pass.input());
        }
    }

    @Override
    public void backward(Pass pass) {
        if (pass.downstream() != null) {
            masked(pass, pass.upstream(), pass.downstream());
        }
    }

    private void masked(Pass pass, INDArray from, INDArray to) {
        RandomGenerator random = pass.random();
        Doubles x = Doubles.of(from);
        Doubles y = Doubles.of(to);
        double scale = 1 / (1 - p);
        for (int i = 0; i < x.length(); i++) {
            y.put(i, random.nextDouble() < p ? 0 : x.get(i) * scale);
        }
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        return Optional.of(x);
    }
}
