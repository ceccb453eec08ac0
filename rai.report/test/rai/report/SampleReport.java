package rai.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;

/** A report with blocks of all kinds, made up, but of the size and shape of a real one. */
public final class SampleReport {
    private static final List<String> ACTIVATIONS = List.of("relu", "gelu", "mish", "swish(beta=1.5)", "tanh");
    private static final double[] RATES = {0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1};
    private static final int SEEDS = 10;

    private SampleReport() {}

    /** The report, with trials of ten seeds. */
    public static Report report() {
        return report(ACTIVATIONS.size() * SEEDS);
    }

    /** The report, with some number of trials. */
    public static Report report(int trials) {
        List<Statement> answer = List.of(
                new Statement(
                        Statement.Mark.YES,
                        "mish has a higher test accuracy than relu: +0.0123 [0.0071, 0.0175], p = 0.002 after Holm's"
                                + " correction.",
                        ""),
                new Statement(
                        Statement.Mark.NO,
                        "relu at the rate 0.001 has a validation accuracy of 0.898, not 0.915 \u00b1 0.015.",
                        "Ramachandran et al., 2017, table 4"),
                Statement.remark("No difference between gelu and swish(beta=1.5) was shown."),
                Statement.warning("2 of 350 trials failed; their cells have fewer seeds."));
        return new Report(
                "activations-on-moons",
                "Which activation on two moons?",
                "Does one of five activations give a higher test accuracy when each has its own best rate?",
                answer,
                List.of(
                        new Report.Section("Result", List.of(new Block.Text(PARAGRAPH), table(), dots(), forest())),
                        new Report.Section("Ranks", List.of(ranks())),
                        new Report.Section("Rates", List.of(uCurve(), heatMap())),
                        new Report.Section("Course", List.of(histories(), manyLines(), SampleGrid.chart(), bars())),
                        new Report.Section("Landscapes", List.of(landscapes())),
                        new Report.Section("Failures", List.of(failures())),
                        new Report.Section("All trials", List.of(trials(trials)))),
                about());
    }

    private static final String PARAGRAPH =
            "Each activation was trained at its own best rate, with 10 seeds that were not used for tuning. Intervals"
                    + " are 95 % bootstrap intervals of the mean.";

    private static String rate(double rate) {
        return java.math.BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
    }

    private static Random random(String name) {
        return new Random(name.hashCode());
    }

    private static String id(int i) {
        return String.format("%016x%048x", 0x9E3779B97F4A7C15L * (i + 1), i);
    }

    private static double accuracy(int activation, int seed) {
        return 0.93
                + 0.008 * activation
                - 0.0015 * activation * activation
                + 0.006 * random(activation + " " + seed).nextGaussian();
    }

    private static double[] accuracies(int activation) {
        return IntStream.range(0, SEEDS)
                .mapToDouble(seed -> accuracy(activation, seed))
                .toArray();
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static DataTable table() {
        List<List<DataTable.Entry>> rows = new ArrayList<>();
        for (int i = 0; i < ACTIVATIONS.size(); i++) {
            int first = i * SEEDS;
            List<String> from = IntStream.range(first, first + SEEDS)
                    .mapToObj(SampleReport::id)
                    .toList();
            double mean = mean(accuracies(i));
            double rate = RATES[2 + i % 3];
            rows.add(List.of(
                    DataTable.Entry.of(ACTIVATIONS.get(i)),
                    DataTable.Entry.of(rate, rate(rate)),
                    new DataTable.Entry(
                            mean, String.format("%.4f [%.4f, %.4f]", mean, mean - 0.004, mean + 0.004), from),
                    new DataTable.Entry(SEEDS, String.valueOf(SEEDS), from),
                    DataTable.Entry.of("./rai train --data \"moons(n=1000, noise=0.25)\" --activation \""
                            + ACTIVATIONS.get(i) + "\"")));
        }
        return new DataTable(
                "results",
                "Test accuracy at the best rate",
                List.of(
                        new DataTable.Column("activation", "activation", DataTable.Kind.TEXT),
                        new DataTable.Column("rate", "best rate", DataTable.Kind.NUMBER),
                        new DataTable.Column("test_accuracy", "test accuracy", DataTable.Kind.NUMBER),
                        new DataTable.Column("seeds", "seeds", DataTable.Kind.NUMBER),
                        new DataTable.Column("command", "command of the first seed", DataTable.Kind.COMMAND)),
                rows,
                true);
    }

    private static Chart dots() {
        return new Chart.Dots(
                "test-accuracy",
                "Test accuracy per seed",
                "One dot per seed; the diamond is the mean, the line its 95 % bootstrap interval.",
                Chart.Axis.of("test accuracy"),
                IntStream.range(0, ACTIVATIONS.size())
                        .mapToObj(i -> {
                            double[] values = accuracies(i);
                            double mean = mean(values);
                            String name = ACTIVATIONS.get(i);
                            return new Chart.Group(name, name, values, mean, mean - 0.004, mean + 0.004);
                        })
                        .toList());
    }

    private static Chart forest() {
        List<Chart.Difference> rows = new ArrayList<>();
        for (int i = 1; i < ACTIVATIONS.size(); i++) {
            double mean = mean(accuracies(i)) - mean(accuracies(0));
            String label = ACTIVATIONS.get(i) + " \u2212 relu";
            rows.add(new Chart.Difference(
                    label,
                    ACTIVATIONS.get(i),
                    mean,
                    mean - 0.0062,
                    mean + 0.0062,
                    i == 4 ? "p = 0.21" : "p = 0.00" + i));
        }
        return new Chart.Forest(
                "differences",
                "Differences from relu",
                "Paired over seeds; p-values after Holm's correction.",
                Chart.Axis.of("difference of test accuracy"),
                rows);
    }

    private static Chart ranks() {
        return new Chart.CriticalDifference(
                "ranks",
                "Average ranks over 10 seeds",
                "Critical difference at the level 0.05 (Nemenyi); a bar covers activations that do not differ.",
                ACTIVATIONS,
                new double[] {4.4, 2.5, 1.6, 2.2, 4.3},
                1.93,
                List.of(List.of(1, 2, 3), List.of(1, 4), List.of(0, 4)));
    }

    private static Chart uCurve() {
        List<Chart.Line> lines = new ArrayList<>();
        for (int a = 0; a < ACTIVATIONS.size(); a++) {
            int best = 2 + a % 3;
            double[] y = new double[RATES.length];
            double[] low = new double[RATES.length];
            double[] high = new double[RATES.length];
            for (int i = 0; i < RATES.length; i++) {
                y[i] = a == 4 && i > 5 ? Double.NaN : 0.12 * Math.exp(0.35 * Math.pow(i - best, 2)) + 0.01 * a;
                low[i] = y[i] * 0.85;
                high[i] = y[i] * 1.18;
            }
            lines.add(new Chart.Line(ACTIVATIONS.get(a), ACTIVATIONS.get(a), RATES, y, low, high, List.of(best)));
        }
        return new Chart.Lines(
                "rates",
                "Validation loss over the learning rate",
                "Mean and range of 10 tuning seeds; the rate that was chosen is ringed.",
                Chart.Axis.of("learning rate").logarithmic(),
                Chart.Axis.of("validation loss").logarithmic(),
                lines);
    }

    private static Chart heatMap() {
        double[][] values = new double[ACTIVATIONS.size()][RATES.length];
        String[][] notes = new String[ACTIVATIONS.size()][RATES.length];
        for (int a = 0; a < values.length; a++) {
            for (int i = 0; i < RATES.length; i++) {
                boolean diverged = a > 1 && i + a > 8;
                values[a][i] = diverged ? Double.NaN : 0.95 - 0.03 * Math.pow(i - 2 - a % 3, 2);
                notes[a][i] = diverged ? "diverged at step " + (12 * a) : a == 0 && i == 6 ? "8 of 10 seeds" : "";
            }
        }
        return new Chart.HeatMap(
                "accuracy-by-rate",
                "Validation accuracy by activation and rate",
                "Means of 10 seeds. A hatched cell has no value.",
                java.util.Arrays.stream(RATES).mapToObj(SampleReport::rate).toList(),
                ACTIVATIONS,
                "learning rate",
                "activation",
                "validation accuracy",
                values,
                notes,
                true);
    }

    private static Chart histories() {
        int n = 400;
        double[] steps = IntStream.range(0, n).mapToDouble(i -> 10.0 * i).toArray();
        List<Chart.Line> lines = new ArrayList<>();
        for (int a = 0; a < 3; a++) {
            Random random = random("history " + a);
            double[] y = new double[n];
            double[] low = new double[n];
            double[] high = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = 0.1 + 0.1 * a + 0.6 * Math.exp(-i / (40.0 + 20 * a)) + 0.008 * random.nextGaussian();
                low[i] = y[i] - 0.03;
                high[i] = y[i] + 0.03;
            }
            lines.add(new Chart.Line(ACTIVATIONS.get(a), ACTIVATIONS.get(a), steps, y, low, high, List.of()));
        }
        return new Chart.Lines(
                "loss",
                "Training loss",
                "Median and quartiles of 10 seeds.",
                Chart.Axis.of("step"),
                new Chart.Axis("loss", false, OptionalDouble.of(0), OptionalDouble.empty()),
                lines);
    }

    /** More keys than colours. */
    private static Chart manyLines() {
        double[] x = IntStream.range(0, 12).mapToDouble(i -> i).toArray();
        List<Chart.Line> lines = IntStream.range(0, 12)
                .mapToObj(k -> new Chart.Line(
                        "layer " + k,
                        "layer " + k,
                        x,
                        java.util.Arrays.stream(x)
                                .map(v -> Math.sin(v / 3 + k / 4.0) + k / 3.0)
                                .toArray(),
                        new double[0],
                        new double[0],
                        List.of()))
                .toList();
        return new Chart.Lines(
                "layers",
                "Many lines",
                "Colours begin again after the eighth key, with dashes and other marks.",
                Chart.Axis.of("layer"),
                Chart.Axis.of("mean activation"),
                lines);
    }

    private static Chart bars() {
        return new Chart.Bars(
                "seconds",
                "Time per training",
                "Median of 10 seeds, on two cores.",
                Chart.Axis.of("seconds"),
                ACTIVATIONS,
                List.of(
                        new Chart.Series("first stage", "tune", new double[] {1.2, 1.9, 2.4, 2.2, 1.7}),
                        new Chart.Series("second stage", "test", new double[] {3.1, 4.2, 5.2, Double.NaN, 3.9})));
    }

    private static Chart landscapes() {
        List<Chart.Panel> panels = new ArrayList<>();
        for (int p = 0; p < 5; p++) {
            int n = 80;
            double range = 3;
            double[][] probability = new double[n][n];
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    double x = range * (2 * (column + 0.5) / n - 1);
                    double y = range * (2 * (row + 0.5) / n - 1);
                    probability[row][column] = p == 4 && x > 2 && y > 1.5
                            ? Double.NaN
                            : 1 / (1 + Math.exp((1 + p) * (y - Math.sin(2 * x))));
                }
            }
            List<double[]> points = new ArrayList<>();
            Random random = random("points");
            for (int i = 0; i < 120; i++) {
                double x = 4 * random.nextDouble() - 2;
                int label = i % 2;
                points.add(new double[] {
                    x, Math.sin(2 * x) + (label == 1 ? -0.7 : 0.7) + 0.3 * random.nextGaussian(), label
                });
            }
            panels.add(new Chart.Panel(
                    ACTIVATIONS.get(p),
                    List.of("test accuracy 0.9" + p + ", seed 10"),
                    List.of("x1", "x2"),
                    range,
                    probability,
                    points));
        }
        return new Chart.Landscapes(
                "landscapes", "Decision landscapes of the first seed", "120 training points.", panels);
    }

    private static DataTable failures() {
        return new DataTable(
                "failures",
                "Trials that failed",
                List.of(
                        new DataTable.Column("id", "trial", DataTable.Kind.TEXT),
                        new DataTable.Column("reason", "reason", DataTable.Kind.TEXT),
                        new DataTable.Column("command", "command", DataTable.Kind.COMMAND)),
                List.of(List.of(
                        new DataTable.Entry(id(3), id(3).substring(0, 8), List.of(id(3))),
                        DataTable.Entry.of("the activation mish threw an IllegalStateException at step 12"),
                        DataTable.Entry.of("./rai study retry studies/moons " + id(3).substring(0, 8)))),
                false);
    }

    private static DataTable trials(int count) {
        List<List<DataTable.Entry>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int activation = i / SEEDS % ACTIVATIONS.size();
            double value = accuracy(activation, i % SEEDS);
            boolean failed = i == 3;
            rows.add(List.of(
                    new DataTable.Entry(id(i), id(i).substring(0, 8), List.of(id(i))),
                    DataTable.Entry.of(ACTIVATIONS.get(activation)),
                    DataTable.Entry.of(RATES[i % RATES.length], rate(RATES[i % RATES.length])),
                    DataTable.Entry.of(i % SEEDS, String.valueOf(i % SEEDS)),
                    DataTable.Entry.of(failed ? "failed" : "done"),
                    failed
                            ? new DataTable.Entry(null, "", List.of())
                            : DataTable.Entry.of(value, String.format("%.4f", value)),
                    DataTable.Entry.of(1 - value, String.format("%.4f", 1 - value)),
                    DataTable.Entry.of(400 + i % 7, String.valueOf(400 + i % 7)),
                    DataTable.Entry.of(1.5 + i % 11 / 10.0, String.format("%.1f", 1.5 + i % 11 / 10.0))));
        }
        return new DataTable(
                "trials",
                "All trials",
                List.of(
                        new DataTable.Column("id", "trial", DataTable.Kind.TEXT),
                        new DataTable.Column("activation", "activation", DataTable.Kind.TEXT),
                        new DataTable.Column("rate", "rate", DataTable.Kind.NUMBER),
                        new DataTable.Column("seed", "seed", DataTable.Kind.NUMBER),
                        new DataTable.Column("state", "state", DataTable.Kind.TEXT),
                        new DataTable.Column("test_accuracy", "test accuracy", DataTable.Kind.NUMBER),
                        new DataTable.Column("valid_loss", "validation loss", DataTable.Kind.NUMBER),
                        new DataTable.Column("steps", "steps", DataTable.Kind.NUMBER),
                        new DataTable.Column("seconds", "seconds", DataTable.Kind.NUMBER)),
                rows,
                false);
    }

    private static Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("study", "activations-on-moons");
        about.put("trials", 350);
        about.put("seeds", List.of(10, 11, 12));
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("rai.core", "0.1.0");
        versions.put("rai.activations", "0.1.0, SHA-256 " + id(77));
        about.put("versions", versions);
        return about;
    }

    /** Writes the report to a directory, to look at it. */
    public static void main(String[] arguments) throws java.io.IOException {
        int trials = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ACTIVATIONS.size() * SEEDS;
        ReportFiles.write(report(trials), java.nio.file.Path.of(arguments[0]), ReportFiles.Options.ALL)
                .forEach(System.out::println);
    }
}
