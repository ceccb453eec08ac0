package rai.core.start;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.NamedTensor;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.network.FlatNetwork;
import rai.core.network.NamedTensors;

/**
 * The layers of a network that start with what another network has learnt: those whose tensors have the names and shapes of
 * the tensors of a layer there.
 */
public final class TakenLayers {
    /** Nothing is taken. */
    public static final TakenLayers NONE = new TakenLayers(null, null, null);

    private final FlatNetwork from;
    private final INDArray parameters;
    /** Null if the layers there have no state. */
    private final INDArray state;

    private final Set<Integer> layers = new HashSet<>();
    private final Map<NamedTensor, NamedTensor> tensors = new LinkedHashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Set<String> fresh = new LinkedHashSet<>();

    private TakenLayers(FlatNetwork from, INDArray parameters, INDArray state) {
        this.from = from;
        this.parameters = parameters;
        this.state = state;
    }

    /**
     * Finds the layers that can be taken.
     *
     * @param network the network that starts
     * @param from a trained network
     * @param parameters its parameters
     * @param state the state of its layers; null if they have none
     * @throws SpecException if not a single layer can be taken
     */
    public static TakenLayers of(FlatNetwork network, FlatNetwork from, INDArray parameters, INDArray state) {
        TakenLayers all = new TakenLayers(from, parameters, state);
        Map<String, Map<String, NamedTensor>> known = new HashMap<>();
        NamedTensors.of(from)
                .forEach(t -> known.computeIfAbsent(NamedTensors.layerOf(t.name()), name -> new LinkedHashMap<>())
                        .put(t.name(), t));
        List<List<NamedTensor>> layers = NamedTensors.byLayer(network).toList();
        for (int i = 0; i < layers.size(); i++) {
            if (!layers.get(i).isEmpty()) {
                all.look(i, layers.get(i), known);
            }
        }
        if (all.taken.isEmpty()) {
            throw new SpecException("no layer of the network " + network.describe()
                    + " has the name and the shape of a layer of " + from.describe() + " with " + from.inputs()
                    + " inputs, so there is nothing to start from");
        }
        return all;
    }

    private void look(int layer, List<NamedTensor> own, Map<String, Map<String, NamedTensor>> known) {
        String name = NamedTensors.layerOf(own.get(0).name());
        Map<String, NamedTensor> there = known.getOrDefault(name, Map.of());
        boolean same = there.size() == own.size()
                && own.stream()
                        .allMatch(t -> there.containsKey(t.name())
                                && there.get(t.name()).shape().equals(t.shape())
                                && there.get(t.name()).array().equals(t.array()));
        if (same) {
            layers.add(layer);
            own.forEach(t -> tensors.put(t, there.get(t.name())));
        }
        (same ? taken : fresh).add(name);
    }

    boolean has(int layer) {
        return layers.contains(layer);
    }

    /** Gives the tensors of these layers their values. */
    void copy(INDArray intoParameters, INDArray intoState) {
        tensors.forEach((to, source) -> {
            boolean parameter = to.array().equals(NamedTensor.PARAMETERS);
            INDArray target = Views.of(parameter ? intoParameters : intoState, to.offset(), to.length());
            target.assign(Views.of(parameter ? parameters : state, source.offset(), source.length())
                    .castTo(target.dataType()));
        });
    }

    /** @return the names of the layers that are taken, such as {@code dense_1} */
    public List<String> taken() {
        return new ArrayList<>(taken);
    }

    /** @return the names of the other layers, which get start values */
    public List<String> fresh() {
        return new ArrayList<>(fresh);
    }

    @Override
    public String toString() {
        return from == null ? "nothing" : taken.stream().collect(Collectors.joining(", "));
    }
}
