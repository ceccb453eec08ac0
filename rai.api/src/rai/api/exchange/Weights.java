package rai.api.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays of a file, in its order.
 *
 * @param arrays the arrays
 * @param metadata what else the file says, as texts by name
 */
public record Weights(List<Weight> arrays, Map<String, String> metadata) {
    /** Copies the collections. */
    public Weights {
        arrays = List.copyOf(arrays);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * An array with a name.
     *
     * @param name its name in the file, such as {@code 0.weight}
     * @param shape its sizes; empty for a single number
     * @param type its type in the file, such as {@code float16}
     * @param values its numbers, row by row [length]: in float64 if the file has float64, else in float32
     */
    public record Weight(String name, List<Long> shape, String type, INDArray values) {
        /** Copies the shape. */
        public Weight {
            shape = List.copyOf(shape);
        }
    }
}
