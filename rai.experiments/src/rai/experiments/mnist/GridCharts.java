package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.Chart.Axis;
import rai.api.report.Chart.Line;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.study.Outcome;

/** The grid as tables and charts: curves of all activations at the same rate, and of all rates of each activation. */
final class GridCharts {
    private static final double HIGHEST_LOSS = 10;
    private static final List<String> METRICS = List.of("train.loss", "train.accuracy", "valid.loss", Cells.VALID);
    private static final Map<String, String> TITLES = Map.of(
            "train.loss",
            "training loss",
            "train.accuracy",
            "training accuracy",
            "valid.loss",
            "validation loss",
            Cells.VALID,
            "validation accuracy");

    private GridCharts() {}

    static List<Section> of(Cells cells) {
        List<Section> sections = new ArrayList<>();
        List<Block> rates = new ArrayList<>(List.of(table(cells), heatMap(cells)));
        for (String activation : cells.activations()) {
            for (String metric : METRICS) {
                List<Line> lines = new ArrayList<>();
                cells.of(activation).forEach((rate, outcome) -> {
                    String label = Cells.text(rate);
                    lines.add(line(label, label, outcome, metric));
                });
                rates.add(chart(activation, activation + ", by rate", metric, lines));
            }
        }
        List<Block> fixed = new ArrayList<>();
        for (String metric : METRICS) {
            List<Line> lines = new ArrayList<>();
            for (String activation : cells.activations()) {
                cells.at(activation, Source.FIXED_RATE)
                        .ifPresent(outcome -> lines.add(line(activation, activation, outcome, metric)));
            }
            if (!lines.isEmpty()) {
                fixed.add(chart("rate-0-005", "rate " + Cells.text(Source.FIXED_RATE), metric, lines));
            }
        }
        if (!fixed.isEmpty()) {
            sections.add(new Section("The same rate for all", fixed));
        }
        sections.add(new Section("Each activation at all rates", rates));
        return sections;
    }

    private static Chart chart(String name, String of, String metric, List<Line> lines) {
        boolean loss = metric.endsWith("loss");
        Axis up = loss
                ? Axis.of(TITLES.get(metric)).logarithmic()
                : new Axis(TITLES.get(metric), false, OptionalDouble.of(0), OptionalDouble.of(1));
        String title = TITLES.get(metric);
        return new Chart.Lines(
                name + "-" + metric.replace('.', '-'),
                Character.toUpperCase(title.charAt(0)) + title.substring(1) + ": " + of,
                "One seed, evaluated every 10 steps. A line ends where its training became infinite or NaN"
                        + (loss ? "; losses above " + (int) HIGHEST_LOSS + " are not drawn." : "."),
                Axis.of("steps"),
                up,
                lines);
    }

    private static Line line(String label, String key, Outcome outcome, String metric) {
        double[] x = Arrays.stream(outcome.curves().steps())
                .mapToDouble(step -> step)
                .toArray();
        double[] y =
                outcome.curves().metrics().getOrDefault(metric, new double[0]).clone();
        if (y.length != x.length) {
            return new Line(label, key, new double[0], new double[0], new double[0], new double[0], List.of());
        }
        for (int i = 0; i < y.length; i++) {
            if (!Double.isFinite(y[i]) || metric.endsWith("loss") && y[i] > HIGHEST_LOSS) {
                y[i] = Double.NaN;
            }
        }
        return new Line(label, key, x, y, new double[0], new double[0], List.of());
    }

    private static Chart heatMap(Cells cells) {
        List<Double> rates = cells.rates();
        List<String> rows = cells.activations();
        double[][] values = new double[rows.size()][rates.size()];
        String[][] notes = new String[rows.size()][rates.size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                Outcome outcome = cells.at(rows.get(i), rates.get(j)).orElse(null);
                boolean diverged = outcome != null && Cells.diverged(outcome);
                values[i][j] = outcome == null || diverged ? Double.NaN : outcome.metric(Cells.VALID);
                notes[i][j] = !diverged ? "" : Cells.isInfinite(outcome) ? "diverged" : "at chance";
            }
        }
        return new Chart.HeatMap(
                "grid",
                "Validation accuracy by activation and rate",
                "After the last step, one seed. Diverged: its training became infinite or NaN. At chance: it ended"
                        + " below "
                        + Cells.CHANCE + ".",
                rates.stream().map(Cells::text).toList(),
                rows,
                "rate",
                Cells.ACTIVATION,
                "validation accuracy",
                values,
                notes,
                true);
    }

    /** Ours beside the source's, cell by cell. */
    private static DataTable table(Cells cells) {
        List<List<Entry>> rows = new ArrayList<>();
        for (String activation : cells.activations()) {
            cells.of(activation)
                    .forEach((rate, outcome) -> rows.add(List.of(
                            Entry.of(activation),
                            Entry.of(rate, Cells.text(rate)),
                            number(outcome, "train.loss"),
                            number(outcome, "train.accuracy"),
                            number(outcome, Cells.VALID),
                            source(activation, rate))));
        }
        return new DataTable(
                "grid",
                "All cells",
                List.of(
                        new Column(Cells.ACTIVATION, Cells.ACTIVATION, Kind.TEXT),
                        new Column(Cells.RATE, Cells.RATE, Kind.NUMBER),
                        new Column("train_loss", "training loss", Kind.NUMBER),
                        new Column("train_accuracy", "training accuracy", Kind.NUMBER),
                        new Column("valid_accuracy", "validation accuracy", Kind.NUMBER),
                        new Column("source", "validation accuracy of the source", Kind.NUMBER)),
                rows,
                false);
    }

    private static Entry number(Outcome outcome, String metric) {
        return Cells.diverged(outcome)
                ? new Entry(null, Cells.isInfinite(outcome) ? "diverged" : "at chance", List.of(outcome.id()))
                : new Entry(outcome.metric(metric), Cells.figure(outcome.metric(metric)), List.of(outcome.id()));
    }

    private static Entry source(String activation, double rate) {
        if (rate == Source.FIXED_RATE) {
            double valid = Source.AT_FIXED_RATE.get(activation).validAccuracy();
            return Entry.of(valid, Cells.figure(valid));
        }
        OptionalDouble valid = Source.valid(activation, rate);
        return valid.isPresent()
                ? Entry.of(valid.getAsDouble(), Double.toString(valid.getAsDouble()))
                : new Entry(null, "diverged", List.of());
    }
}
