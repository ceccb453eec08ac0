package rai.api.graph;

import java.util.List;
import java.util.Map;

/**
 * An operator of the ONNX standard that computes, all at once, what a {@link Node} computes by several: {@code LeakyRelu} with
 * {@code alpha=0.01}. A format of models may use it in their place, or ignore it.
 *
 * @param operator its name in ONNX, in the version of its default domain that operator set 17 has
 * @param attributes its attributes, which are numbers; what is not named has the value that the standard gives it
 * @param inputs what it reads
 */
public record Known(String operator, Map<String, Double> attributes, List<Node> inputs) {
    /** Copies the collections. */
    public Known {
        attributes = Map.copyOf(attributes);
        inputs = List.copyOf(inputs);
    }
}
