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

/** {@link LearnedActivation} on the whole data set of the source, which has to be there. */
@Component(service = Study.class)
@Named("learned-activation-full")
@About(
        value = "The study learned-activation on the whole file of Covertype in place of a sample.",
        source = "the reference experiment on activations that networks learn, on covertype")
public final class FullLearnedActivation implements Study {
    private final LearnedActivation study;

    /**
     * @param designs makes studies of files
     * @param archive reads what runs have learnt
     * @param catalog knows activation networks
     */
    @Activate
    public FullLearnedActivation(@Reference Designs designs, @Reference Archive archive, @Reference Catalog catalog) {
        study = new LearnedActivation(designs, new KeptCurves(archive, catalog), Form.FULL);
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        return study.plan(request, ended);
    }

    @Override
    public int later(StudyRequest request, List<Trial> known) {
        return study.later(request, known);
    }

    @Override
    public void requireMetrics(Set<String> metrics) {
        study.requireMetrics(metrics);
    }

    @Override
    public SpecException explain(Trial trial, SpecException refused) {
        return study.explain(trial, refused);
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        return study.report(request, outcomes, models);
    }
}
