package rai.api.probe;

import java.util.Arrays;
import java.util.List;

/**
 * A row of what a probe has measured.
 *
 * @param layer the name of the layer, as {@link ProbedLayer#name} gives it, or {@link #NETWORK}
 * @param values a number for each of {@link Probe#columns}; NaN if one is not defined
 */
public record Measurement(String layer, List<Double> values) {
    /** In place of a layer: the row is for the whole network. */
    public static final String NETWORK = "network";

    /** Copies the list. */
    public Measurement {
        values = List.copyOf(values);
    }

    /**
     * A row.
     *
     * @param layer the name of the layer, or {@link #NETWORK}
     * @param values a number for each column
     * @return the row
     */
    public static Measurement of(String layer, double... values) {
        return new Measurement(layer, Arrays.stream(values).boxed().toList());
    }
}
