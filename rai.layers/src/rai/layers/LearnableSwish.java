package rai.layers;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.LearnableActivation;
import rai.api.layer.Share;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * learnable-swish, σ(z; β) = z s(βz) with the logistic function s and learnable β: dσ/dz = s(βz) + βz s(βz) s(-βz),
 * dσ/dβ = z² s(βz) s(-βz). With β = 0 it is z/2, with large β nearly relu.
 */
@Component(service = LayerFunction.class)
@Named("learnable-swish")
@About(
        value = "Swish that learns how sharply it bends.",
        formula = "z / (1 + e^(-beta z))",
        source = "Ramachandran, Zoph and Le, Searching for activation functions, 2017, arXiv:1710.05941")
public class LearnableSwish implements LearnableActivation {
    @Setting("Beta before training.")
    double start = 1;

    @Setting("How widely beta is shared: one for each layer, for each unit, or for the whole network.")
    Share share = Share.LAYER;

    @Override
    public String parameter() {
        return "beta";
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
        return times(z, logistic(p * z));
    }

    @Override
    public double derivative(double z, double p) {
        return logistic(p * z) + times(p * z, logistic(p * z) * logistic(-p * z));
    }

    /** Each of its factors is precise by itself: 1 - s(βz) is not, where s(βz) is nearly 1. */
    @Override
    public double parameterDerivative(double z, double p) {
        return times(z, times(z, logistic(p * z) * logistic(-p * z)));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** At infinity the logistic function is faster: ∞ · 0 = 0. */
    private static double times(double z, double s) {
        return s == 0 ? 0 : z * s;
    }

    @Override
    public Optional<Node> graph(Node z, Node p) {
        return Optional.of(z.times(z.times(p).sigmoid()));
    }
}
