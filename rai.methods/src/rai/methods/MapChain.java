package rai.methods;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;
import rai.api.spec.SpecException;

/**
 * A network that is a chain of dense maps with nothing but activations between them. Each link is a map and the activations
 * that it reads through, so that H_t, the real input of map t, stays at hand after a forward pass.
 */
final class MapChain {
    /**
     * A map.
     *
     * @param from the first of the activations before the map; {@code at} if there is none
     * @param at the layer of the map
     * @param map its number, from 0
     * @param dense its shape
     */
    record Link(int from, int at, int map, Layer.Dense dense) {}

    private final List<Link> links = new ArrayList<>();
    private final int end;

    /**
     * @param network the network
     * @param method the name of the method that needs a chain
     * @throws SpecException if the network has other layers
     */
    MapChain(Network network, String method) {
        end = network.layers().size();
        for (int layer = 0; layer < end; layer++) {
            if (network.layers().get(layer) instanceof Layer.Dense dense) {
                links.add(new Link(tail(), layer, links.size(), dense));
            } else if (!(network.layers().get(layer) instanceof Layer.Activate)) {
                throw new SpecException(method + " trains chains of dense layers and activations, but "
                        + LayerName.of(network, layer)
                        + ", is neither: use a network without it, or another method, such as backprop");
            }
        }
    }

    List<Link> links() {
        return links;
    }

    /** The layer after the last map so far. */
    private int tail() {
        return links.isEmpty() ? 0 : links.get(links.size() - 1).at() + 1;
    }

    /**
     * Runs the network forward, as in training.
     *
     * @param training the run's state
     * @param inputs receives H_t [n, d] of every map
     * @return the output [n, c]
     */
    INDArray forward(Training training, List<INDArray> inputs) {
        INDArray at = training.inputs();
        for (Link link : links) {
            at = through(training, link.from(), link.at(), at);
            inputs.add(at);
            at = through(training, link.at(), link.at() + 1, at);
        }
        return through(training, tail(), end, at);
    }

    private static INDArray through(Training training, int from, int to, INDArray input) {
        if (from == to) {
            return input;
        }
        int width = training.network().layers().get(to - 1).outputs();
        return training.segment(from, to).forward(input).reshape(input.size(0), width);
    }

    /**
     * From the output back to the last map, after {@link #forward}.
     *
     * @param upstream d/d(output) [n, c]
     * @return d/d(Z_T) [n, c]
     */
    INDArray backToLastMap(Training training, INDArray upstream) {
        return back(training, tail(), end, upstream);
    }

    /**
     * From one map back to the map before it, after {@link #forward}.
     *
     * @param link the map, not the first
     * @param upstream d/d(Z_t) [n, d_t]
     * @return d/d(Z_{t-1}) [n, d_{t-1}]
     */
    INDArray back(Training training, Link link, INDArray upstream) {
        INDArray ofInput = back(training, link.at(), link.at() + 1, upstream);
        return back(training, link.from(), link.at(), ofInput);
    }

    private static INDArray back(Training training, int from, int to, INDArray upstream) {
        if (from == to) {
            return upstream;
        }
        Segment segment = training.segment(from, to);
        int width = training.network().layers().get(from).inputs();
        return segment.backward(upstream, true, ParameterGradient.NONE).reshape(upstream.size(0), width);
    }
}
