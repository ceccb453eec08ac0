package rai.core.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Spec;
import rai.core.data.ExampleParts;
import rai.core.data.Preparation;
import rai.core.evaluate.Baseline;
import rai.core.evaluate.FeatureScales;
import rai.core.store.RunComparison;

/** Adds to a result what it is to be compared with, and hints on what may be wrong. */
final class Judgement {
    private final ExampleParts examples;
    private final Preparation preparation;
    private final Supplier<Optional<String>> watched;

    Judgement(ExampleParts examples, Preparation preparation, Supplier<Optional<String>> watched) {
        this.watched = watched;
        this.examples = examples;
        this.preparation = preparation;
    }

    /** The optimizer has a default, so nobody need have asked for it. */
    private static Optional<String> ignored(Map<String, Object> phase) {
        if (!(phase.get(RunComparison.IGNORED) instanceof List<?> keys)) {
            return Optional.empty();
        }
        List<String> settings = keys.stream()
                .map(String::valueOf)
                .filter(key -> !key.equals("optimizer"))
                .toList();
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", settings) + " had no effect: "
                        + Spec.parse(String.valueOf(phase.get("method"))).name()
                        + " moves the parameters itself, without the optimizer");
    }

    RunResult of(RunResult result) {
        Baseline baseline = Baseline.of(examples);
        List<String> hints = new ArrayList<>();
        if (result.stopped() == Stop.STEPS || result.stopped() == Stop.EARLY) {
            Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
            metrics.put("train", result.train());
            metrics.put("valid", result.valid());
            metrics.put("test", result.test());
            baseline.hint(metrics, preparation.learnt().classes(), RunComparison.isOptimized(result.phases()))
                    .ifPresent(hints::add);
        }
        FeatureScales.hint(examples.train().inputs().largest(), preparation.features())
                .ifPresent(hints::add);
        watched.get().ifPresent(hints::add);
        result.phases().forEach(phase -> ignored(phase).ifPresent(hints::add));
        return result.judged(baseline.values(), hints);
    }
}
