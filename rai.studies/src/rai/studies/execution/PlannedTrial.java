package rai.studies.execution;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.data.Part;
import rai.api.spec.Settings;
import rai.api.study.Trial;
import rai.studies.journal.Basis;

/**
 * A trial whose services and data have been found.
 *
 * @param id its identity
 * @param trial the trial
 * @param basis what its identity is made of, beside its request
 * @param examples how many examples each part of its data has
 * @param steps how many steps it takes
 * @param bytes how much memory it takes
 * @param diskBytes how much space its directory takes
 * @param kind trials of one kind take as long for a step
 */
record PlannedTrial(
        String id,
        Trial trial,
        Basis basis,
        Map<Part, Integer> examples,
        long steps,
        double bytes,
        double diskBytes,
        List<Object> kind) {
    /** @return how people call it */
    String name() {
        return name(trial);
    }

    static String name(Trial trial) {
        return trial.factors().entrySet().stream()
                .map(PlannedTrial::level)
                .collect(Collectors.joining(", ", trial.stage() + " ", ""))
                .strip();
    }

    private static String level(Map.Entry<String, Object> factor) {
        Object level = factor.getValue();
        return factor.getKey() + "=" + (level instanceof Double number ? Settings.number(number) : level);
    }
}
