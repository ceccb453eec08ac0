package rai.core.compute;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.api.network.Part;
import rai.core.network.FlatNetwork;

/** Runs parts of one network, on the parameters and into the gradient of one run. */
public final class Engine {
    private record Key(int from, int to, int copies, int rows) {}

    private final FlatNetwork network;
    private final INDArray parameters;
    private final INDArray gradient;
    private final Workers workers;
    private final Activations activations;
    private final Map<Key, Part> parts = new HashMap<>();

    /**
     * @param network the structure
     * @param parameters all parameters, flat
     * @param gradient receives their gradient, flat
     * @param workers who does it
     * @param activations hands out activations
     */
    public Engine(
            FlatNetwork network, INDArray parameters, INDArray gradient, Workers workers, Activations activations) {
        this.network = network;
        this.parameters = parameters;
        this.gradient = gradient;
        this.workers = workers;
        this.activations = activations;
    }

    /**
     * @param from index of the first layer of the first stretch
     * @param to index after the last layer of the first stretch
     * @param copies how many stretches of equal structure
     * @param rows the number of examples
     * @return the part; the same one when asked again
     */
    public Part part(int from, int to, int copies, int rows) {
        return parts.computeIfAbsent(new Key(from, to, copies, rows), key -> {
            requireEqualStretches(from, to, copies);
            return new Stretch(network, parameters, gradient, workers, activations, from, to, copies, rows);
        });
    }

    private void requireEqualStretches(int from, int to, int copies) {
        int length = to - from;
        if (from < 0 || length < 1 || copies < 1 || from + (long) length * copies > network.layers().size()) {
            throw new IllegalArgumentException("layers " + from + " to " + to + ", " + copies
                    + " times, are no part of a network of " + network.layers().size() + " layers");
        }
        for (int i = from; i < from + length * copies; i++) {
            Layer one = network.layers().get(i);
            Layer first = network.layers().get(from + (i - from) % length);
            if (!one.equals(first)) {
                throw new IllegalArgumentException("layer " + i + " is " + one + ", but side by side with " + first);
            }
        }
    }
}
