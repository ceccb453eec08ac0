package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.Report.Section;
import rai.api.study.Outcome;

/** How the best levels were found: a curve over the levels per cell, and a map of all cells and levels. */
final class Tuning {
    private Tuning() {}

    /**
     * @param outcomes the trials that tuned
     * @param tests the trials at the levels that were chosen, as far as they have ended
     */
    static Optional<Section> section(Question question, List<Outcome> outcomes, List<Outcome> tests) {
        if (outcomes.isEmpty()
                || question.tuning().isEmpty()
                || question.tuned().isEmpty()) {
            return Optional.empty();
        }
        String metric = question.tuning().get();
        List<Cell> cells = Cell.of(outcomes, question.axes());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("Each cell has its own best " + String.join(" and ", question.tuned())
                + ": that with the " + (question.largerIsBetter().test(metric) ? "largest" : "smallest") + " mean "
                + Show.metric(metric) + " over the tuning seeds. The test data had no part in it."));
        if (question.wants("u-curve") && question.tuned().size() == 1) {
            curve(question, metric, cells).ifPresent(blocks::add);
        }
        if (question.wants("heat-map")) {
            blocks.add(map(question, metric, cells, tests));
        }
        return Optional.of(new Section("Tuning", blocks));
    }

    private static Optional<Chart> curve(Question question, String metric, List<Cell> cells) {
        String axis = question.tuned().get(0);
        List<Chart.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            List<Cell> levels = AxisLines.inOrder(Cell.of(cell.outcomes(), List.of(axis)), axis);
            if (levels.size() < 2) {
                return Optional.empty();
            }
            List<Integer> best = best(levels, metric, question.largerIsBetter().test(metric));
            lines.add(AxisLines.line(
                    cell.label(), cell.key(question), levels, axis, level -> usable(level, metric), best));
        }
        DoubleStream across = lines.stream().flatMapToDouble(line -> Arrays.stream(line.x()));
        return Optional.of(new Chart.Lines(
                "tuning",
                Show.title(Show.metric(metric)) + " over the " + axis,
                "Means over the tuning seeds, and their range from the smallest to the largest; the chosen level is"
                        + " marked. Where a trial diverged, the line is interrupted.",
                AxisLines.axis(axis, across, AxisLines.WIDE),
                Chart.Axis.of(Show.metric(metric)),
                lines));
    }

    /** The values of a level, none if a trial diverged there. */
    private static double[] usable(Cell level, String metric) {
        return level.count(Outcome.State.DIVERGED) > 0 ? new double[0] : level.values(metric);
    }

    private static List<Integer> best(List<Cell> levels, String metric, boolean larger) {
        int best = -1;
        double of = Double.NaN;
        for (int i = 0; i < levels.size(); i++) {
            double mean = Arrays.stream(usable(levels.get(i), metric)).average().orElse(Double.NaN);
            if (Double.isFinite(mean) && (best < 0 || (larger ? mean > of : mean < of))) {
                best = i;
                of = mean;
            }
        }
        return best < 0 ? List.of() : List.of(best);
    }

    private static Chart map(Question question, String metric, List<Cell> cells, List<Outcome> tests) {
        List<Map<String, String>> levels = new ArrayList<>(new LinkedHashSet<>(cells.stream()
                .flatMap(cell -> cell.outcomes().stream())
                .map(outcome -> Cell.factors(outcome, question.tuned()))
                .toList()));
        double[][] values = new double[cells.size()][levels.size()];
        String[][] notes = new String[cells.size()][levels.size()];
        for (int row = 0; row < cells.size(); row++) {
            Map<String, String> cell = cells.get(row).factors();
            Set<Map<String, String>> chosen = tests.stream()
                    .filter(test -> Cell.factors(test, question.axes()).equals(cell))
                    .map(test -> Cell.factors(test, question.tuned()))
                    .collect(Collectors.toSet());
            for (int column = 0; column < levels.size(); column++) {
                Map<String, String> level = levels.get(column);
                Cell at = new Cell(
                        level,
                        cells.get(row).outcomes().stream()
                                .filter(outcome ->
                                        Cell.factors(outcome, question.tuned()).equals(level))
                                .toList());
                values[row][column] =
                        Arrays.stream(usable(at, metric)).average().orElse(Double.NaN);
                notes[row][column] = Stream.of(note(at), chosen.contains(level) ? "chosen" : "")
                        .filter(note -> !note.isEmpty())
                        .collect(Collectors.joining(", "));
            }
        }
        return new Chart.HeatMap(
                "tuning-map",
                "Mean " + Show.metric(metric) + " of every cell and level",
                "Means over the tuning seeds; a level that was tested is noted as chosen, with * where there is no"
                        + " room.",
                levels.stream().map(level -> String.join(", ", level.values())).toList(),
                cells.stream().map(Cell::label).toList(),
                String.join(", ", question.tuned()),
                String.join(", ", question.axes()),
                Show.metric(metric),
                values,
                notes,
                question.largerIsBetter().test(metric));
    }

    private static String note(Cell at) {
        List<Outcome> diverged = at.outcomes().stream()
                .filter(outcome -> outcome.state() == Outcome.State.DIVERGED)
                .toList();
        if (!diverged.isEmpty()) {
            long first = diverged.stream()
                    .flatMap(outcome -> outcome.result().stream())
                    .mapToLong(result -> result.steps())
                    .min()
                    .orElse(0);
            return (diverged.size() < at.outcomes().size()
                            ? diverged.size() + " of " + at.outcomes().size() + " diverged"
                            : "diverged")
                    + " at step " + first;
        }
        long failed = at.count(Outcome.State.FAILED);
        return failed == 0 ? "" : failed + " failed";
    }
}
