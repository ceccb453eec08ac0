package rai.methods;

import rai.api.network.Layer;
import rai.api.network.Network;

/** Names a layer in a sentence, by its number and what it is. */
final class LayerName {
    private LayerName() {}

    /**
     * @param network the network
     * @param layer the index of a layer
     * @return such as "dense(4, bias=false), layer 3 of the network"
     */
    static String of(Network network, int layer) {
        return describe(network.layers().get(layer)) + ", layer " + (layer + 1) + " of the network";
    }

    private static String describe(Layer layer) {
        if (layer instanceof Layer.Dense dense) {
            return "dense(" + dense.outputs() + (dense.bias() ? ")" : ", bias=false)");
        }
        if (layer instanceof Layer.Activate activate) {
            return activate.spec().name();
        }
        if (layer instanceof Layer.Apply apply) {
            return apply.spec().name();
        }
        return (layer instanceof Layer.Fork ? "the beginning" : "the end") + " of a residual block";
    }
}
