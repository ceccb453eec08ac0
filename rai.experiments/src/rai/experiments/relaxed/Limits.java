package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.Block;
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
 * What the source of Relaxed Activation Identity reports as its limits, asked of every method: networks of relu, outputs that are
 * not a number, the choice of the relaxed maps, boundaries that vary from run to run. The verdicts follow from the trainings by the
 * rules of {@link ReluLimit}, {@link FiniteLimit}, {@link MapsLimit} and {@link BoundaryLimit}.
 */
@Component(service = Study.class)
@Named("limits")
@About(
        value = "The limits reported of RAI, method by method: relu, NaN, the choice of maps, boundaries that vary.",
        source = Limits.SOURCE)
public class Limits extends Experiment {
    static final String SOURCE = "the Relaxed Activation Identity reference program, its reported limits";
    static final String RAI = "RAI";
    /** Networks of units without a bound are looked at on the plane for this many seeds. */
    private static final int KEPT = 3;

    /** @param designs reads the trainings */
    @Activate
    public Limits(@Reference Designs designs) {
        super(designs, "limits");
    }

    /** Networks are kept if their landscapes are compared between seeds, or counted. */
    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = super.plan(request, ended);
        Set<Long> first = trials.stream().map(Limits::seed).collect(Collectors.toCollection(TreeSet::new)).stream()
                .limit(KEPT)
                .collect(Collectors.toSet());
        return trials.stream()
                .map(trial ->
                        isKept(trial, first) ? new Trial(trial.stage(), trial.factors(), trial.request(), true) : trial)
                .toList();
    }

    private static boolean isKept(Trial trial, Set<Long> first) {
        String setting = Column.level(trial, LimitCells.SETTING);
        return setting.equals(LimitCells.SIGMOID)
                || setting.equals(LimitCells.SIGMOID + LimitCells.OTHER)
                || setting.contains(LimitCells.RELU) && first.contains(seed(trial));
    }

    private static long seed(Trial trial) {
        return ((Number) trial.factors().get("seed")).longValue();
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        LimitCells cells = LimitCells.of(outcomes);
        if (cells.methods().isEmpty()) {
            return usual;
        }
        LimitNetworks networks = LimitNetworks.of(cells, models);
        List<Limit> limits =
                List.of(new ReluLimit(), new FiniteLimit(networks), new MapsLimit(), new BoundaryLimit(networks));
        List<Statement> first = new ArrayList<>(LimitStatements.source(cells, networks));
        limits.forEach(limit -> first.add(LimitStatements.of(limit, cells)));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Verdicts", List.of(LimitTables.verdicts(limits, cells))));
        sections.add(new Section("Relu", List.of(LimitCharts.accuracy(cells), LimitTables.accuracies(cells))));
        List<Block> undefined = new ArrayList<>(LimitTables.undefined(cells, networks));
        LimitCharts.landscapes(cells, networks).ifPresent(undefined::add);
        sections.add(new Section("Not a number", undefined));
        sections.add(new Section("Relaxed maps", LimitTables.maps(cells)));
        sections.add(new Section("Boundaries", LimitTables.boundaries(cells, networks)));
        return Findings.before(usual, first, sections);
    }
}
