package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    static final double WIDE = 10;

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
                && cells.stream().allMatch(cell -> cell.number(axis).isPresent());
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
        return axis(axis, cells.stream().mapToDouble(cell -> cell.number(axis).orElseThrow()), WIDE);
    }

    private Chart.Axis upwards() {
        return axis(
                Show.metric(question.metric()),
                cells.stream().flatMapToDouble(cell -> Arrays.stream(cell.values(question.metric()))),
                VERY_WIDE);
    }

    /** An axis, logarithmic if the values are positive and the largest is at least so many times the smallest. */
    static Chart.Axis axis(String label, DoubleStream values, double ratio) {
        Summary summary = Summary.of(values.toArray());
        boolean wide = summary.min() > 0 && summary.max() / summary.min() >= ratio;
        return wide ? Chart.Axis.of(label).logarithmic() : Chart.Axis.of(label);
    }

    private List<Chart.Line> lines(List<Cell> some, String by) {
        List<Chart.Line> lines = new ArrayList<>();
        for (String level : levels(some, by)) {
            List<Cell> points = some.stream()
                    .filter(cell -> level.equals(cell.factors().getOrDefault(by, "")))
                    .toList();
            lines.add(
                    line(level, level, inOrder(points, axis), axis, cell -> cell.values(question.metric()), List.of()));
        }
        return lines;
    }

    /** The cells whose level of an axis is a number, by that number. */
    static List<Cell> inOrder(List<Cell> cells, String axis) {
        return cells.stream()
                .filter(cell -> cell.number(axis).isPresent())
                .sorted(Comparator.comparingDouble(cell -> cell.number(axis).orElseThrow()))
                .toList();
    }

    /**
     * Means over an axis, with a band from the smallest to the largest value.
     *
     * @param points cells in order
     * @param values the values of a cell
     * @param marked the indices of the points to mark
     */
    static Chart.Line line(
            String label,
            String key,
            List<Cell> points,
            String axis,
            Function<Cell, double[]> values,
            List<Integer> marked) {
        List<Summary> summaries = points.stream().map(values).map(Summary::of).toList();
        return new Chart.Line(
                label,
                key,
                points.stream()
                        .mapToDouble(point -> point.number(axis).orElseThrow())
                        .toArray(),
                summaries.stream().mapToDouble(Summary::mean).toArray(),
                summaries.stream().mapToDouble(Summary::min).toArray(),
                summaries.stream().mapToDouble(Summary::max).toArray(),
                marked);
    }
}
