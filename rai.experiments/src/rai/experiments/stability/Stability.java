package rai.experiments.stability;

import java.util.ArrayList;
import java.util.List;
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
 * Why gradients vanish or explode: limits of floating-point numbers, the variance of a weight gradient in a random chain of layers
 * by formula and by simulation, and five starts of a network, with what cures the one that fails.
 */
@Component(service = Study.class)
@Named("stability")
@About(
        value = "Float limits, the variance of gradients by formula and simulation, and five starts of a network.",
        source = "the course on activation units, its experiments on numerical stability")
public class Stability extends Experiment {
    static final String SOURCE = "the course on activation units, numerical stability";
    private static final String SEED = "seed";
    private static final int REPETITIONS = 100;
    private static final int QUICK_REPETITIONS = 10;

    /** @param designs reads {@code designs/stability.yaml} */
    @Activate
    public Stability(@Reference Designs designs) {
        super(designs, "stability");
    }

    /** The runs of the first seed are kept: the report draws what they have learnt. */
    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = super.plan(request, ended);
        long first = trials.stream().mapToLong(Stability::seed).min().orElse(0);
        return trials.stream()
                .map(trial -> new Trial(trial.stage(), trial.factors(), trial.request(), seed(trial) == first))
                .toList();
    }

    private static long seed(Trial trial) {
        return ((Number) trial.factors().get(SEED)).longValue();
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        MonteCarlo simulated = MonteCarlo.run(request.quick() ? QUICK_REPETITIONS : REPETITIONS, MonteCarlo.DRAWS);
        FiveStarts starts = new FiveStarts(outcomes);
        List<Statement> statements = new ArrayList<>();
        statements.add(FloatLimits.verdict());
        statements.addAll(simulated.statements());
        statements.addAll(Extremes.statements());
        statements.addAll(starts.statements());
        List<Section> sections = new ArrayList<>();
        sections.addAll(starts.sections(models));
        sections.add(simulated.section());
        sections.add(Extremes.run().section());
        sections.add(FloatLimits.section());
        return Findings.before(usual, statements, sections);
    }
}
