package rai.studies.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.studies.document.Axis;
import rai.studies.document.StudyDocument;

/** Judges the studies that files describe. */
@Component
public final class StudyJudge implements rai.studies.design.Judge {
    private final Catalog catalog;

    /** @param catalog knows the metrics */
    @Activate
    public StudyJudge(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Report report(StudyDocument study, StudyRequest request, List<Outcome> outcomes, Study.Models models) {
        List<String> axes =
                new ArrayList<>(study.axes().stream().map(Axis::name).toList());
        List<String> tuned = axes.stream().filter(study.tuned()::contains).toList();
        axes.removeAll(tuned);
        String metric = study.compare()
                .map(StudyDocument.Compare::metric)
                .or(() -> study.expectations().stream()
                        .flatMap(expected -> expected.metric().stream())
                        .findFirst())
                .orElseGet(() -> Metrics.judged(outcomes));
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("study", study.source().name());
        about.put("judged by", Show.metric(metric));
        study.tune()
                .ifPresent(tune -> about.put("tuned", String.join(", ", tuned) + " by " + Show.metric(tune.metric())));
        Question question = new Question(
                study.name(),
                study.title(),
                study.question(),
                axes,
                tuned,
                study.tune().map(StudyDocument.Tune::metric),
                metric,
                name -> Metrics.largerIsBetter(catalog, name),
                study.compare().map(compare -> new Question.Contrast(compare.axis(), compare.baseline())),
                Overlap.of(outcomes),
                hasFolds(outcomes),
                study.expectations(),
                Set.copyOf(study.report()),
                about);
        return new Judge(question, models).report(outcomes);
    }

    private static boolean hasFolds(List<Outcome> outcomes) {
        return outcomes.stream().anyMatch(outcome -> outcome.trial().factors().containsKey(Question.FOLD));
    }
}
