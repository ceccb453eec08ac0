package rai.api.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller changes about a study.
 *
 * @param seeds how many seeds; if empty, as many as the study says
 * @param firstSeed the first seed; if empty, as the study says
 * @param quick whether the quick form is wanted: fewer seeds and levels, minutes in place of hours
 * @param only the levels to keep, by axis; all levels of the other axes are kept
 */
public record StudyRequest(
        Optional<Integer> seeds, Optional<Long> firstSeed, boolean quick, Map<String, List<String>> only) {
    /** A request that changes nothing. */
    public static final StudyRequest AS_IT_IS = new StudyRequest(Optional.empty(), Optional.empty(), false, Map.of());

    /** Copies the map. */
    public StudyRequest {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        only.forEach((axis, levels) -> copy.put(axis, Collections.unmodifiableList(new ArrayList<>(levels))));
        only = Collections.unmodifiableMap(copy);
    }
}
