package rai.core.start;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.Finite;
import rai.core.compute.Streams;
import rai.core.compute.Views;
import rai.core.network.FlatNetwork;
import rai.core.service.Services;

/** What parameters and running state of a network are before the first step. */
public final class StartValues {
    private StartValues() {}

    /**
     * Gives all parameters their start values.
     *
     * @param state the state of the layers; null if they have none
     * @param taken the layers that start with the values of another network
     */
    public static void initialize(
            FlatNetwork network,
            INDArray parameters,
            INDArray state,
            TakenLayers taken,
            Initializer initializer,
            Services services,
            StartSample sample,
            long seed) {
        network.placed().forEach(p -> initialize(network, p, parameters, services, seed));
        taken.copy(parameters, state); // before the maps: what follows from the data follows from these values
        for (int map = 0; map < network.maps().size(); map++) {
            int layer = network.maps().get(map);
            if (taken.has(layer)) {
                continue;
            }
            Layer.Dense dense = network.map(map);
            initializer.initialize(new DenseStart(
                    Views.of(parameters, network.weightOffset(map), dense.inputs(), dense.outputs()),
                    dense.bias()
                            ? Views.of(parameters, network.biasOffset(map), 1, dense.outputs())
                            : Views.scratch(parameters.dataType(), 1, dense.outputs()),
                    neighbour(network, layer, -1, services),
                    neighbour(network, layer, 1, services),
                    Streams.of(seed, "map", map),
                    most -> sample.inputs(layer, most),
                    new DenseStart.Position(map, network.maps().size())));
        }
        if (!Finite.all(parameters)) {
            throw new SpecException("the initializer left start values that are infinite or NaN");
        }
    }

    /** Gives a parameter of a layer that is not a dense map its start values. */
    public static void initialize(
            FlatNetwork network, Network.Placed p, INDArray parameters, Services services, long seed) {
        INDArray values =
                Views.of(parameters, p.offset(), p.tensor().rows(), p.tensor().columns());
        values.assign(p.tensor().start());
        services.layer(((Layer.Apply) network.layers().get(p.layer())).spec())
                .start(
                        p.tensor().name(),
                        values,
                        Streams.of(seed, "layer " + p.tensor().name(), p.layer()));
    }

    /** The state of all layers before the first step; null if they have none. */
    public static INDArray ofState(FlatNetwork network, DataType type) {
        if (network.stateCount() == 0) {
            return null;
        }
        INDArray state = Views.scratch(type, network.stateCount());
        network.placedState()
                .forEach(p -> Views.of(state, p.offset(), p.tensor().length())
                        .assign(p.tensor().start()));
        return state;
    }

    /**
     * The next activation before or after a map, beyond normalisations and similar layers. If two maps follow each other,
     * what lies between them is the identity; beyond the ends there is nothing.
     */
    private static Optional<DenseStart.Neighbour> neighbour(FlatNetwork network, int map, int step, Services services) {
        for (int i = map + step; i >= 0 && i < network.layers().size(); i += step) {
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Activate activate) {
                return Optional.of(new DenseStart.Neighbour(activate.spec(), services.get(activate.spec())));
            }
            if (layer instanceof Layer.Apply apply) {
                Optional<Activation> activation = services.layer(apply.spec()).startsAs();
                if (activation.isPresent()) {
                    return Optional.of(new DenseStart.Neighbour(apply.spec(), activation.get()));
                }
            } else if (layer instanceof Layer.Dense) {
                return Optional.of(new DenseStart.Neighbour(Spec.named("identity"), new Nothing()));
            }
        }
        return Optional.empty();
    }

    /** z. */
    private static final class Nothing implements ScalarActivation {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }
    }
}
