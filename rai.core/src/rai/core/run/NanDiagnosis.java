package rai.core.run;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;
import rai.core.compute.Finite;
import rai.core.compute.Views;
import rai.core.data.Examples;
import rai.core.network.FlatNetwork;
import rai.core.state.RunState;
import rai.core.state.Setup;

/** Says where numbers that are not finite came from. */
final class NanDiagnosis {
    private final Setup setup;
    private final RunState state;
    private final Examples train;

    NanDiagnosis(Setup setup, RunState state, Examples train) {
        this.setup = setup;
        this.state = state;
        this.train = train;
    }

    /**
     * @param objectiveWasBad whether the objective was not finite
     * @return what became infinite or NaN, in words
     */
    String sentence(boolean objectiveWasBad) {
        FlatNetwork network = setup.network();
        for (int map = 0; map < network.maps().size(); map++) {
            if (!Finite.all(state.weight(map)) || network.map(map).bias() && !Finite.all(state.bias(map))) {
                return "the parameters of " + layerName(network.maps().get(map)) + " became infinite or NaN";
            }
        }
        for (Network.Placed p : network.placed()) {
            if (!Finite.all(
                    Views.of(setup.vector().parameters(), p.offset(), p.tensor().length()))) {
                return "the " + p.tensor().name() + " of " + layerName(p.layer()) + " became infinite or NaN";
            }
        }
        for (Network.Placed p : network.placedState()) {
            if (!Finite.all(Views.of(setup.layers(), p.offset(), p.tensor().length()))) {
                return "the " + p.tensor().name() + " of " + layerName(p.layer()) + " became infinite or NaN";
            }
        }
        for (String name : setup.vector().ranges().keySet()) {
            if (!Finite.all(setup.vector().view(name, false))) {
                return "the " + name + " became infinite or NaN";
            }
        }
        INDArray at = train.inputs().array().orElseGet(state::inputs);
        for (int layer = 0; layer < network.layers().size(); layer = network.after(layer)) {
            at = state.forward(layer, network.after(layer), at);
            if (!Finite.all(at)) {
                return "the output of " + layerName(layer) + " on the training data became infinite or NaN";
            }
        }
        if (!objectiveWasBad) {
            return "the state became infinite or NaN";
        }
        return "the objective became infinite or NaN, though the output of every layer is finite"
                + (lossIsFinite()
                        ? ", and so is its loss (what the method makes beside the network, such as states or targets,"
                                + " diverges; other settings of the method may help, such as a smaller rate)"
                        : "");
    }

    private boolean lossIsFinite() {
        try {
            INDArray output = state.forward(0, setup.network().layers().size(), state.inputs());
            return Double.isFinite(
                    state.loss().value(output.reshape(state.targets().shape()), state.targets()));
        } catch (RuntimeException | LinkageError e) {
            return false; // a loss that fails is not known to be finite
        }
    }

    /**
     * In the last good state: the layer whose derivative is not finite though its output is. Every layer below it receives NaN
     * in the backward pass, so the parameters that become NaN need not be its own.
     *
     * @return that layer in words; empty if there is none
     */
    Optional<String> badSlope() {
        FlatNetwork network = setup.network();
        INDArray at = state.inputs();
        for (int layer = 0; layer < network.layers().size(); layer = network.after(layer)) {
            Segment segment = state.segment(layer, network.after(layer), 1);
            INDArray output = segment.forward(at);
            if (!Finite.all(output)) {
                return Optional.empty();
            }
            INDArray ofInput = segment.backward(output.ulike().assign(1), true, ParameterGradient.NONE);
            if (!Finite.all(ofInput)) {
                return Optional.of("the derivative of " + layerName(layer)
                        + " on the training data became infinite or NaN, though its output is finite");
            }
            at = output;
        }
        return Optional.empty();
    }

    private String layerName(int index) {
        FlatNetwork network = setup.network();
        return "layer " + (index + 1) + " of " + network.layers().size() + ", " + network.word(index) + ",";
    }
}
