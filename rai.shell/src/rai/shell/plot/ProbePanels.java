package rai.shell.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rai.api.probe.Measurement;
import rai.api.probe.ProbeSeries;
import rai.plot.Axis;
import rai.plot.LineChart;
import rai.plot.Series;
import rai.shell.picture.Scale;

/** The panels of what a probe has measured: over the layers, over the steps, or curves. */
final class ProbePanels {
    /** Steps that are drawn as lines if nobody chooses. */
    static final int STEPS = 5;
    /** Layers that are drawn as lines if nobody chooses: as many as there are colours. */
    static final int LAYERS = 7;
    /** Layers whose curves have a panel if nobody chooses. */
    static final int CURVES = 9;

    /** From so many times the smallest value above 0 on, an axis is logarithmic although there are zeros. */
    private static final double VANISHING = 1e4;

    private static final int MOST_MARKERS = 25;
    private static final int MOST_NAMED = 6;
    private static final String MEDIAN = "q50";
    private static final String LOW = "q5";
    private static final String HIGH = "q95";

    private final ProbeSeries series;
    private final Map<Long, Map<String, List<ProbeSeries.Row>>> rows = new LinkedHashMap<>();

    ProbePanels(ProbeSeries series) {
        this.series = series;
        series.rows()
                .forEach(row -> rows.computeIfAbsent(row.step(), step -> new LinkedHashMap<>())
                        .computeIfAbsent(row.layer(), layer -> new ArrayList<>())
                        .add(row));
    }

    /** Of so many, some that are spread evenly from the first to the last. */
    static <T> List<T> spread(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> all.get((int) Math.round((double) i * (all.size() - 1) / (most - 1))))
                .toList();
    }

    /** The columns with a panel of their own: of quantiles only the median, which has the others as its band. */
    List<String> columns() {
        boolean banded = series.columns().containsAll(List.of(LOW, MEDIAN, HIGH));
        return series.columns().stream()
                .filter(column -> !banded || !column.matches("q\\d+") || column.equals(MEDIAN))
                .toList();
    }

    /** The layers that have a number in one of these columns, after any step; without the row of the network. */
    List<String> layers(List<String> columns) {
        return series.layers().stream()
                .filter(layer -> !layer.equals(Measurement.NETWORK))
                .filter(layer -> columns.stream().anyMatch(column -> has(layer, column)))
                .toList();
    }

    private boolean has(String layer, String column) {
        int index = series.index(column);
        return series.rows().stream()
                .anyMatch(row ->
                        row.layer().equals(layer) && !Double.isNaN(row.values().get(index)));
    }

    private double value(long step, String layer, String column) {
        List<ProbeSeries.Row> found = rows.getOrDefault(step, Map.of()).getOrDefault(layer, List.of());
        return found.isEmpty() ? Double.NaN : found.get(0).values().get(series.index(column));
    }

    /** A panel per column, with the layers along the axis and a line per step. */
    List<LineChart> overLayers(List<String> columns, List<Long> steps) {
        return columns.stream().map(column -> overLayers(column, steps)).toList();
    }

    private LineChart overLayers(String column, List<Long> steps) {
        List<String> layers = layers(List.of(column));
        double[] x = IntStream.rangeClosed(1, layers.size()).asDoubleStream().toArray();
        List<Series> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            long step = steps.get(i);
            lines.add(line(
                    "step " + step,
                    x,
                    of -> layers.stream()
                            .mapToDouble(layer -> value(step, layer, of))
                            .toArray(),
                    column,
                    i == 0 || i == steps.size() - 1));
        }
        return chart(column, layers.isEmpty() ? List.of() : List.of(named(layers)), Axis.of("layer"), lines);
    }

    private static String named(List<String> layers) {
        List<String> named = IntStream.range(0, layers.size())
                .mapToObj(i -> (i + 1) + " " + layers.get(i))
                .toList();
        return layers.size() <= MOST_NAMED
                ? String.join(", ", named)
                : named.get(0) + ", " + named.get(1) + " ... " + named.get(named.size() - 1);
    }

    /** A panel per column, with the steps along the axis and a line per layer. */
    List<LineChart> overSteps(List<String> columns, List<String> layers) {
        List<LineChart> panels = new ArrayList<>();
        double[] x = series.steps().stream().mapToDouble(Long::doubleValue).toArray();
        for (String column : columns) {
            List<Series> lines = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                String layer = layers.get(i);
                if (has(layer, column)) {
                    lines.add(line(
                                    layer,
                                    x,
                                    of -> series.steps().stream()
                                            .mapToDouble(step -> value(step, layer, of))
                                            .toArray(),
                                    column,
                                    i == 0 || i == layers.size() - 1)
                            .withColour(i));
                }
            }
            panels.add(chart(column, List.of(), Axis.of("step"), lines));
        }
        return panels;
    }

    private interface Values {
        double[] of(String column);
    }

    /** @param banded whether the line of a median has a band: more than two could not be distinguished */
    private static Series line(String name, double[] x, Values values, String column, boolean banded) {
        Series line = Series.of(name, x, values.of(column));
        if (column.equals(MEDIAN) && banded) {
            line = line.withBand(values.of(LOW), values.of(HIGH));
        }
        return line.size() <= MOST_MARKERS ? line.withMarkers() : line;
    }

    private LineChart chart(String column, List<String> captions, Axis x, List<Series> lines) {
        List<String> all = new ArrayList<>(captions);
        if (column.equals(MEDIAN)) {
            all.add("bands of the first and the last line: from 5 % to 95 %");
        }
        String title = column.equals(MEDIAN) ? "median" : column.replace('_', ' ');
        return new LineChart(title, all, x, axis(lines), lines);
    }

    /** Gradients that vanish end as 0, which has no place on a logarithmic axis, but must not hide the others. */
    private static Axis axis(List<Series> lines) {
        double[] all = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.y()))
                .filter(Double::isFinite)
                .toArray();
        double most = Arrays.stream(all).max().orElse(0);
        double least = Arrays.stream(all).filter(y -> y > 0).min().orElse(0);
        boolean vanishing = Arrays.stream(all).allMatch(y -> y >= 0) && least > 0 && most >= VANISHING * least;
        return vanishing ? Axis.of("").logarithmic() : Scale.axis("", lines);
    }

    /** A panel per layer, with a curve per step; the third and fourth column are its range. */
    List<LineChart> curves(List<String> layers, List<Long> steps) {
        List<LineChart> panels = new ArrayList<>();
        for (String layer : layers) {
            List<Series> curves = new ArrayList<>();
            for (long step : steps) {
                List<ProbeSeries.Row> points = rows.getOrDefault(step, Map.of()).getOrDefault(layer, List.of());
                if (!points.isEmpty()) {
                    curves.add(curve("step " + step, points));
                }
            }
            Axis x = Axis.of(series.columns().get(0));
            panels.add(new LineChart(
                    layer, List.of(), x, Axis.of(series.columns().get(1).replace('_', ' ')), curves));
        }
        return panels;
    }

    private static Series curve(String name, List<ProbeSeries.Row> points) {
        Series curve = Series.of(name, column(points, 0), column(points, 1));
        boolean ranged = points.get(0).values().size() == 4
                && points.stream()
                        .anyMatch(
                                point -> point.values().get(2) < point.values().get(3));
        return ranged ? curve.withBand(column(points, 2), column(points, 3)) : curve;
    }

    private static double[] column(List<ProbeSeries.Row> points, int index) {
        return points.stream().mapToDouble(point -> point.values().get(index)).toArray();
    }

    /** @return these steps in words */
    static String words(List<Long> steps) {
        return steps.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
