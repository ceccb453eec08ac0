package rai.activations;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * celu (continuously differentiable elu), σ(z) = z for z > 0, else α (e^(z/α) - 1); σ'(z) = 1 for z > 0, else e^(z/α): the
 * slope has no jump at 0, whatever α is.
 */
@Component(service = Activation.class)
@Named("celu")
@About(
        value = "An elu whose slope is 1 at 0 whatever its alpha.",
        formula = "z for z > 0, else alpha * (e^(z/alpha) - 1)",
        source = "Barron, 2017, Continuously differentiable exponential linear units, arXiv:1704.07483")
public class Celu extends ExponentialUnit {
    @Setting(value = "The limit at -∞, with its sign changed.", min = 0, open = true)
    double alpha = 1;

    @Override
    double slope() {
        return 1;
    }

    @Override
    double depth() {
        return alpha;
    }

    @Override
    double width() {
        return alpha;
    }

    @Override
    Node known(Node value, Node z) {
        return value.knownAs("Celu", Map.of("alpha", alpha), z);
    }
}
