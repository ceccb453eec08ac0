package rai.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.run.RunResult;

/** The results of one variant, over all seeds. */
final class Outcome {
    private final Variant variant;
    private final List<RunResult> results = new ArrayList<>();
    /** P(class 1) on the grid, from the first seed. */
    private double[][] landscape;

    Outcome(Variant variant) {
        this.variant = variant;
    }

    void add(RunResult result) {
        results.add(result);
    }

    void landscape(double[][] probability) {
        landscape = probability;
    }

    Variant variant() {
        return variant;
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    double[][] landscape() {
        return landscape;
    }

    Spread train(String metric) {
        return Spread.of(results.stream().map(r -> r.train().get(metric)).toList());
    }

    Spread test(String metric) {
        return Spread.of(results.stream().map(r -> r.test().get(metric)).toList());
    }

    Spread seconds() {
        return Spread.of(results.stream().map(RunResult::seconds).toList());
    }

    /**
     * The training loss that the method saw at the end minus that of the true forward pass, for the last phase that has
     * targets and the final state of the run; none for a method without targets.
     */
    Spread consistencyGap() {
        List<Double> gaps = new ArrayList<>();
        for (RunResult result : results) {
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

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", variant.name());
        map.put("init", variant.init());
        map.put("optimizer", variant.optimizer());
        map.put("rate", variant.tuned());
        map.put(
                "phases",
                variant.phases().stream().map(p -> p.method() + ":" + p.steps()).toList());
        map.put("seconds", seconds().asMap());
        map.put("train_loss", train("loss").asMap());
        map.put("train_accuracy", train("accuracy").asMap());
        map.put("test_accuracy", test("accuracy").asMap());
        map.put(
                "consistency_gap",
                Double.isNaN(consistencyGap().mean()) ? null : consistencyGap().asMap());
        map.put("runs", results.stream().map(RunResult::asMap).toList());
        return map;
    }
}
