package rai.api.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The evaluations of a run, thinned out if there are many.
 *
 * @param steps the steps done at each, rising
 * @param metrics the values at these steps by metric, such as {@code test.accuracy}; NaN if it was not defined
 */
public record Curves(long[] steps, Map<String, double[]> metrics) {
    /** No evaluations. */
    public static final Curves NONE = new Curves(new long[0], Map.of());

    /** Copies the map. */
    public Curves {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
