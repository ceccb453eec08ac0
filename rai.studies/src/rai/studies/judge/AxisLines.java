package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.statistics.Summary;

/**
 * The metric over a numeric axis of the study, such as the depth: a line for each level of the compared axis, or of the only other one.
 * With one axis more there is a panel for each of its levels. Lines over two numeric axes, or in a grid of many, would be hard to read:
 * then there is no such chart.
 */
final class AxisLines {
    private static final int FEWEST_LEVELS = 3;
    private static final int MOST_LINES = 8;
    private static final int MOST_COLUMNS = 4;
    /** From this ratio of the largest to the smallest on, an axis is logarithmic. */
    private static final double WIDE = 10;

    private static final double VERY_WIDE = 1000;

    private final Question question;
    private final List<Cell> cells;
    private final String axis;

    private AxisLines(Question question, List<Cell> cells, String axis) {
        this.question = question;
        this.cells = cells;
        this.axis = axis;
    }

    static Optional<Chart> of(Question question, List<Cell> cells) {
        List<String> numeric = question.axes().stream()
                .filter(axis -> !isCompared(question, axis))
                .filter(axis -> isNumeric(cells, axis))
                .toList();
        List<String> others = new ArrayList<>(question.axes());
        others.removeAll(numeric);
        if (numeric.size() != 1 || others.isEmpty() || others.size() > 2) {
            return Optional.empty();
        }
        String lines = others.stream()
                .filter(axis -> isCompared(question, axis))
                .findFirst()
                .orElse(others.get(others.size() - 1));
        others.remove(lines);
        AxisLines chart = new AxisLines(question, cells, numeric.get(0));
        if (levels(cells, lines).size() > MOST_LINES) {
            return Optional.empty();
        }
        return Optional.of(others.isEmpty() ? chart.single(lines) : chart.panels(lines, others.get(0)));
    }

    private static boolean isCompared(Question question, String axis) {
        return question.compare()
                .filter(contrast -> contrast.axis().equals(axis))
                .isPresent();
    }

    private static boolean isNumeric(List<Cell> cells, String axis) {
        return levels(cells, axis).size() >= FEWEST_LEVELS
                && cells.stream().allMatch(cell -> level(cell, axis) instanceof Number);
    }

    private static Object level(Cell cell, String axis) {
        return cell.outcomes().get(0).trial().factors().get(axis);
    }

    private static List<String> levels(List<Cell> cells, String axis) {
        return cells.stream()
                .map(cell -> cell.factors().getOrDefault(axis, ""))
                .distinct()
                .toList();
    }

    private Chart single(String lines) {
        return new Chart.Lines("over-axis", title(), caption(), across(), upwards(), lines(cells, lines));
    }

    private Chart panels(String lines, String panel) {
        List<String> levels = levels(cells, panel);
        List<List<Chart.Line>> drawn = levels.stream()
                .map(level -> lines(
                        cells.stream()
                                .filter(cell -> level.equals(cell.factors().get(panel)))
                                .toList(),
                        lines))
                .toList();
        boolean sideBySide = levels.size() <= MOST_COLUMNS;
        return new Chart.Facets(
                "over-axis",
                title(),
                caption() + " All panels have the same axes.",
                across(),
                upwards(),
                sideBySide ? panel : "",
                sideBySide ? levels : List.of(""),
                sideBySide ? "" : panel,
                sideBySide ? List.of("") : levels,
                sideBySide ? List.of(drawn) : drawn.stream().map(List::of).toList());
    }

    private String title() {
        return Show.title(Show.metric(question.metric())) + " over " + axis;
    }

    private String caption() {
        return "The mean over the " + (question.hasFolds() ? "seeds and folds" : "seeds")
                + ", and the range from the smallest to the largest. A line is interrupted where no trial has a value.";
    }

    private Chart.Axis across() {
        Chart.Axis across = Chart.Axis.of(axis);
        return spans(cells.stream().mapToDouble(this::x), WIDE) ? across.logarithmic() : across;
    }

    private Chart.Axis upwards() {
        Chart.Axis upwards = Chart.Axis.of(Show.metric(question.metric()));
        DoubleStream values = cells.stream().flatMapToDouble(cell -> Arrays.stream(cell.values(question.metric())));
        return spans(values, VERY_WIDE) ? upwards.logarithmic() : upwards;
    }

    private static boolean spans(DoubleStream values, double ratio) {
        Summary summary = Summary.of(values.toArray());
        return summary.min() > 0 && summary.max() / summary.min() >= ratio;
    }

    private double x(Cell cell) {
        return ((Number) level(cell, axis)).doubleValue();
    }

    private List<Chart.Line> lines(List<Cell> some, String by) {
        List<Chart.Line> lines = new ArrayList<>();
        for (String level : levels(some, by)) {
            List<Cell> points = some.stream()
                    .filter(cell -> level.equals(cell.factors().getOrDefault(by, "")))
                    .sorted(Comparator.comparingDouble(this::x))
                    .toList();
            List<Summary> summaries = points.stream()
                    .map(cell -> Summary.of(cell.values(question.metric())))
                    .toList();
            lines.add(new Chart.Line(
                    level,
                    level,
                    points.stream().mapToDouble(this::x).toArray(),
                    summaries.stream().mapToDouble(Summary::mean).toArray(),
                    summaries.stream().mapToDouble(Summary::min).toArray(),
                    summaries.stream().mapToDouble(Summary::max).toArray(),
                    List.of()));
        }
        return lines;
    }
}
