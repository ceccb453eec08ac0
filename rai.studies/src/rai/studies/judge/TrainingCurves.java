package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.Report.Section;
import rai.api.study.Curves;
import rai.api.study.Outcome;

/** How metrics changed during training: mean and range over the seeds of each cell. */
final class TrainingCurves {
    /** Beyond, the lines can no longer be distinguished. */
    private static final int MOST_LINES = 24;

    private static final double DECADES = 2;

    private TrainingCurves() {}

    static Optional<Section> section(Question question, List<Cell> cells) {
        if (!question.wants("curves") || cells.size() > MOST_LINES) {
            return Optional.empty();
        }
        List<Block> charts = new ArrayList<>();
        for (String metric : metrics(question, cells)) {
            chart(question, metric, cells).ifPresent(charts::add);
        }
        return charts.isEmpty() ? Optional.empty() : Optional.of(new Section("During training", charts));
    }

    /** The judged metric, and the loss on the training data. */
    private static List<String> metrics(Question question, List<Cell> cells) {
        return List.of(question.metric(), "train.loss").stream().distinct().toList();
    }

    private static Optional<Chart> chart(Question question, String metric, List<Cell> cells) {
        List<Chart.Line> lines = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (Cell cell : cells) {
            Chart.Line line = line(question, cell, metric);
            if (line.x().length > 1) {
                lines.add(line);
                smallest = Math.min(smallest, Arrays.stream(line.low()).min().orElse(smallest));
                largest = Math.max(largest, Arrays.stream(line.high()).max().orElse(largest));
            } else {
                missing.add(line.label());
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Chart.Axis up = Chart.Axis.of(Show.metric(metric));
        boolean decades = smallest > 0 && Math.log10(largest / smallest) >= DECADES;
        return Optional.of(new Chart.Lines(
                "during-" + metric.replace('.', '-').replace('_', '-'),
                Show.title(Show.metric(metric)) + " during training",
                "The mean over the trials, and the range from the smallest to the largest."
                        + (missing.isEmpty()
                                ? ""
                                : " Not drawn, because its trials have no two evaluations in common: "
                                        + String.join("; ", missing) + "."),
                Chart.Axis.of("steps"),
                decades ? up.logarithmic() : up,
                lines));
    }

    /** Over the steps at which every trial of the cell was evaluated, so that a mean never changes its seeds. */
    private static Chart.Line line(Question question, Cell cell, String metric) {
        TreeMap<Long, List<Double>> values = new TreeMap<>();
        int trials = 0;
        for (Outcome outcome : cell.outcomes()) {
            Curves curves = outcome.curves();
            double[] of = curves.metrics().get(metric);
            if (of == null || outcome.state() == Outcome.State.FAILED) {
                continue;
            }
            trials++;
            for (int i = 0; i < of.length; i++) {
                if (Double.isFinite(of[i])) {
                    values.computeIfAbsent(curves.steps()[i], step -> new ArrayList<>())
                            .add(of[i]);
                }
            }
        }
        int all = trials;
        values.values().removeIf(some -> some.size() < all);
        double[] x = values.keySet().stream().mapToDouble(step -> step).toArray();
        double[] y = new double[x.length];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        int i = 0;
        for (List<Double> some : values.values()) {
            y[i] = some.stream().mapToDouble(v -> v).average().orElseThrow();
            low[i] = some.stream().mapToDouble(v -> v).min().orElseThrow();
            high[i++] = some.stream().mapToDouble(v -> v).max().orElseThrow();
        }
        return new Chart.Line(cell.label(), cell.key(question), x, y, low, high, List.of());
    }
}
