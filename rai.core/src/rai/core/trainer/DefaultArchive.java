package rai.core.trainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.network.FlatNetwork;
import rai.core.network.UnitTensors;
import rai.core.plan.Layout;
import rai.core.store.ArrayNames;
import rai.core.store.FirstSpecs;
import rai.core.store.Repetition;
import rai.core.store.RunComparison;
import rai.core.store.StoredNetwork;
import rai.core.store.StoredReader;

/** Reads the directories of runs that have ended. */
@Component(service = Archive.class)
public final class DefaultArchive implements Archive {
    private final Catalog catalog;

    /** @param catalog knows the services */
    @Activate
    public DefaultArchive(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Again again(Path directory, Path into) {
        Again again = Repetition.of(directory, into);
        return new Again(
                RecordedDefaults.in(again.request(), FirstSpecs.of(directory), catalog),
                again.steps(),
                again.changes());
    }

    @Override
    public Comparison compare(Path first, Path second) {
        return RunComparison.of(first, second);
    }

    @Override
    public Learnt learnt(Path directory) {
        Map<String, Object> document = StoredReader.openEnded(directory).document();
        StoredNetwork stored = StoredNetwork.read(directory);
        FlatNetwork network = FlatNetwork.parse(stored.spec("network"), stored.inputs(), stored.outputs(), catalog);
        INDArray parameters = stored.array(Layout.PARAMETERS);
        INDArray state = network.stateCount() == 0 ? null : stored.array(ArrayNames.LAYERS);
        if (network.parameterCount() != parameters.length()
                || state != null && network.stateCount() != state.length()) {
            throw new SpecException(
                    "the run in " + directory + " is damaged, or a service is another one now: its network has "
                            + network.parameterCount() + " parameters, but its checkpoint " + parameters.length());
        }
        List<LearntActivation> activations = new ArrayList<>();
        for (int i = 0; i < network.layers().size(); i++) {
            int index = i;
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Activate activate) {
                activations.add(new LearntActivation(
                        i + 1, Activation.class, activate.spec(), activate.outputs(), Set.of(), Map.of(), Map.of()));
            } else if (layer instanceof Layer.Apply apply) {
                LearntActivation learnt = new LearntActivation(
                        i + 1,
                        LayerFunction.class,
                        apply.spec(),
                        apply.inputs(),
                        Set.of(),
                        copies(parameters, apply.parameters(), t -> network.parameterOffset(index, t.name())),
                        copies(state, apply.state(), t -> network.stateOffset(index, t.name())));
                asActivation(apply, learnt).ifPresent(activations::add);
            }
        }
        return new Learnt(document, activations);
    }

    private static Map<String, INDArray> copies(INDArray flat, List<Tensor> tensors, ToLongFunction<Tensor> offset) {
        Map<String, INDArray> copies = new LinkedHashMap<>();
        tensors.forEach(t -> copies.put(
                t.name(),
                Views.of(flat, offset.applyAsLong(t), t.rows(), t.columns()).dup('c')));
        return copies;
    }

    /** A layer is an activation if it says so for width 1, and if its width only gives its tensors more columns. */
    private Optional<LearntActivation> asActivation(Layer.Apply apply, LearntActivation learnt) {
        LayerFunction function =
                catalog.resolve(LayerFunction.class, apply.spec()).service();
        List<Tensor> parameters;
        List<Tensor> state;
        try {
            parameters = function.parameters(1);
            state = function.state(1);
        } catch (SpecException e) { // it mixes units
            return Optional.empty();
        }
        Set<String> ofUnits = new HashSet<>();
        if (!UnitTensors.fit(parameters, apply.parameters(), apply.inputs(), ofUnits)
                || !UnitTensors.fit(state, apply.state(), apply.inputs(), ofUnits)
                || function.fixedAt(starts(parameters), starts(state)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LearntActivation(
                learnt.layer(),
                learnt.kind(),
                learnt.spec(),
                learnt.units(),
                ofUnits,
                learnt.parameters(),
                learnt.state()));
    }

    private static Map<String, INDArray> starts(List<Tensor> tensors) {
        Map<String, INDArray> starts = new HashMap<>();
        tensors.forEach(t -> starts.put(
                t.name(), Views.scratch(DataType.DOUBLE, t.rows(), t.columns()).assign(t.start())));
        return starts;
    }
}
