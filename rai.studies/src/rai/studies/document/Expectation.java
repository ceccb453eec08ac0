package rai.studies.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that a study is expected to find: a mean near a reference, a value above or below a bound, a divergence, or an order of
 * levels.
 *
 * @param cell the trials that it is about: the labels of levels by axis; axes that are not named may have any level
 * @param metric the metric; empty only for a divergence
 * @param reference the value that is expected
 * @param within how much it may differ from the reference
 * @param above what must be exceeded
 * @param below what must not be reached
 * @param diverges whether the trials are expected to diverge, or not to
 * @param everySeed whether every trial must meet it, and not only the mean over the seeds
 * @param axis the axis of the order
 * @param order labels of levels of this axis, the best first; empty if it is not about an order
 * @param source where the figure comes from; may be empty
 * @param path its place in the document
 */
public record Expectation(
        Map<String, String> cell,
        Optional<String> metric,
        OptionalDouble reference,
        double within,
        OptionalDouble above,
        OptionalDouble below,
        Optional<Boolean> diverges,
        boolean everySeed,
        Optional<String> axis,
        List<String> order,
        String source,
        String path) {
    /** Copies the collections. */
    public Expectation {
        cell = Collections.unmodifiableMap(new LinkedHashMap<>(cell));
        order = List.copyOf(order);
    }
}
