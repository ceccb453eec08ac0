package rai.experiments.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.api.study.Study.Models;
import rai.experiments.Cells;
import rai.experiments.Findings;
import rai.experiments.Show;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/** The five starts of the source, each judged, and what cures the fourth. */
final class FiveStarts {
    static final String ZEROS = "1 zeros, L=4, N=16";
    static final String NARROW = "2 N(0, .05), L=4, N=16";
    static final String WIDE = "3 N(0, .05), L=4, N=128";
    static final String DEEP = "4 N(0, .05), L=32, N=128";
    static final String HUGE = "5 N(0, 1024), L=4, N=128";
    static final String WIDE_SD = "3 with sd .05";
    static final String DEEP_RPROP = "4 with rprop";
    static final String ISOMETRIC = "4 isometric";
    static final String ISOMETRIC_RPROP = "4 isometric, rprop";
    static final String ISOMETRIC_ODD = "4 isometric, odd sigmoid";
    private static final List<String> SHALLOW = List.of(ZEROS, NARROW, WIDE, HUGE, "2 with sd .05", WIDE_SD);
    private static final List<String> DEEP_ONES =
            List.of(DEEP, "4 with sd .05", DEEP_RPROP, ISOMETRIC, ISOMETRIC_RPROP, ISOMETRIC_ODD);

    private static final String AXIS = "start";
    private static final String LOSS = "train.loss";
    private static final String FLOW = "gradient-flow";
    private static final String MEAN = "mean_abs_gradient";
    /** The source's figure for the third start. */
    private static final double FITTED = 4.9e-4;
    /** A fit that leaves more than this share of the variance is poor. */
    private static final double POOR = 0.1;
    /** A gradient has vanished if the first map has less than this share of the output map's. */
    private static final double VANISHED = 1e-6;
    /** The variance of y, the loss of the best constant, and how near it a loss has learnt nothing. */
    private static final double CONSTANT = variance();

    private static final double NEAR = 1e-3;
    private static final double LEVEL = 0.95;
    private static final int POINTS = 201;
    private static final double FREQUENCY = 10;
    private static final double EDGE = 1.5;

    private final List<Outcome> outcomes;

    FiveStarts(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** Of sin(10 x) on the 20 points of the source. */
    private static double variance() {
        double[] y = IntStream.range(0, 20)
                .mapToDouble(i -> Math.sin(FREQUENCY * (i - 10) / 10))
                .toArray();
        double mean = Arrays.stream(y).average().orElseThrow();
        return Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }

    private List<Outcome> cell(String start) {
        return Cells.of(outcomes, AXIS, start);
    }

    private double[] losses(String start) {
        return Cells.values(cell(start), LOSS);
    }

    /** Mean |gradient| of each map, in the mean over the seeds. */
    private double[] flow(String start, boolean last) {
        return Cells.means(flows(start, last));
    }

    private List<double[]> flows(String start, boolean last) {
        return cell(start).stream()
                .map(outcome -> Cells.maps(outcome, FLOW, MEAN, last))
                .filter(maps -> maps.length > 0)
                .toList();
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        zeros(statements);
        narrow(statements);
        wide(statements);
        vanishes(statements, DEEP, "vanishes, output constant");
        vanishes(statements, HUGE, "vanishes");
        cures(statements);
        return statements;
    }

    private void zeros(List<Statement> statements) {
        double[] flow = flow(ZEROS, false);
        if (flow.length == 0) {
            return;
        }
        double below = Arrays.stream(flow).limit(flow.length - 1).max().orElse(0);
        statements.add(Findings.verdict(
                below == 0,
                ZEROS + ": mean |gradient| at the start",
                "no gradient",
                Show.number(below) + " in the maps below the output, and " + Show.number(flow[flow.length - 1])
                        + " in the output map",
                Stability.SOURCE));
        if (flow[flow.length - 1] > 0) {
            statements.add(
                    Statement.remark("From zeros the output map alone has a gradient, because the sigmoids say .5 and"
                        + " the mean of y is not 0 on a grid without its right end. It learns that mean: the loss ends"
                        + " at "
                            + Show.median(losses(ZEROS)) + ", and a constant can reach " + Show.number(CONSTANT)
                            + "."));
        }
    }

    private void narrow(List<Statement> statements) {
        double[] losses = losses(NARROW);
        if (losses.length > 0) {
            double best = Arrays.stream(losses).min().orElseThrow();
            statements.add(Findings.verdict(
                    best > POOR * CONSTANT,
                    NARROW + ": train loss",
                    "poor fit: more than a tenth of the variance " + Show.number(CONSTANT) + " is left by every seed",
                    Show.median(losses),
                    Stability.SOURCE));
        }
    }

    private void wide(List<Statement> statements) {
        double[] losses = losses(WIDE);
        double[] other = losses(WIDE_SD);
        if (losses.length > 0) {
            statements.add(Findings.verdict(
                    likely(losses, FITTED),
                    WIDE + ": train loss",
                    Show.number(FITTED) + " by one seed, in the 95 % prediction interval",
                    Show.median(losses) + "; at most " + Show.number(FITTED) + " with "
                            + Show.share(atMost(losses, FITTED), losses.length) + " seeds",
                    Stability.SOURCE));
        }
        if (losses.length > 0 && other.length > 0) {
            statements.add(Statement.remark("The source's .05 is "
                    + (likely(losses, FITTED) == likely(other, FITTED)
                            ? "a variance or a standard deviation, these trainings do not say which"
                            : likely(losses, FITTED) ? "a variance" : "a standard deviation")
                    + ": as a variance the losses of the third start are " + Show.median(losses)
                    + ", as a standard deviation " + Show.median(other) + "."));
        }
    }

    /**
     * Whether one more seed could have this loss: it lies in the 95 % prediction interval of the logarithm, mean ± t sd √(1 + 1/n).
     * That of a single seed is everything.
     */
    private static boolean likely(double[] losses, double value) {
        double[] logs = Arrays.stream(losses).map(Math::log10).toArray();
        Interval next = Intervals.t(logs, 1, LEVEL);
        return !next.isDefined() || next.contains(Math.log10(value));
    }

    private static int atMost(double[] losses, double limit) {
        return (int) Arrays.stream(losses).filter(loss -> loss <= limit).count();
    }

    /** Judged at the end: a start may have gradients and lose them in a few steps. */
    private void vanishes(List<Statement> statements, String start, String reference) {
        List<double[]> first = flows(start, false);
        List<double[]> last = flows(start, true);
        double[] losses = losses(start);
        if (first.isEmpty() || losses.length == 0) {
            return;
        }
        boolean gone =
                first.stream().allMatch(FiveStarts::vanished) || last.stream().allMatch(FiveStarts::vanished);
        boolean unlearnt = Arrays.stream(losses).min().orElseThrow() > (1 - NEAR) * CONSTANT;
        statements.add(Findings.verdict(
                gone && unlearnt,
                start + ": mean |gradient| of the first map divided by that of the output map",
                reference,
                Show.median(ratios(first)) + " at the start; " + Show.median(ratios(last)) + " at the end; train loss "
                        + Show.median(losses),
                Stability.SOURCE));
    }

    private static boolean vanished(double[] maps) {
        return ratio(maps) < VANISHED;
    }

    private static double ratio(double[] maps) {
        return maps[maps.length - 1] == 0 ? 0 : maps[0] / maps[maps.length - 1];
    }

    private static double[] ratios(List<double[]> flows) {
        return flows.stream().mapToDouble(FiveStarts::ratio).toArray();
    }

    private void cures(List<Statement> statements) {
        for (String cure : List.of(DEEP_RPROP, ISOMETRIC, ISOMETRIC_RPROP, ISOMETRIC_ODD)) {
            double[] losses = losses(cure);
            if (losses.length > 0) {
                int fitted = atMost(losses, POOR * CONSTANT);
                double[] between = Cells.values(cell(cure), "test.loss");
                statements.add(Statement.remark((fitted == losses.length
                                ? "Cured by every seed: "
                                : fitted == 0 ? "Not cured: " : "Cured by some seeds: ")
                        + cure + ": train loss " + Show.median(losses) + "; below a tenth of the variance with "
                        + Show.share(fitted, losses.length) + " seeds."
                        + (between.length == 0
                                ? ""
                                : " Between the points, the test loss is " + Show.median(between) + ".")));
            }
        }
    }

    List<Section> sections(Models models) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table());
        flowChart(blocks, "flow-shallow-start", "Gradient flow at the start, 4 maps", SHALLOW, false);
        flowChart(blocks, "flow-shallow-end", "Gradient flow after 1,000 epochs, 4 maps", SHALLOW, true);
        flowChart(blocks, "flow-deep-start", "Gradient flow at the start, 32 maps", DEEP_ONES, false);
        flowChart(blocks, "flow-deep-end", "Gradient flow after 1,000 epochs, 32 maps", DEEP_ONES, true);
        learnt(blocks, "learnt-shallow", "What 4 maps have learnt", SHALLOW, models);
        learnt(blocks, "learnt-deep", "What 32 maps have learnt", DEEP_ONES, models);
        return List.of(new Section("Five starts, and what cures the fourth", blocks));
    }

    private DataTable table() {
        List<List<Entry>> rows = new ArrayList<>();
        for (String start : starts()) {
            List<Outcome> cell = cell(start);
            double[] losses = losses(start);
            double[] first = flow(start, false);
            double[] last = flow(start, true);
            if (losses.length > 0 && first.length > 0) {
                List<String> ids = Cells.ids(cell);
                rows.add(List.of(
                        Entry.of(start),
                        new Entry(Show.median(losses), Show.median(losses), ids),
                        Show.entry(first[0], ids),
                        Show.entry(first[first.length - 1], ids),
                        Show.entry(last[0], ids),
                        Show.entry(last[last.length - 1], ids)));
            }
        }
        return new DataTable(
                "five-starts",
                "Train loss, median and range over the seeds; mean |gradient| of the first and the output map, mean"
                        + " over the seeds",
                List.of(
                        Show.text(AXIS, AXIS),
                        Show.text("train_loss", "train loss"),
                        Show.number("first_start", "first map, start"),
                        Show.number("output_start", "output map, start"),
                        Show.number("first_end", "first map, end"),
                        Show.number("output_end", "output map, end")),
                rows,
                true);
    }

    private static List<String> starts() {
        List<String> all = new ArrayList<>(List.of(ZEROS, NARROW, WIDE, DEEP, HUGE));
        IntStream.range(0, SHALLOW.size() + DEEP_ONES.size())
                .mapToObj(i -> i < SHALLOW.size() ? SHALLOW.get(i) : DEEP_ONES.get(i - SHALLOW.size()))
                .filter(start -> !all.contains(start))
                .forEach(all::add);
        return all;
    }

    private void flowChart(List<Block> blocks, String name, String title, List<String> starts, boolean last) {
        List<Chart.Line> lines = new ArrayList<>();
        for (String start : starts) {
            double[] flow = flow(start, last);
            if (Arrays.stream(flow).anyMatch(g -> g > 0)) {
                double[] x =
                        IntStream.rangeClosed(1, flow.length).asDoubleStream().toArray();
                lines.add(new Chart.Line(start, start, x, flow, new double[0], new double[0], List.of()));
            }
        }
        if (!lines.isEmpty()) {
            blocks.add(new Chart.Lines(
                    name,
                    title,
                    "Mean of the absolute values of the gradient of each dense map, from the input to the output; mean"
                            + " over the seeds. A gradient of 0 is left out.",
                    Chart.Axis.of("map"),
                    Chart.Axis.of("mean |gradient|").logarithmic(),
                    lines));
        }
    }

    private void learnt(List<Block> blocks, String name, String title, List<String> starts, Models models) {
        INDArray inputs = Nd4j.create(DataType.DOUBLE, POINTS, 2);
        double[] x = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = -1 + 2.0 * i / (POINTS - 1);
            inputs.putScalar(i, 0, x[i]);
            inputs.putScalar(i, 1, 1);
        }
        List<Chart.Line> lines = new ArrayList<>();
        double[] target = Arrays.stream(x).map(v -> Math.sin(FREQUENCY * v)).toArray();
        lines.add(line("sin(10 x)", x, target));
        for (String start : starts) {
            cell(start).stream()
                    .flatMap(outcome -> models.of(outcome).stream())
                    .findFirst()
                    .ifPresent(model -> {
                        INDArray y = model.predict(inputs.dup());
                        lines.add(line(
                                start,
                                x,
                                IntStream.range(0, POINTS)
                                        .mapToDouble(i -> y.getDouble(i, 0))
                                        .map(v -> Math.abs(v) > EDGE ? Double.NaN : v)
                                        .toArray()));
                    });
        }
        if (lines.size() > 1) {
            blocks.add(new Chart.Lines(
                    name,
                    title,
                    "Of the first seed, which has learnt at 20 points. Values beyond " + EDGE + " are left out.",
                    Chart.Axis.of("x"),
                    new Chart.Axis("y", false, OptionalDouble.of(-EDGE), OptionalDouble.of(EDGE)),
                    lines));
        }
    }

    private static Chart.Line line(String label, double[] x, double[] y) {
        return new Chart.Line(label, label, x, y, new double[0], new double[0], List.of());
    }
}
