package rai.api.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.probe.ProbeSeries;

/**
 * What was measured during a run, thinned out if there is much.
 *
 * @param steps the steps done at each, rising
 * @param metrics the values at these steps by metric, such as {@code test.accuracy}; NaN if it was not defined
 * @param probes what its probes have measured, after the same steps in all trials of the same length
 */
public record Curves(long[] steps, Map<String, double[]> metrics, List<ProbeSeries> probes) {
    /** Nothing. */
    public static final Curves NONE = new Curves(new long[0], Map.of(), List.of());

    /** The curves of a run without probes. */
    public Curves(long[] steps, Map<String, double[]> metrics) {
        this(steps, metrics, List.of());
    }

    /** Copies the collections. */
    public Curves {
        probes = List.copyOf(probes);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
