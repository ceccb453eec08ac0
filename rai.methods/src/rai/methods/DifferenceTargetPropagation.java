package rai.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Targets of the hidden layers go down through learnt inverses of the maps, not through their transposes. With h_t = f_t(h_{t-1}) the
 * output of hidden layer t of M, g_t its inverse ({@link InverseMaps}) and n examples, one step does three things:
 *
 * <pre>
 * inverses    E_t = 1/2n Σ ‖g_t(f_t(h_{t-1} + ε)) - (h_{t-1} + ε)‖²,   ε ~ N(0, σ²),   t = 2 .. M
 * targets     ĥ_M = h_M - η n dL_y/dh_M,   ĥ_{t-1} = h_{t-1} + g_t(ĥ_t) - g_t(h_t)
 * forward     L_t = 1/2n Σ ‖f_t(h_{t-1}) - ĥ_t‖²,   the output map by dL_y/dW
 * </pre>
 *
 * <p>No gradient crosses a layer but in the output map. g_t(ĥ_t) - g_t(h_t) rather than g_t(ĥ_t) makes up for what an inverse
 * misses: a layer that has reached its target asks nothing of those below. If the inverses are exact and linear, and the maps
 * orthogonal, the hidden layers have η times the gradient of backprop.
 *
 * <p>The optimizer moves first the variable {@value InverseMaps#NAME}, by the counter {@code inverse}, then the parameters, by
 * {@code forward}; the inverses can have an optimizer of their own. Memory: one more weight per weight between hidden layers.
 *
 * <p>Where it differs from the paper: the optimizers are any; the targets are made with the inverses as this step has left them.
 */
@Component
@Named("difference-target-propagation")
@About(
        value = "Targets of the hidden layers by learnt inverse maps, corrected for their error; no gradient crosses a"
                + " layer.",
        formula = "h^_{t-1} = h_{t-1} + g_t(h^_t) - g_t(h_t), L_t = |f_t(h_{t-1}) - h^_t|^2 / 2n",
        source = "Lee, Zhang, Fischer & Bengio, Difference target propagation, 2015, arXiv:1412.7525")
public class DifferenceTargetPropagation implements TrainingMethod {
    private static final String INVERSE = "inverse";
    private static final String FORWARD = "forward";

    @Setting(value = "How far the target of the last hidden layer lies down the gradient.", min = 0, open = true)
    double eta = 1;

    @Setting(value = "Standard deviation of the noise about which the inverses are learnt.", min = 0)
    double noise = 0.1;

    @Override
    public List<Variable> variables(Network network, int examples) {
        return InverseMaps.variables(network, chain(network));
    }

    private static MapChain chain(Network network) {
        return new MapChain(network, "difference-target-propagation");
    }

    private static MapChain chain(Training training) {
        return training.derived("chain", () -> chain(training.network()));
    }

    @Override
    public List<String> counters() {
        return List.of(INVERSE, FORWARD);
    }

    @Override
    public void start(Training training) {
        new InverseMaps(training, chain(training)).start();
    }

    @Override
    public void step(Training training) {
        MapChain chain = chain(training);
        List<INDArray> hidden = new ArrayList<>();
        INDArray output = forward(training, chain, hidden);
        if (hidden.size() > 1) {
            inverseGradient(training, chain, hidden);
            training.update(INVERSE, Trained.variables(InverseMaps.NAME));
        }
        double loss = gradient(training, chain, hidden, output);
        training.update(FORWARD, Trained.layers(0, training.network().layers().size()));
        // forward and gradient of every map; of every inverse: f and g with noise, its gradient, and g twice for the
        // target
        int maps = chain.links().size();
        LayerUpdates.count(training, 2L * maps + 5L * Math.max(0, maps - 2));
        training.completed(loss);
    }

    /** The layers of hidden layer t: its map, and the activations that follow it. */
    private static Segment layer(Training training, MapChain chain, int t) {
        return training.segment(
                chain.links().get(t).at(), chain.links().get(t + 1).at());
    }

    private static Segment head(Training training, MapChain chain) {
        int last = chain.links().size() - 1;
        return training.segment(
                chain.links().get(last).at(), training.network().layers().size());
    }

    /** Gives h_t of every hidden layer, and returns the output. */
    static INDArray forward(Training training, MapChain chain, List<INDArray> hidden) {
        INDArray at = training.inputs();
        int first = chain.links().get(0).at();
        if (first > 0) { // activations before the first map
            at = training.segment(0, first).forward(at).reshape(at.shape());
        }
        for (int t = 0; t + 1 < chain.links().size(); t++) {
            int width = chain.links().get(t).dense().outputs();
            at = layer(training, chain, t).forward(at).reshape(at.size(0), width);
            hidden.add(at);
        }
        return head(training, chain).forward(at);
    }

    /** Writes the gradient of every E_t over that of the inverses; returns their sum. */
    double inverseGradient(Training training, MapChain chain, List<INDArray> hidden) {
        InverseMaps inverses = new InverseMaps(training, chain);
        double sum = 0;
        for (int t = 1; t < hidden.size(); t++) {
            INDArray h = hidden.get(t - 1);
            INDArray noisy = training.scratch("difference-target: noisy", h.shape());
            disturb(training.random("noise", t), h, noisy);
            int from = chain.links().get(t).at();
            sum += inverses.gradient(
                    t, noisy, training.forward(from, chain.links().get(t + 1).at(), noisy));
        }
        return sum;
    }

    private void disturb(RandomGenerator random, INDArray h, INDArray noisy) {
        Doubles from = Doubles.of(h);
        Doubles to = Doubles.of(noisy);
        for (int i = 0; i < from.length(); i++) {
            to.put(i, from.get(i) + noise * random.nextGaussian());
        }
    }

    /** Makes the targets, and writes the gradient of every layer's loss over that of its parameters; returns L_y. */
    double gradient(Training training, MapChain chain, List<INDArray> hidden, INDArray output) {
        INDArray upstream = training.scratch("difference-target: dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        if (hidden.isEmpty()) {
            head(training, chain).backward(upstream, false);
            return loss;
        }
        InverseMaps inverses = new InverseMaps(training, chain);
        INDArray last = hidden.get(hidden.size() - 1);
        INDArray ofLast = head(training, chain).backward(upstream, true).reshape(last.shape());
        // (h_t - ĥ_t) / n, all that the layer below and the loss of the layer need to know of a target
        INDArray error = training.scratch("difference-target: error", last.shape())
                .assign(ofLast)
                .muli(eta);
        long n = last.size(0);
        for (int t = hidden.size() - 1; t >= 0; t--) {
            layer(training, chain, t).backward(error, false);
            if (t > 0) {
                INDArray h = hidden.get(t);
                INDArray below = training.scratch(
                        "difference-target: below " + t % 2, hidden.get(t - 1).shape());
                below.assign(inverses.invert(t, h));
                INDArray target = training.scratch("difference-target: target", h.shape());
                target.assign(error).muli(-n).addi(h);
                error = below.subi(inverses.invert(t, target)).divi(n);
            }
        }
        return loss;
    }

    /** How well the inverses invert, without noise; nothing if there are none. */
    @Override
    public void report(Training training) {
        MapChain chain = chain(training);
        InverseMaps inverses = new InverseMaps(training, chain);
        double sum = 0;
        int maps = chain.links().size();
        INDArray h = training.forward(0, chain.links().get(maps > 1 ? 1 : 0).at(), training.inputs())
                .dup();
        for (int t = 1; t + 1 < maps; t++) {
            INDArray next = training.forward(
                            chain.links().get(t).at(), chain.links().get(t + 1).at(), h)
                    .dup();
            double distance = inverses.invert(t, next).distance2(h);
            sum += distance * distance / h.length();
            h = next;
        }
        if (maps > 2) {
            training.report("reconstruction_error", sum / (maps - 2));
        }
    }
}
