package rai.studies.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that a study is expected to find. Exactly one of {@code reference}, {@code above}, {@code below}, {@code diverges} and
 * {@code order} is given.
 *
 * @param cell the trials that it is about: factors and their levels; those that are not named may have any
 * @param metric the metric
 * @param reference the mean that is expected
 * @param within the tolerance of {@code reference}
 * @param above what is expected to be exceeded
 * @param below what is expected not to be reached
 * @param diverges whether all trials of the cell are expected to diverge, or none
 * @param everySeed whether each trial by itself has to meet it, not only the mean
 * @param order levels of an axis, the best first
 * @param source where the expectation comes from; may be empty
 */
public record Expectation(
        Map<String, String> cell,
        String metric,
        OptionalDouble reference,
        double within,
        OptionalDouble above,
        OptionalDouble below,
        Optional<Boolean> diverges,
        boolean everySeed,
        List<String> order,
        String source) {
    /** Copies the collections. */
    public Expectation {
        cell = Collections.unmodifiableMap(new LinkedHashMap<>(cell));
        order = List.copyOf(order);
    }
}
