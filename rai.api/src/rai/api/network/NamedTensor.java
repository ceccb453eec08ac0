package rai.api.network;

import java.util.List;

/**
 * A tensor of a network: where it lies in a flat array of the run, row by row.
 *
 * <p>Its name is that of its layer, the number of that layer among those of the same name, counted from 1 at the input, and
 * the name of the tensor in its layer: {@code dense_3.weight}, {@code dense_3.bias}, {@code batch-norm_2.running-mean}. So
 * {@code dense_t.weight} is W_t. Layers inside residual blocks count as well. A tensor that several layers share has the name
 * of the first of them.
 *
 * @param name its name, unique in the network
 * @param shape its sizes: [inputs, outputs] of a weight matrix, [n] of a row of numbers
 * @param array the array in which it lies: {@code parameters} or, for the running state of layers, {@code layer-state}
 * @param offset where it starts in that array, in elements
 */
public record NamedTensor(String name, List<Long> shape, String array, long offset) {
    /** The array that holds all parameters of a network. */
    public static final String PARAMETERS = "parameters";
    /** The array that holds the running state of all layers, such as running means. */
    public static final String LAYER_STATE = "layer-state";

    /** Copies the shape. */
    public NamedTensor {
        shape = List.copyOf(shape);
    }

    /** @return the number of elements */
    public long length() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }
}
