package rai.studies.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import rai.api.probe.Measurement;
import rai.api.probe.ProbeSeries;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.Report.Section;
import rai.api.study.Outcome;
import rai.statistics.Summary;

/**
 * What probes have measured: over the layers at the end, over the steps for the whole network, the curves of activations, and the
 * quantiles of the first and the last layer over time.
 */
final class ProbeCharts {
    private static final int MOST_CELLS = 12;
    private static final int MOST_COLUMNS = 3;
    private static final double DECADES = 2;
    private static final List<String> QUANTILES = List.of("q5", "q50", "q95");

    private ProbeCharts() {}

    static Optional<Section> section(Question question, List<Cell> cells) {
        if (!question.wants("probes") || cells.size() > MOST_CELLS) {
            return Optional.empty();
        }
        Set<String> probes = new LinkedHashSet<>();
        cells.forEach(cell -> cell.outcomes()
                .forEach(outcome -> outcome.curves().probes().forEach(series -> probes.add(series.probe()))));
        List<Block> charts = new ArrayList<>();
        for (String probe : probes) {
            if (isCurve(probe, cells)) {
                charts.add(curves(question, probe, cells));
            } else {
                for (String column : shown(columns(probe, cells))) {
                    profile(question, probe, column, cells).ifPresent(charts::add);
                    overSteps(question, probe, column, cells).ifPresent(charts::add);
                }
                if (columns(probe, cells).containsAll(QUANTILES)) {
                    quantiles(question, probe, cells).ifPresent(charts::add);
                }
            }
        }
        return charts.isEmpty() ? Optional.empty() : Optional.of(new Section("Inside the networks", charts));
    }

    /** Quantiles have a chart of their own. */
    private static List<String> shown(List<String> columns) {
        return columns.stream()
                .filter(column -> !column.matches("q\\d+|min|max|lowest|highest"))
                .limit(MOST_COLUMNS)
                .toList();
    }

    private static List<ProbeSeries> series(String probe, Cell cell) {
        return cell.outcomes().stream()
                .filter(outcome -> outcome.state() != Outcome.State.FAILED)
                .flatMap(outcome -> outcome.curves().probes().stream())
                .filter(series -> series.probe().equals(probe) && !series.rows().isEmpty())
                .toList();
    }

    private static boolean isCurve(String probe, List<Cell> cells) {
        return cells.stream().flatMap(cell -> series(probe, cell).stream()).anyMatch(ProbeSeries::isCurve);
    }

    private static List<String> columns(String probe, List<Cell> cells) {
        return cells.stream()
                .flatMap(cell -> series(probe, cell).stream())
                .findFirst()
                .map(ProbeSeries::columns)
                .orElse(List.of());
    }

    /** Over the layers, at the last step of each trial. */
    private static Optional<Chart> profile(Question question, String probe, String column, List<Cell> cells) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            Map<Integer, List<Double>> values = new TreeMap<>();
            for (ProbeSeries series : series(probe, cell)) {
                long last = series.rows().get(series.rows().size() - 1).step();
                List<String> layers = layers(series);
                int index = series.index(column);
                for (ProbeSeries.Row row : series.rows()) {
                    if (row.step() == last && layers.contains(row.layer())) {
                        values.computeIfAbsent(layers.indexOf(row.layer()) + 1, layer -> new ArrayList<>())
                                .add(row.values().get(index));
                    }
                }
            }
            lines.add(line(cell, question, values, layer -> layer));
        }
        return chart(
                probe + "-" + column + "-layers",
                Show.title(words(column)) + " over the layers, at the end (" + probe + ")",
                "layer",
                words(column),
                lines);
    }

    /** For the whole network, over the steps. */
    private static Optional<Chart> overSteps(Question question, String probe, String column, List<Cell> cells) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            Map<Long, List<Double>> values = new TreeMap<>();
            for (ProbeSeries series : series(probe, cell)) {
                int index = series.index(column);
                for (ProbeSeries.Row row : series.rows()) {
                    if (row.layer().equals(Measurement.NETWORK)) {
                        values.computeIfAbsent(row.step(), step -> new ArrayList<>())
                                .add(row.values().get(index));
                    }
                }
            }
            lines.add(line(cell, question, values, step -> step));
        }
        return chart(
                probe + "-" + column + "-steps",
                Show.title(words(column)) + " of the network during training (" + probe + ")",
                "steps",
                words(column),
                lines);
    }

    private static List<String> layers(ProbeSeries series) {
        return series.layers().stream()
                .filter(layer -> !layer.equals(Measurement.NETWORK))
                .toList();
    }

    /** The mean over the trials, and their range. */
    private static <T> Chart.Line line(
            Cell cell, Question question, Map<T, List<Double>> values, ToDoubleFunction<T> place) {
        int all = values.values().stream().mapToInt(List::size).max().orElse(0);
        Map<Double, Summary> points = new LinkedHashMap<>();
        values.forEach((at, some) -> {
            double[] defined =
                    some.stream().mapToDouble(v -> v).filter(Double::isFinite).toArray();
            // a layer without parameters has no gradient of them; and a mean never changes its trials
            if (defined.length > 0 && some.size() == all) {
                points.put(place.applyAsDouble(at), Summary.of(defined));
            }
        });
        return new Chart.Line(
                cell.label(),
                cell.key(question),
                points.keySet().stream().mapToDouble(x -> x).toArray(),
                points.values().stream().mapToDouble(Summary::mean).toArray(),
                points.values().stream().mapToDouble(Summary::min).toArray(),
                points.values().stream().mapToDouble(Summary::max).toArray(),
                List.of());
    }

    private static Optional<Chart> chart(String name, String title, String across, String up, List<Chart.Line> all) {
        List<Chart.Line> lines =
                all.stream().filter(line -> line.x().length > 1).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (Chart.Line line : lines) {
            for (double value : line.y()) {
                smallest = value > 0 ? Math.min(smallest, value) : smallest;
                largest = Math.max(largest, value);
            }
        }
        boolean negative = lines.stream()
                .flatMapToDouble(line -> java.util.Arrays.stream(line.y()))
                .anyMatch(value -> value < 0);
        boolean decades = !negative && largest > 0 && Math.log10(largest / smallest) >= DECADES;
        Chart.Axis axis = Chart.Axis.of(up);
        return Optional.of(new Chart.Lines(
                plain(name),
                title,
                "The mean over the trials, at steps that all of them reached, and the range from the smallest to the"
                        + " largest."
                        + (decades ? " Values of 0 are left out." : ""),
                Chart.Axis.of(across),
                decades ? axis.logarithmic() : axis,
                lines));
    }

    /** The first curve of each cell, of its first seed. */
    private static Chart curves(Question question, String probe, List<Cell> cells) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            for (ProbeSeries series : series(probe, cell).stream().limit(1).toList()) {
                long last = series.rows().get(series.rows().size() - 1).step();
                for (String layer : series.layers()) {
                    List<ProbeSeries.Row> rows = series.rows().stream()
                            .filter(row -> row.step() == last && row.layer().equals(layer))
                            .toList();
                    double[] x = rows.stream()
                            .mapToDouble(row -> row.values().get(0))
                            .toArray();
                    double[] y = rows.stream()
                            .mapToDouble(row -> row.values().get(1))
                            .toArray();
                    lines.add(new Chart.Line(
                            cell.label() + ", " + layer,
                            cell.key(question),
                            x,
                            y,
                            new double[0],
                            new double[0],
                            List.of()));
                }
            }
        }
        List<String> columns = columns(probe, cells);
        return new Chart.Lines(
                plain(probe),
                "Curves at the end (" + probe + ")",
                "Of the first seed of each cell.",
                Chart.Axis.of(columns.get(0)),
                Chart.Axis.of(columns.get(1)),
                lines);
    }

    /** The median of the last layer over time, in a band from the 5 % to the 95 % quantile: of the first seed of each cell. */
    private static Optional<Chart> quantiles(Question question, String probe, List<Cell> cells) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            for (ProbeSeries series : series(probe, cell).stream().limit(1).toList()) {
                List<String> layers = layers(series);
                if (layers.isEmpty()) {
                    continue;
                }
                String layer = layers.get(layers.size() - 1);
                List<ProbeSeries.Row> rows = series.rows().stream()
                        .filter(row -> row.layer().equals(layer))
                        .toList();
                lines.add(new Chart.Line(
                        cell.label() + ", " + layer,
                        cell.key(question),
                        rows.stream().mapToDouble(ProbeSeries.Row::step).toArray(),
                        values(series, rows, "q50"),
                        values(series, rows, "q5"),
                        values(series, rows, "q95"),
                        List.of()));
            }
        }
        List<Chart.Line> drawn =
                lines.stream().filter(line -> line.x().length > 1).toList();
        return drawn.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart.Lines(
                        plain(probe + "-quantiles"),
                        "Distribution in the last layer over time (" + probe + ")",
                        "The median, in a band from the 5 % to the 95 % quantile; of the first seed of each cell.",
                        Chart.Axis.of("steps"),
                        Chart.Axis.of("value"),
                        drawn));
    }

    private static double[] values(ProbeSeries series, List<ProbeSeries.Row> rows, String column) {
        int index = series.index(column);
        return rows.stream().mapToDouble(row -> row.values().get(index)).toArray();
    }

    private static String words(String column) {
        return column.replace('_', ' ');
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9-]+", "-").replaceAll("-+$", "");
    }
}
