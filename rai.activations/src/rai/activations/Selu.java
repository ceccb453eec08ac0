package rai.activations;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * selu (scaled elu), σ(z) = λ z for z > 0, else λ α (e^z - 1); σ'(z) = λ for z > 0, else λ α e^z; with the λ and α for which
 * values of mean 0 and variance 1 stay so through layers whose weights are independent, of mean 0 and variance 1 / fan-in.
 */
@Component(service = Activation.class)
@Named("selu")
@About(
        value = "An elu scaled so that layers whose weights have variance 1 / fan-in keep mean 0 and variance 1.",
        formula = "lambda * z for z > 0, else lambda * alpha * (e^z - 1), lambda = 1.0507, alpha = 1.6733",
        source = "Klambauer, Unterthiner, Mayr and Hochreiter, 2017, NeurIPS, arXiv:1706.02515")
public class Selu extends ExponentialUnit {
    private static final double LAMBDA = 1.0507009873554804934193349852946;
    private static final double ALPHA = 1.6732632423543772848170429916717;

    @Override
    double slope() {
        return LAMBDA;
    }

    @Override
    double depth() {
        return LAMBDA * ALPHA;
    }

    @Override
    double width() {
        return 1;
    }

    @Override
    Node known(Node value, Node z) {
        return value.knownAs("Selu", Map.of("alpha", ALPHA, "gamma", LAMBDA), z);
    }
}
