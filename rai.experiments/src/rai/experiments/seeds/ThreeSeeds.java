package rai.experiments.seeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
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
 * Rankings of starts and of activations by one seed and by three, beside those by many: how often they agree, how often a test of
 * three seeds shows what is not there, and how many seeds a claim needs. The starts are trained as the study {@code init} trains
 * them, so that neither trains them again after the other.
 */
@Component(service = Study.class)
@Named(ThreeSeeds.NAME)
@About(
        value = "Starts and activations ranked by one seed, by three and by many: how often they agree, and how many"
                + " seeds a claim needs.",
        source = "the course on activation units; the README of Mish, its table of tests with 3 and 23 runs")
public class ThreeSeeds extends Experiment {
    static final String NAME = "three-seeds";
    private static final String TABLE = "init";
    /** The starts have a stage of their own: the test of the activations is planned later, from what has ended. */
    static final String STAGE = "starts";

    private final Designs designs;
    private Study starts;

    /** @param designs reads {@code designs/three-seeds.yaml} and {@code designs/init.yaml} */
    @Activate
    public ThreeSeeds(@Reference Designs designs) {
        super(designs, NAME);
        this.designs = designs;
    }

    private synchronized Study starts() {
        if (starts == null) {
            starts = designs.read(TABLE, Experiment.design(TABLE));
        }
        return starts;
    }

    /** A part of the trainings is a part of the activations; the starts are trained only as a whole. */
    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = new ArrayList<>();
        if (request.only().isEmpty()) {
            starts().plan(ofTheTable(request), List.of()).stream()
                    .map(trial -> new Trial(STAGE, trial.factors(), trial.request(), trial.keep()))
                    .forEach(trials::add);
        }
        trials.addAll(super.plan(request, activations(ended)));
        return trials;
    }

    private static StudyRequest ofTheTable(StudyRequest request) {
        Map<String, List<String>> cells = Map.of(
                "activation", Measured.STARTED,
                "init", Measured.INITS,
                "training", List.of(Measured.TRAINING));
        return new StudyRequest(request.seeds(), request.firstSeed(), request.quick(), cells, request.dataDirectory());
    }

    private static List<Outcome> activations(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.trial().stage().equals(STAGE))
                .toList();
    }

    @Override
    protected Report usual(StudyRequest request, List<Outcome> outcomes, Models models) {
        return super.usual(request, activations(outcomes), models);
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Statement> statements = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        List<Judged> all = Measured.of(outcomes).stream().map(Judged::new).toList();
        if (!all.isEmpty()) {
            all.forEach(judged -> statements.addAll(judged.statements()));
            sections.add(SeedTables.section(all));
        }
        return Findings.before(usual, statements, sections);
    }
}
