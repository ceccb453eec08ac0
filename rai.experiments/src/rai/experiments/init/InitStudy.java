package rai.experiments.init;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
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
import rai.experiments.ScalarCurve;

/**
 * Xavier and Kaiming: the table of the source, which has one seed per start, over a hundred; and the variance of pre-activations and
 * gradients over a deep network beside the formulas that these starts come from.
 */
@Component(service = Study.class)
@Named("init")
@About(
        value = "Xavier and Kaiming over a hundred seeds, and the variance of pre-activations and gradients beside"
                + " their formulas.",
        source = "the course on activation units, its experiments on initialisation; Glorot and Bengio, 2010; He et"
                + " al., 2015")
public class InitStudy extends Experiment {
    static final String SOURCE = "the course on activation units, initialisation";
    private static final String TRAINING = "training";

    private final Designs designs;
    private final Catalog catalog;
    private Study variance;

    /**
     * @param designs reads {@code designs/init.yaml} and {@code designs/init-variance.yaml}
     * @param catalog knows the activations
     */
    @Activate
    public InitStudy(@Reference Designs designs, @Reference Catalog catalog) {
        super(designs, "init");
        this.designs = designs;
        this.catalog = catalog;
    }

    private synchronized Study variance() {
        if (variance == null) {
            variance = designs.read("init-variance", Experiment.design("init-variance"));
        }
        return variance;
    }

    /** A part of the trainings is a part of the table; the variances are measured only as a whole. */
    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = new ArrayList<>();
        if (request.only().isEmpty()) {
            // the seeds of the table are too many here
            StudyRequest few =
                    new StudyRequest(java.util.Optional.empty(), request.firstSeed(), request.quick(), request.only());
            trials.addAll(variance().plan(few, variances(ended)));
        }
        trials.addAll(super.plan(request, trainings(ended)));
        return trials;
    }

    private static List<Outcome> trainings(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.trial().factors().containsKey(TRAINING))
                .toList();
    }

    private static List<Outcome> variances(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.trial().factors().containsKey(TRAINING))
                .toList();
    }

    @Override
    protected Report usual(StudyRequest request, List<Outcome> outcomes, Models models) {
        return super.usual(request, trainings(outcomes), models);
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        Starts starts = new Starts(trainings(outcomes));
        Variances variances = new Variances(variances(outcomes), activation -> ScalarCurve.of(catalog, activation));
        List<Statement> statements = new ArrayList<>(starts.statements());
        statements.addAll(variances.statements());
        List<Section> sections = new ArrayList<>(starts.sections());
        sections.addAll(variances.sections());
        return Findings.before(usual, statements, sections);
    }
}
