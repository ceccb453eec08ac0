package rai.core.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;

/** Names the tensors of a network; see {@link NamedTensor}. */
public final class NamedTensors {
    private final FlatNetwork network;
    /** How many layers of each name were seen so far. */
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Where the shared tensors start that were named already. */
    private final Set<Long> sharedParameters = new HashSet<>();

    private final Set<Long> sharedState = new HashSet<>();

    private NamedTensors(FlatNetwork network) {
        this.network = network;
    }

    /**
     * All tensors from input to output, of each layer its parameters, then its running state. One at a time: a deep network has
     * very many.
     *
     * @param network the network
     * @return its tensors
     */
    public static Stream<NamedTensor> of(FlatNetwork network) {
        return byLayer(network).flatMap(List::stream);
    }

    /**
     * The tensors of each layer, from input to output.
     *
     * @param network the network
     * @return a list per layer, which is empty if the layer has no tensors of its own
     */
    public static Stream<List<NamedTensor>> byLayer(FlatNetwork network) {
        NamedTensors names = new NamedTensors(network);
        return IntStream.range(0, network.layers().size()).mapToObj(names::ofLayer);
    }

    /**
     * @param tensor the name of a tensor, such as {@code dense_3.weight}
     * @return the name of its layer, such as {@code dense_3}
     */
    public static String layerOf(String tensor) {
        return tensor.substring(0, tensor.indexOf('.'));
    }

    private List<NamedTensor> ofLayer(int index) {
        Layer layer = network.layers().get(index);
        List<NamedTensor> all = new ArrayList<>();
        if (layer instanceof Layer.Dense dense) {
            int map = network.mapOfLayer(index);
            String name = "dense_" + (map + 1) + ".";
            List<Long> shape = List.of((long) dense.inputs(), (long) dense.outputs());
            all.add(new NamedTensor(name + "weight", shape, NamedTensor.PARAMETERS, network.weightOffset(map)));
            if (dense.bias()) {
                List<Long> width = List.of((long) dense.outputs());
                all.add(new NamedTensor(name + "bias", width, NamedTensor.PARAMETERS, network.biasOffset(map)));
            }
        } else if (layer instanceof Layer.Apply apply) {
            String kind = apply.spec().name();
            String name = kind + "_" + numbers.merge(kind, 1, Integer::sum) + ".";
            ToLongFunction<Tensor> parameter = t -> network.parameterOffset(index, t.name());
            ToLongFunction<Tensor> state = t -> network.stateOffset(index, t.name());
            add(all, name, apply.parameters(), NamedTensor.PARAMETERS, parameter, sharedParameters);
            add(all, name, apply.state(), NamedTensor.LAYER_STATE, state, sharedState);
        }
        return all;
    }

    private static void add(
            List<NamedTensor> all,
            String layer,
            List<Tensor> tensors,
            String array,
            ToLongFunction<Tensor> offsets,
            Set<Long> shared) {
        for (Tensor tensor : tensors) {
            long offset = offsets.applyAsLong(tensor);
            if (!tensor.shared() || shared.add(offset)) {
                List<Long> shape = tensor.rows() == 1
                        ? List.of((long) tensor.columns())
                        : List.of((long) tensor.rows(), (long) tensor.columns());
                all.add(new NamedTensor(layer + tensor.name(), shape, array, offset));
            }
        }
    }
}
