package rai.experiments.learned;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.report.Report;
import rai.api.run.Archive;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

/**
 * An activation that is a small network, shared by all units of all layers and trained with them: 27 combinations of sizes and base
 * activations, the shapes of their curves, their scores beside those of the base activations, and their use on other tasks. The
 * curves are read from the runs of the stage {@code learn}, which are kept.
 */
@Component(service = Study.class)
@Named("learned-activation")
@About(
        value = "An activation function that a network learns: its shape, its score, and its use on another task.",
        source = "the reference experiment on activations that networks learn, on covertype")
public final class LearnedActivation implements Study {
    private final Trainings trainings;
    private final Trainings quick;

    /**
     * @param designs makes studies of files
     * @param archive reads what runs have learnt
     * @param catalog knows activation networks
     */
    @Activate
    public LearnedActivation(@Reference Designs designs, @Reference Archive archive, @Reference Catalog catalog) {
        this(designs, new KeptCurves(archive, catalog), Form.SAMPLE);
    }

    LearnedActivation(Designs designs, Curves curves, Form form) {
        trainings = new Trainings(designs, form::text, curves);
        quick = new Trainings(designs, Form.QUICK::text, curves);
    }

    private Trainings trainings(StudyRequest request) {
        return request.quick() ? quick : trainings;
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        return trainings(request).plan(request, ended);
    }

    @Override
    public int later(StudyRequest request, List<Trial> known) {
        return trainings(request).later(request, known);
    }

    @Override
    public void requireMetrics(Set<String> metrics) {
        trainings.requireMetrics(metrics);
    }

    @Override
    public SpecException explain(Trial trial, SpecException refused) {
        return trainings.explain(trial, refused);
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        return new Judgement(trainings(request).learnt(outcomes), outcomes).report();
    }
}
