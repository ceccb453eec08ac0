package rai.core.trainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.run.ModelOptions;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.core.data.Preparation;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.start.TakenLayers;
import rai.core.store.ArrayNames;
import rai.core.store.StateHash;
import rai.core.store.StoredNetwork;

/** The run from which another one starts. */
final class StartRun {
    private final String directory;
    private final FlatNetwork network;
    private final INDArray parameters;
    private final INDArray layers;
    private final String hash;
    private final Preparation preparation;

    private StartRun(String directory, Catalog catalog) {
        this.directory = directory;
        StoredNetwork stored = StoredNetwork.read(Path.of(directory));
        network = FlatNetwork.parse(stored.spec("network"), stored.inputs(), stored.outputs(), catalog);
        parameters = stored.array(Layout.PARAMETERS);
        layers = network.stateCount() == 0 ? null : stored.array(ArrayNames.LAYERS);
        if (network.parameterCount() != parameters.length()
                || layers != null && layers.length() != network.stateCount()) {
            throw new SpecException("its network has " + network.parameterCount() + " parameters, but its state "
                    + parameters.length());
        }
        hash = layers == null ? StateHash.of(parameters) : StateHash.of(parameters, layers);
        preparation = StoredPreparation.of(stored);
    }

    /**
     * @param model what was asked for
     * @return the run from which it starts, if any
     * @throws SpecException if it can't be read, or its state is not the one that is asked for
     */
    static Optional<StartRun> of(ModelOptions model, Catalog catalog) {
        return model.startFrom().map(directory -> {
            StartRun run;
            try {
                run = new StartRun(directory, catalog);
            } catch (SpecException e) {
                throw new SpecException("the run can't start from " + directory + ": " + e.getMessage(), e);
            }
            model.startState().filter(state -> !state.equals(run.hash)).ifPresent(state -> {
                throw new SpecException("the run can't start from " + directory + ": its state has the SHA-256 "
                        + run.hash + ", and not " + state + " as when it was recorded, so it has been trained since");
            });
            return run;
        });
    }

    /** @return the request with the hash of the state from which it starts */
    RunRequest recorded(RunRequest request) {
        return request.toBuilder().startState(hash).build();
    }

    /**
     * @param starting the network that starts
     * @return its layers that are taken from this run
     * @throws SpecException if there is none
     */
    TakenLayers layersFor(FlatNetwork starting) {
        try {
            return TakenLayers.of(starting, network, parameters, layers);
        } catch (SpecException e) {
            throw new SpecException("the run can't start from " + directory + ": " + e.getMessage(), e);
        }
    }

    /** What is taken, and what features and classes are called now if they were called otherwise. */
    RunEvent.StartedFrom event(TakenLayers layers, Dataset data) {
        List<String> notes = new ArrayList<>();
        if (!preparation.features().equals(data.featureNames()) && network.inputs() == data.inputs()) {
            notes.add("its features were " + some(preparation.features()) + ", and are " + some(data.featureNames())
                    + " now");
        }
        if (!preparation.learnt().classes().equals(data.classNames())) {
            notes.add("its classes were " + some(preparation.learnt().classes()) + ", and are "
                    + some(data.classNames()) + " now");
        }
        return new RunEvent.StartedFrom(0, directory, hash, layers.taken(), layers.fresh(), String.join("; ", notes));
    }

    private static String some(List<String> names) {
        int shown = Math.min(10, names.size());
        return names.isEmpty()
                ? "numbers"
                : String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", ..." : "");
    }
}
