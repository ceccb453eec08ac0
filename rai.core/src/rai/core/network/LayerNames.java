package rai.core.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rai.api.network.Layer;

/** Names the layers of a network, as {@link NamedTensors} does those that have tensors. */
public final class LayerNames {
    private LayerNames() {}

    /**
     * @param network the network
     * @return the name of each layer, such as {@code dense_3}, {@code relu_2}; {@code residual_1} for the end of a residual block,
     *     and an empty text for its entrance
     */
    public static List<String> of(FlatNetwork network) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Layer layer : network.layers()) {
            names.add(
                    layer instanceof Layer.Fork ? "" : kind(layer) + "_" + numbers.merge(kind(layer), 1, Integer::sum));
        }
        return names;
    }

    private static String kind(Layer layer) {
        if (layer instanceof Layer.Activate activate) {
            return activate.spec().name();
        }
        if (layer instanceof Layer.Apply apply) {
            return apply.spec().name();
        }
        return layer instanceof Layer.Dense ? FlatNetwork.DENSE : FlatNetwork.RESIDUAL;
    }
}
