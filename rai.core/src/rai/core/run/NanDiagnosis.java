package rai.core.run;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Network;
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
        INDArray at = train.inputs();
        for (int layer = 0; layer < network.layers().size(); layer = network.after(layer)) {
            at = state.forward(layer, network.after(layer), at);
            if (!Finite.all(at)) {
                return "the output of " + layerName(layer) + " on the training data became infinite or NaN";
            }
        }
        return objectiveWasBad
                ? "the objective became infinite or NaN, though the output of every layer is finite"
                : "the state became infinite or NaN";
    }

    private String layerName(int index) {
        FlatNetwork network = setup.network();
        return "layer " + (index + 1) + " of " + network.layers().size() + ", " + network.word(index) + ",";
    }
}
