package rai.studies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rai.api.run.RunResult;
import rai.api.study.Outcome;

/**
 * The results of one variant, over all seeds.
 *
 * @param variant the variant
 * @param outcomes its trials that have a result
 */
record Measured(Variant variant, List<Outcome> outcomes) {
    /** Copies the list. */
    Measured {
        outcomes = outcomes.stream()
                .filter(outcome -> outcome.result().isPresent())
                .toList();
    }

    boolean isEmpty() {
        return outcomes.isEmpty();
    }

    private List<RunResult> results() {
        return outcomes.stream().flatMap(outcome -> outcome.result().stream()).toList();
    }

    List<String> ids() {
        return outcomes.stream().map(Outcome::id).toList();
    }

    Spread train(String metric) {
        return Spread.of(results().stream().map(r -> r.train().get(metric)).toList());
    }

    Spread test(String metric) {
        return Spread.of(results().stream().map(r -> r.test().get(metric)).toList());
    }

    Spread seconds() {
        return Spread.of(results().stream().map(RunResult::seconds).toList());
    }

    /**
     * The training loss that the method saw at the end minus that of the true forward pass, for the last phase that has
     * targets and the final state of the run; none for a method without targets.
     */
    Spread consistencyGap() {
        List<Double> gaps = new ArrayList<>();
        for (RunResult result : results()) {
            Double relaxed = null;
            for (Map<String, Object> phase : result.phases()) {
                if (phase.get("report") instanceof Map<?, ?> report && report.get("relaxed_loss") instanceof Double d) {
                    relaxed = d;
                }
            }
            if (relaxed != null) {
                gaps.add(relaxed - result.train().get("loss"));
            }
        }
        return Spread.of(gaps);
    }
}
