package rai.experiments.init;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.experiments.Cells;
import rai.experiments.Findings;
import rai.experiments.ScalarCurve;
import rai.experiments.Show;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** How pre-activations and gradients change over the maps of a deep network at its start, measured beside the formulas. */
final class Variances {
    static final List<String> ACTIVATIONS = List.of("identity", "tanh", "relu", "sigmoid", "logistic-odd");
    static final List<String> INITS = List.of("xavier normal", "xavier uniform", "kaiming normal", "kaiming uniform");
    static final int MAPS = 19;
    private static final int WIDTH = 256;
    private static final int INPUTS = 2;
    private static final int EXAMPLES = 20;
    private static final double LEVEL = 0.95;
    /** The level of each interval of the verdicts, with which all of them, two per start, hold at once with 95 % (Bonferroni). */
    private static final double TOGETHER = 1 - (1 - LEVEL) / (2 * INITS.size());

    private static final double[] NOTHING = {};

    /** What was measured and what is expected of one activation and one initializer. */
    private record Cell(
            String activation,
            String init,
            List<String> ids,
            List<double[]> forward,
            List<double[]> backward,
            double[] expectedForward,
            double[] expectedBackward) {
        /** From the first to the last hidden map, a value per seed. */
        double[] forwardFactors() {
            return forward.stream().mapToDouble(q -> q[MAPS - 1] / q[0]).toArray();
        }

        /** From the last hidden map to the first. */
        double[] backwardFactors() {
            return backward.stream().mapToDouble(g -> g[0]).toArray();
        }

        double forwardFactor() {
            return expectedForward[MAPS - 1] / expectedForward[0];
        }

        double backwardFactor() {
            return expectedBackward[0];
        }
    }

    private final List<Cell> cells = new ArrayList<>();

    /**
     * @param outcomes those of the design {@code init-variance}
     * @param curves the activations by name
     */
    Variances(List<Outcome> outcomes, Function<String, ScalarCurve> curves) {
        for (String activation : ACTIVATIONS) {
            for (String init : INITS) {
                List<Outcome> cell = Cells.of(outcomes, "activation", activation, "init", init).stream()
                        .filter(outcome -> backward(outcome).length == MAPS)
                        .toList();
                if (!cell.isEmpty()) {
                    WideNetwork theory = theory(init);
                    cells.add(new Cell(
                            activation,
                            init,
                            Cells.ids(cell),
                            cell.stream().map(Variances::forward).toList(),
                            cell.stream().map(Variances::backward).toList(),
                            theory.forward(curves.apply(activation)),
                            theory.backward(curves.apply(activation))));
                }
            }
        }
    }

    /** Xavier: 2 / (fan-in + fan-out); Kaiming: 2 / fan-in. The inputs are x on the grid, and 1. */
    static WideNetwork theory(String init) {
        double[] squares = IntStream.range(0, EXAMPLES)
                .mapToDouble(i -> 2.0 * i / EXAMPLES - 1)
                .map(x -> x * x + 1)
                .toArray();
        boolean xavier = init.startsWith("xavier");
        return new WideNetwork(
                squares,
                xavier ? 2.0 / (INPUTS + WIDTH) : 2.0 / INPUTS,
                WIDTH,
                xavier ? 1.0 / WIDTH : 2.0 / WIDTH,
                MAPS);
    }

    /** The mean square of the pre-activations of each hidden map. */
    private static double[] forward(Outcome outcome) {
        double[] mean = Cells.maps(outcome, "pre-activations", "mean", false);
        double[] sd = Cells.maps(outcome, "pre-activations", "sd", false);
        return IntStream.range(0, Math.min(MAPS, mean.length))
                .mapToDouble(l -> mean[l] * mean[l] + sd[l] * sd[l])
                .toArray();
    }

    /** The squared norm of the gradient with respect to the pre-activations of each hidden map, relative to the last one. */
    private static double[] backward(Outcome outcome) {
        double[] norms = Cells.maps(outcome, "gradient-flow", "output_gradient_norm", false);
        if (norms.length < MAPS) {
            return NOTHING;
        }
        double last = norms[MAPS - 1];
        return Arrays.stream(norms)
                .limit(MAPS)
                .map(norm -> norm / last * (norm / last))
                .toArray();
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        for (String init : INITS) {
            kept(statements, init.startsWith("xavier") ? "identity" : "relu", init);
        }
        slope(statements);
        long agree = cells.stream()
                        .filter(cell -> contains(cell.forwardFactors(), cell.forwardFactor(), LEVEL))
                        .count()
                + cells.stream()
                        .filter(cell -> contains(cell.backwardFactors(), cell.backwardFactor(), LEVEL))
                        .count();
        if (!cells.isEmpty()) {
            statements.add(Statement.remark("Over all activations and starts, "
                    + Show.share((int) agree, 2 * cells.size())
                    + " of the 95 % intervals of the measured factors contain the one by the formula"
                    + " for wide networks."));
        }
        return statements;
    }

    private void kept(List<Statement> statements, String activation, String init) {
        find(activation, init)
                .ifPresent(cell -> statements.add(Findings.verdict(
                        contains(cell.forwardFactors(), 1, TOGETHER) && contains(cell.backwardFactors(), 1, TOGETHER),
                        init + ", " + activation
                                + ": variance of the last hidden map relative to the first, and of the gradient of"
                                + " the first relative to the last",
                        "1; 1, in intervals that hold together with 95 %: both are kept",
                        Show.mean(cell.forwardFactors()) + "; " + Show.mean(cell.backwardFactors()),
                        InitStudy.SOURCE)));
    }

    /** The sigmoid made odd with the slope 1 is there for its gradients. */
    private void slope(List<Statement> statements) {
        find("sigmoid", INITS.get(0))
                .ifPresent(plain -> find("logistic-odd", INITS.get(0)).ifPresent(odd -> {
                    double sigmoid = Summary.of(plain.backwardFactors()).mean();
                    double made = Summary.of(odd.backwardFactors()).mean();
                    statements.add(Findings.verdict(
                            made > sigmoid * 1e6,
                            INITS.get(0)
                                    + ": variance of the gradient of the first map relative to the last, sigmoid, and"
                                    + " the sigmoid made odd",
                            "vanishes by (1/4)² or less per map; is nearly kept",
                            Show.number(sigmoid) + "; " + Show.number(made),
                            InitStudy.SOURCE));
                }));
    }

    private java.util.Optional<Cell> find(String activation, String init) {
        return cells.stream()
                .filter(cell ->
                        cell.activation().equals(activation) && cell.init().equals(init))
                .findFirst();
    }

    private static boolean contains(double[] factors, double value, double level) {
        return Intervals.t(factors, level).contains(value);
    }

    List<Section> sections() {
        if (cells.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(table());
        for (String init : List.of(INITS.get(0), INITS.get(2))) {
            blocks.add(chart(init, true));
            blocks.add(chart(init, false));
        }
        return List.of(new Section("Variance of pre-activations and gradients over the maps", blocks));
    }

    private DataTable table() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Cell cell : cells) {
            List<Entry> row = new ArrayList<>();
            row.add(Entry.of(cell.activation()));
            row.add(Entry.of(cell.init()));
            factor(row, cell, cell.forwardFactor(), cell.forwardFactors());
            factor(row, cell, cell.backwardFactor(), cell.backwardFactors());
            rows.add(row);
        }
        return new DataTable(
                "variances",
                "Factors of mean squares over 19 hidden maps of 256 units: of pre-activations from the first to the"
                        + " last, of gradients from the last to the first",
                List.of(
                        Show.text("activation", "activation"),
                        Show.text("init", "init"),
                        Show.number("forward_formula", "forward, formula"),
                        Show.number("forward", "forward, measured"),
                        Show.text("forward_interval", "95 % interval"),
                        Show.number("backward_formula", "backward, formula"),
                        Show.number("backward", "backward, measured"),
                        Show.text("backward_interval", "95 % interval")),
                rows,
                false);
    }

    private static void factor(List<Entry> row, Cell cell, double formula, double[] measured) {
        Interval interval = Intervals.t(measured, LEVEL);
        row.add(Show.entry(formula));
        row.add(Show.entry(Summary.of(measured).mean(), cell.ids()));
        row.add(Entry.of(Show.text(interval)));
    }

    private Chart chart(String init, boolean forward) {
        double[] x = IntStream.rangeClosed(1, MAPS).asDoubleStream().toArray();
        List<Chart.Line> lines = new ArrayList<>();
        for (String activation : ACTIVATIONS) {
            find(activation, init).ifPresent(cell -> {
                double[] measured = Cells.means(forward ? cell.forward() : cell.backward());
                double[] expected = forward ? cell.expectedForward() : cell.expectedBackward();
                lines.add(line(activation, activation, x, measured));
                lines.add(line(activation + ", formula", activation + " formula", x, expected));
            });
        }
        String what = forward ? "pre-activations" : "gradients, relative to the last hidden map";
        return new Chart.Lines(
                (forward ? "forward-" : "backward-") + init.replace(' ', '-'),
                "Mean square of " + what + ", " + init,
                "Measured at the start, mean over the seeds, and by the formula for wide networks.",
                Chart.Axis.of("map"),
                Chart.Axis.of("mean square").logarithmic(),
                lines);
    }

    private static Chart.Line line(String label, String key, double[] x, double[] y) {
        return new Chart.Line(label, key, x, y, new double[0], new double[0], List.of());
    }
}
