package rai.api.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;

/**
 * What a caller changes about a study.
 *
 * @param seeds how many seeds; if empty, as many as the study says
 * @param firstSeed the first seed; if empty, as the study says
 * @param quick whether the quick form is wanted: fewer seeds and levels, minutes in place of hours
 * @param only the levels to keep, by axis; all levels of the other axes are kept
 * @param dataDirectory where files of published data are looked for first; no result depends on it
 * @param engine the engine of every trial; if empty, as the study says
 */
public record StudyRequest(
        Optional<Integer> seeds,
        Optional<Long> firstSeed,
        boolean quick,
        Map<String, List<String>> only,
        Optional<String> dataDirectory,
        Optional<String> engine) {
    /** A request that changes nothing. */
    public static final StudyRequest AS_IT_IS = new StudyRequest(Optional.empty(), Optional.empty(), false, Map.of());

    /** Copies the map. */
    public StudyRequest {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        only.forEach((axis, levels) -> copy.put(axis, Collections.unmodifiableList(new ArrayList<>(levels))));
        only = Collections.unmodifiableMap(copy);
    }

    /** A request that leaves the engine to the study. */
    public StudyRequest(
            Optional<Integer> seeds,
            Optional<Long> firstSeed,
            boolean quick,
            Map<String, List<String>> only,
            Optional<String> dataDirectory) {
        this(seeds, firstSeed, quick, only, dataDirectory, Optional.empty());
    }

    /** A request that says nothing about the directory of the data. */
    public StudyRequest(
            Optional<Integer> seeds, Optional<Long> firstSeed, boolean quick, Map<String, List<String>> only) {
        this(seeds, firstSeed, quick, only, Optional.empty());
    }

    /**
     * @param directory where files of published data are looked for first; null for nowhere else than usual
     * @return the same request otherwise
     */
    public StudyRequest withDataDirectory(String directory) {
        return new StudyRequest(seeds, firstSeed, quick, only, Optional.ofNullable(directory), engine);
    }

    /**
     * @param spec the engine of every trial; null for what the study says
     * @return the same request otherwise
     */
    public StudyRequest withEngine(String spec) {
        return new StudyRequest(seeds, firstSeed, quick, only, dataDirectory, Optional.ofNullable(spec));
    }

    /**
     * @param run a run of the study
     * @return the same run, which looks for its data where the caller says, with the engine that the caller wants
     */
    public RunRequest of(RunRequest run) {
        if (dataDirectory.isEmpty() && engine.isEmpty()) {
            return run;
        }
        RunRequestBuilder changed = run.toBuilder();
        dataDirectory.ifPresent(directory -> changed.data("directory", directory));
        engine.ifPresent(changed::engine);
        return changed.build();
    }
}
