package rai.core.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.run.RunEvent;
import rai.api.spec.SpecException;
import rai.core.data.ExampleParts;
import rai.core.data.Examples;
import rai.core.evaluate.EarlyStopping;
import rai.core.evaluate.Evaluator;
import rai.core.evaluate.Figures;
import rai.core.plan.ControlCheck;
import rai.core.plan.Keys;
import rai.core.plan.Plan;
import rai.core.plan.Planned;
import rai.core.plan.PlannedPhase;
import rai.core.service.Services;

/**
 * The metrics that early stopping and schedules watch. One that is never a number for these data is refused before the run
 * starts; one that turns NaN in the run is reported.
 */
final class WatchedMetrics {
    private final ExampleParts examples;
    private static final Map<String, String> NAMES = Map.of("train", "training", "valid", "validation", "test", "test");
    /** All that were watched in this run. */
    private final Set<String> everWatched = new LinkedHashSet<>();
    /** Those that were NaN in the last evaluation. */
    private final Set<String> undefined = new HashSet<>();

    WatchedMetrics(ExampleParts examples) {
        this.examples = examples;
    }

    /**
     * Checks that evaluations give what is watched.
     *
     * @throws SpecException if they do not, or if it is not defined for the data
     */
    void require(Planned planned) {
        Plan plan = planned.plan();
        Map<String, Double> ofEach =
                Evaluator.unknown(examples.train().task(), plan.metrics().names());
        Map<String, Double> known = Figures.of(
                ofEach, examples.valid() == null ? Map.of() : ofEach, examples.test() == null ? Map.of() : ofEach);
        Map<String, Metric> metrics = plan.metrics().now(planned.services());
        for (int i = 0; i < plan.phases().size(); i++) {
            String key = "phases[" + i + "].";
            of(plan.phases().get(i), planned.services())
                    .forEach((figure, by) -> Keys.at(key + by, () -> {
                        ControlCheck.requireKnown(figure, known.keySet());
                        requireDefined(figure, metrics);
                        everWatched.add(figure);
                        return null;
                    }));
        }
    }

    /** @return a sentence if test data were watched, though there are validation data for that */
    Optional<String> hint() {
        return everWatched.stream()
                .filter(figure -> examples.valid() != null && figure.startsWith("test."))
                .findFirst()
                .map(figure -> figure + " was watched, so the test data are no longer unseen: watch "
                        + figure.replaceFirst("test", "valid") + ", since there are validation data");
    }

    /** What is watched in a phase, and the key of what watches it. */
    private static Map<String, String> of(PlannedPhase phase, Services services) {
        Map<String, String> watched = new LinkedHashMap<>();
        phase.asked().stopEarly().map(EarlyStopping::parse).ifPresent(rule -> watched.put(rule.metric(), "stop_early"));
        if (phase.schedule() != null) {
            services.schedule(phase.schedule())
                    .watches()
                    .filter(figure -> !figure.equals(Figures.OBJECTIVE))
                    .ifPresent(figure -> watched.putIfAbsent(figure, "schedule"));
        }
        return watched;
    }

    /** A metric that is NaN even for perfect predictions is not defined for the data. */
    private void requireDefined(String figure, Map<String, Metric> metrics) {
        int dot = figure.indexOf('.');
        Metric metric = metrics.get(figure.substring(dot + 1));
        String part = figure.substring(0, dot);
        Examples watched =
                switch (part) {
                    case "valid" -> examples.valid();
                    case "test" -> examples.test();
                    default -> examples.train();
                };
        if (metric != null && isUndefined(metric, watched)) {
            throw new SpecException(figure + " is watched, but it is not defined for the " + NAMES.get(part)
                    + " data: it is NaN even for perfect predictions, as auc is if all examples are of one"
                    + " class; watch another metric, or use other data");
        }
    }

    private static boolean isUndefined(Metric metric, Examples examples) {
        try {
            return Double.isNaN(metric.value(new Predictions(examples.task(), examples.targets(), examples.targets())));
        } catch (RuntimeException | LinkageError e) {
            return false; // the first evaluation names the service at fault
        }
    }

    /** Reports what has turned NaN since the last evaluation. */
    void observe(RunContext run, Map<String, Double> figures) {
        for (String figure : of(run.phase(), run.services()).keySet()) {
            if (!Double.isNaN(figures.getOrDefault(figure, Double.NaN))) {
                undefined.remove(figure);
            } else if (undefined.add(figure)) {
                run.tell(new RunEvent.Warned(
                        run.completed(),
                        "after step " + run.completed() + ", " + figure
                                + ", which is watched, is NaN: until it is a number"
                                + " again, it counts neither as an improvement nor as the best"));
            }
        }
    }
}
