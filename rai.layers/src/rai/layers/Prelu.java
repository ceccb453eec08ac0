package rai.layers;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.LearnableActivation;
import rai.api.layer.Share;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * prelu, σ(z; p) = z for z > 0, else p z, with learnable slope p: dσ/dz = 1 for z > 0, else p; dσ/dp = 0 for z > 0, else z.
 */
@Component(service = LayerFunction.class)
@Named("prelu")
@About(
        value = "A leaky relu that learns its slope below 0.",
        formula = "z for z > 0, else p * z",
        source = "He, Zhang, Ren and Sun, 2015, ICCV, arXiv:1502.01852")
public class Prelu implements LearnableActivation, Portable {
    @Setting("Slope below 0 before training.")
    double start = 0.25;

    @Setting("How widely the slope is shared: one for each layer, for each unit, or for the whole network.")
    Share share = Share.LAYER;

    @Override
    public String parameter() {
        return "slope";
    }

    @Override
    public double start() {
        return start;
    }

    @Override
    public Share share() {
        return share;
    }

    @Override
    public double value(double z, double p) {
        return z > 0 ? z : p * z;
    }

    @Override
    public double derivative(double z, double p) {
        if (Double.isNaN(z)) {
            return z;
        }
        return z > 0 ? 1 : p;
    }

    @Override
    public double parameterDerivative(double z, double p) {
        return z > 0 ? 0 : z;
    }

    @Override
    public Optional<Node> graph(Node z, Node p) {
        return Optional.of(z.whereGreater(0, z, z.times(p)).knownAs("PRelu", Map.of(), z, p));
    }
}
