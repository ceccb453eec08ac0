package rai.api.method;

import java.util.List;

/**
 * A part of what is trained: the parameters of consecutive layers, and variables.
 *
 * @param from the first layer
 * @param to the layer after the last; {@code from} for no layer
 * @param variables names of variables of the method
 */
public record Trained(int from, int to, List<String> variables) {
    /** Copies the names. */
    public Trained {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("layers " + from + " to " + to + " are not a range");
        }
        variables = List.copyOf(variables);
    }

    /**
     * The parameters of consecutive layers.
     *
     * @param from the first layer
     * @param to the layer after the last
     * @return that part
     */
    public static Trained layers(int from, int to) {
        return new Trained(from, to, List.of());
    }

    /**
     * Variables, but no parameters.
     *
     * @param names their names
     * @return that part
     */
    public static Trained variables(String... names) {
        return new Trained(0, 0, List.of(names));
    }

    /**
     * The same layers, with variables.
     *
     * @param names their names
     * @return that part
     */
    public Trained and(String... names) {
        return new Trained(from, to, List.of(names));
    }
}
