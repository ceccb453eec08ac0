package rai.studies.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.Trial;
import rai.studies.source.RunsJudge;

/** Judges runs that no study has planned: those that differ in their seed only are a group. */
@Component
public final class JudgedRuns implements RunsJudge {
    private static final String VARIANT = "run";

    private final Catalog catalog;

    /** @param catalog knows metrics */
    @Activate
    public JudgedRuns(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Report judge(List<Outcome> outcomes, Study.Models models) {
        Set<String> differing = new LinkedHashSet<>();
        outcomes.forEach(outcome -> differing.addAll(outcome.trial().factors().keySet()));
        differing.remove(Question.SEED);
        List<Outcome> all = differing.size() > 1
                ? outcomes.stream().map(outcome -> named(outcome, differing)).toList()
                : outcomes;
        List<String> axes = differing.size() > 1 ? List.of(VARIANT) : List.copyOf(differing);
        String metric = Metrics.judged(all);
        Question question = new Question(
                "comparison",
                "Comparison of " + Show.count(outcomes.size(), "run"),
                "",
                axes,
                List.of(),
                Optional.empty(),
                metric,
                this::largerIsBetter,
                axes.isEmpty() ? Optional.empty() : Optional.of(new Question.Contrast(axes.get(0), Optional.empty())),
                Overlap.of(outcomes),
                false,
                List.of(),
                Set.of(),
                Map.of("metric", metric));
        return new Judge(question, models).report(all);
    }

    /** Several keys that differ make one factor, whose levels name them all. */
    private static Outcome named(Outcome outcome, Set<String> differing) {
        Map<String, Object> factors = outcome.trial().factors();
        List<String> parts = new ArrayList<>();
        for (String key : differing) {
            if (factors.get(key) != null) {
                parts.add(key.replaceFirst(".*\\.", "") + " " + Show.level(factors.get(key)));
            }
        }
        Map<String, Object> named = new LinkedHashMap<>();
        named.put(VARIANT, String.join(", ", parts));
        if (factors.get(Question.SEED) != null) {
            named.put(Question.SEED, factors.get(Question.SEED));
        }
        Trial trial = outcome.trial();
        return new Outcome(
                outcome.id(),
                new Trial(trial.stage(), named, trial.request(), trial.keep()),
                outcome.state(),
                outcome.result(),
                outcome.curves(),
                outcome.reason(),
                outcome.seconds(),
                outcome.directory(),
                outcome.examples());
    }

    private boolean largerIsBetter(String metric) {
        return Metrics.largerIsBetter(catalog, metric);
    }
}
