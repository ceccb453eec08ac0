package rai.activations;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.graph.Node;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * elu (exponential linear unit), σ(z) = z for z > 0, else α (e^z - 1); σ'(z) = 1 for z > 0, else α e^z. With α = 1 its slope
 * has no jump.
 */
@Component(service = Activation.class)
@Named("elu")
@About(
        value = "Linear above 0 and tending to -alpha below, so that the mean value is nearer to 0 than that of a"
                + " relu.",
        formula = "z for z > 0, else alpha * (e^z - 1)",
        source = "Clevert, Unterthiner and Hochreiter, 2016, ICLR, arXiv:1511.07289")
public class Elu extends ExponentialUnit {
    @Setting(value = "The limit at -∞, with its sign changed.", min = 0)
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
        return 1;
    }

    @Override
    Node known(Node value, Node z) {
        return value.knownAs("Elu", Map.of("alpha", alpha), z);
    }
}
