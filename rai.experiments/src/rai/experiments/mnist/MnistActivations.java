package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.experiments.Experiment;
import rai.experiments.Findings;

/**
 * Six activations at nine rates on digits: which cells diverge, what the others reach, what the best rate of each reaches on test
 * data, the curves that swish has learnt; and with further seeds whether the edge of divergence stays where it is, and whether the
 * figures of the source that differ from ours lie among those of other seeds.
 */
@Component(service = Study.class)
@Named(MnistActivations.NAME)
@About(
        value = "Six activations at nine rates on 12,000 digits of MNIST, by gradient descent on all of them at once.",
        source = Source.NAME)
public class MnistActivations implements Study {
    static final String NAME = "mnist-activations";
    private static final String EDGES = NAME + "-edges";
    private static final String SEEDS = NAME + "-seeds";

    private final Designs designs;
    private Study grid;
    private Study edges;
    private Study seeds;

    /** @param designs reads the trainings */
    @Activate
    public MnistActivations(@Reference Designs designs) {
        this.designs = designs;
    }

    private synchronized Study grid() {
        if (grid == null) {
            grid = designs.read(NAME, Experiment.design(NAME));
        }
        return grid;
    }

    private synchronized Study edges() {
        if (edges == null) {
            edges = designs.read(EDGES, Experiment.design(EDGES));
        }
        return edges;
    }

    private synchronized Study seeds() {
        if (seeds == null) {
            seeds = designs.read(SEEDS, Experiment.design(SEEDS));
        }
        return seeds;
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = new ArrayList<>(grid().plan(request, ofTheGrid(ended)));
        // who asks for a part asks for a part of the grid
        if (request.only().isEmpty()) {
            edges().plan(ownSeeds(request), List.of()).stream()
                    .map(Edges::staged)
                    .forEach(trials::add);
            seeds().plan(ownSeeds(request), List.of()).stream()
                    .map(FurtherSeeds::staged)
                    .forEach(trials::add);
        }
        return trials;
    }

    private static List<Outcome> ofTheGrid(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> isOfTheGrid(outcome.trial())).toList();
    }

    private static boolean isOfTheGrid(Trial trial) {
        return !Edges.has(trial) && !FurtherSeeds.has(trial);
    }

    /** Edges and further seeds have seeds of their own. */
    private static StudyRequest ownSeeds(StudyRequest request) {
        return new StudyRequest(Optional.empty(), Optional.empty(), request.quick(), Map.of());
    }

    @Override
    public int later(StudyRequest request, List<Trial> known) {
        return grid().later(request, known);
    }

    @Override
    public void requireMetrics(Set<String> metrics) {
        grid().requireMetrics(metrics);
    }

    @Override
    public SpecException explain(Trial trial, SpecException refused) {
        return isOfTheGrid(trial) ? grid().explain(trial, refused) : refused;
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Outcome> others = ofTheGrid(outcomes);
        Report usual = grid().report(request, others, models);
        Cells cells = Cells.of(others);
        List<Statement> answer = new ArrayList<>(Judged.grid(cells, request.quick()));
        answer.addAll(Judged.best(others, request.quick()));
        List<Section> sections = new ArrayList<>();
        if (!cells.isEmpty()) {
            sections.addAll(GridCharts.of(cells));
        }
        LearntSwish.of(others).ifPresent(part -> {
            answer.addAll(part.answer());
            sections.add(part.section());
        });
        Edges.of(outcomes).ifPresent(part -> {
            answer.addAll(part.answer());
            sections.add(part.section());
        });
        FurtherSeeds.of(outcomes, request.quick()).ifPresent(part -> {
            answer.addAll(part.answer());
            sections.add(part.section());
        });
        return Findings.before(usual, answer, sections);
    }
}
