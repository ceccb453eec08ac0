package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.Chart;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.experiments.Experiment;
import rai.experiments.Findings;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/**
 * Which maps of a deep network are relaxed, from three starts. The report has a heat map, and a sentence per start: how many choices
 * of maps train the network, beside backprop and the readout alone.
 */
@Component(service = Study.class)
@Named("layer-sensitivity")
@About(
        value = "Which maps of 101 sigmoid layers are relaxed, from three starts, and when that matters.",
        source = LayerSensitivity.SOURCE)
public class LayerSensitivity extends Experiment {
    static final String SOURCE = "the Relaxed Activation Identity reference program, its reported limits";
    private static final String START = "start";
    private static final String RELAXED = "relaxed";
    /** Levels that relax nothing: they are there for comparison. */
    private static final String NONE = "none";
    /** The start of the reference program. */
    private static final String REFERENCE = "uniform-fan-in";
    /** @param designs reads the trainings */
    @Activate
    public LayerSensitivity(@Reference Designs designs) {
        super(designs, "layer-sensitivity");
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        Map<String, List<Column>> starts = new LinkedHashMap<>();
        for (Column start : Column.of(START, outcomes)) {
            starts.put(start.level(), Column.of(RELAXED, start.outcomes()));
        }
        List<Statement> first = new ArrayList<>();
        starts.forEach((start, columns) -> {
            List<Column> choices = columns.stream()
                    .filter(column -> !column.level().startsWith(NONE))
                    .toList();
            if (choices.size() > 1) {
                first.add(start.equals(REFERENCE) ? limit(choices) : elsewhere(start, choices));
                first.add(unrelaxed(start, columns));
            }
        });
        return Findings.before(
                usual,
                first,
                starts.isEmpty() ? List.of() : List.of(new Section("Maps and starts", List.of(map(starts)))));
    }

    /** The source's limit, from its own start: some choices train the network, and some do not. */
    private static Statement limit(List<Column> choices) {
        List<Column> trained = trained(choices);
        return Findings.verdict(
                !trained.isEmpty() && trained.size() < choices.size(),
                REFERENCE + ": choices of relaxed maps with a mean test accuracy of more than " + Column.TRAINED,
                "some of " + choices.size() + ", not all",
                trained.size() + " of " + choices.size() + names(trained) + "; " + range(choices),
                SOURCE);
    }

    private static Statement elsewhere(String start, List<Column> choices) {
        List<Column> trained = trained(choices);
        return Statement.remark(start + ": " + trained.size() + " of " + choices.size()
                + " choices of relaxed maps " + (trained.size() == 1 ? "has" : "have")
                + " a mean test accuracy of more than " + Column.TRAINED
                + (trained.size() == choices.size() ? "" : names(trained)) + "; " + range(choices)
                + (trained.size() == choices.size()
                        ? ": from this start it does not decide success which maps are relaxed."
                        : trained.isEmpty() ? ": from this start none trains." : "."));
    }

    /** What is worth knowing before any of it is credited to relaxation. */
    private static Statement unrelaxed(String start, List<Column> columns) {
        List<String> said = columns.stream()
                .filter(column -> column.level().startsWith(NONE))
                .map(column ->
                        column.level() + " has " + Column.spread(column.values(Column.ACCURACY)) + interval(column))
                .toList();
        return Statement.remark(start + ", test accuracy without relaxation: "
                + (said.isEmpty() ? "nothing has ended yet" : String.join("; ", said)) + ".");
    }

    private static String interval(Column column) {
        Interval t = Intervals.t(column.values(Column.ACCURACY), 0.95);
        return t.isDefined() ? ", 95 % interval " + Column.number(t.low()) + " to " + Column.number(t.high()) : "";
    }

    private static List<Column> trained(List<Column> choices) {
        return choices.stream()
                .filter(column -> column.summary(Column.ACCURACY).mean() > Column.TRAINED)
                .toList();
    }

    private static String names(List<Column> columns) {
        return columns.isEmpty()
                ? ""
                : columns.stream().map(Column::level).collect(Collectors.joining(", ", " (", ")"));
    }

    private static String range(List<Column> choices) {
        Comparator<Column> byMean = Comparator.comparingDouble(
                column -> column.summary(Column.ACCURACY).mean());
        Column best = choices.stream().max(byMean).orElseThrow();
        Column worst = choices.stream().min(byMean).orElseThrow();
        return "the best is \"" + best.level() + "\" with "
                + Column.number(best.summary(Column.ACCURACY).mean()) + ", the worst \"" + worst.level() + "\" with "
                + Column.number(worst.summary(Column.ACCURACY).mean());
    }

    private static Chart map(Map<String, List<Column>> starts) {
        List<String> columns = List.copyOf(starts.keySet());
        Set<String> rows = new LinkedHashSet<>();
        starts.values().forEach(all -> all.forEach(column -> rows.add(column.level())));
        double[][] values = new double[rows.size()][columns.size()];
        int row = 0;
        for (String level : rows) {
            for (int start = 0; start < columns.size(); start++) {
                values[row][start] = starts.get(columns.get(start)).stream()
                        .filter(column -> column.level().equals(level))
                        .mapToDouble(column -> column.summary(Column.ACCURACY).mean())
                        .findFirst()
                        .orElse(Double.NaN);
            }
            row++;
        }
        return new Chart.HeatMap(
                "maps-and-starts",
                "Test accuracy of the true forward pass",
                "Mean over the seeds, each cell at its own tuned rate; 0.5 is chance.",
                columns,
                List.copyOf(rows),
                "start",
                "relaxed maps",
                "test accuracy",
                values,
                new String[0][],
                true);
    }
}
