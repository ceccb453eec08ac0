package rai.experiments.relu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.run.Trainer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.experiments.Experiment;
import rai.experiments.Findings;

/**
 * A relu network that never learns: the start of the source at which no unit fires, the share of random starts that are like it,
 * for one activation beside the other, and the geometry that explains the share.
 */
@Component(service = Study.class)
@Named("relu-wrong")
@About(
        value = "A network of two hidden units learns x from x: starts at which it never learns, by activation.",
        source = "the reference experiment on ReLU networks that go wrong")
public class ReluWrong implements Study {
    static final String SOURCE = "the reference experiment on ReLU networks that go wrong";
    private static final int MOST_FATAL_SEEDS = 10;

    private final Designs designs;
    private final StartedNetwork.Source source;
    private Study starts;
    private Study fatal;

    /**
     * @param designs reads the trainings
     * @param trainer prepares networks
     * @param catalog knows activations and data sets
     */
    @Activate
    public ReluWrong(@Reference Designs designs, @Reference Trainer trainer, @Reference Catalog catalog) {
        this(designs, StartedNetwork.by(trainer, catalog));
    }

    ReluWrong(Designs designs, StartedNetwork.Source source) {
        this.designs = designs;
        this.source = source;
    }

    private synchronized Study starts() {
        if (starts == null) {
            starts = designs.read("relu-wrong", Experiment.design("relu-wrong"));
        }
        return starts;
    }

    private synchronized Study fatal() {
        if (fatal == null) {
            fatal = designs.read("relu-wrong-fatal", Experiment.design("relu-wrong-fatal"));
        }
        return fatal;
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = new ArrayList<>();
        // a part of the activations is a part of the random starts
        if (request.only().isEmpty()) {
            trials.addAll(fatal().plan(fatal(request), FatalStart.among(ended)));
        }
        trials.addAll(starts().plan(request, RandomStarts.among(ended)));
        return trials;
    }

    /** The outcome at the fatal start hardly depends on the seed: a few are enough, however many random starts are wanted. */
    private static StudyRequest fatal(StudyRequest request) {
        Optional<Integer> seeds = request.seeds().map(count -> Math.min(count, MOST_FATAL_SEEDS));
        return new StudyRequest(seeds, request.firstSeed(), request.quick(), Map.of());
    }

    @Override
    public void requireMetrics(Set<String> metrics) {
        starts().requireMetrics(metrics);
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Outcome> random = RandomStarts.among(outcomes);
        Report usual = starts().report(request, random, models);
        List<Statement> answer = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        FatalStart.of(FatalStart.among(outcomes), source).ifPresent(part -> {
            answer.addAll(part.answer());
            sections.add(part.section());
        });
        OutputAngle geometry = OutputAngle.measured();
        answer.addAll(geometry.answer());
        RandomStarts.of(random).ifPresent(part -> {
            answer.addAll(part.answer());
            sections.add(part.section());
        });
        sections.add(geometry.section());
        return Findings.before(usual, answer, sections);
    }
}
