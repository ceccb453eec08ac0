package rai.experiments.relu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.experiments.Findings;
import rai.statistics.Summary;

/** The start of the source: what the network computes there, and what ten epochs make of it. */
record FatalStart(List<Statement> answer, Section section) {
    private static final String ACTIVATION = "activation";
    private static final String LOSS = "loss";
    private static final String RELU = "relu";
    private static final String IDENTITY = "identity";
    private static final double TO = 1e-7;
    private static final double X = 0.5;
    private static final double TRAIN = 0.8;
    private static final double TEST = 0.2;
    /** A loss that has become so much smaller is one of a network that has learnt. */
    private static final double LEARNT = 0.1;

    private static final Map<String, double[]> HIDDEN =
            Map.of(RELU, new double[] {0, 0}, IDENTITY, new double[] {-0.08494037, -0.56951773});
    private static final Map<String, Double> OUTPUT = Map.of(RELU, 0.0, IDENTITY, 0.15350965);

    /** Trials of one activation and one loss, and what each of them was before its training. */
    private record Cell(String activation, String loss, List<Outcome> outcomes, List<StartedNetwork> starts) {
        String label() {
            return activation + ", " + loss;
        }

        StartedNetwork start() {
            return starts.get(0);
        }

        Summary before() {
            return Summary.of(starts.stream().mapToDouble(StartedNetwork::loss).toArray());
        }

        /** The loss on all rows before the training and after each epoch, by trial. */
        double[][] losses() {
            double[][] losses = new double[outcomes.size()][];
            for (int trial = 0; trial < losses.length; trial++) {
                var curves = outcomes.get(trial).curves().metrics();
                double[] train = curves.getOrDefault("train.loss", new double[0]);
                double[] test = curves.getOrDefault("test.loss", new double[0]);
                losses[trial] = new double[1 + Math.min(train.length, test.length)];
                losses[trial][0] = starts.get(trial).loss();
                for (int i = 1; i < losses[trial].length; i++) {
                    losses[trial][i] = TRAIN * train[i - 1] + TEST * test[i - 1];
                }
            }
            return losses;
        }
    }

    /** @return the outcomes of the trials that began at the fatal start */
    static List<Outcome> among(List<Outcome> outcomes) {
        return outcomes.stream().filter(FatalStart::has).toList();
    }

    /** @return whether a trial began there: only those have losses to compare */
    static boolean has(Outcome outcome) {
        return outcome.trial().factors().containsKey(LOSS);
    }

    /**
     * @param outcomes those of the fatal start
     * @param source computes what the network is before its training
     * @return what they say; empty if there are none yet
     */
    static Optional<FatalStart> of(List<Outcome> outcomes, StartedNetwork.Source source) {
        Map<String, List<Outcome>> cells = new LinkedHashMap<>();
        outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.DONE)
                .forEach(outcome -> cells.computeIfAbsent(
                                factor(outcome, ACTIVATION) + ", " + factor(outcome, LOSS), key -> new ArrayList<>())
                        .add(outcome));
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        List<Cell> all = new ArrayList<>();
        for (List<Outcome> cell : cells.values()) {
            Outcome first = cell.get(0);
            String activation = factor(first, ACTIVATION);
            all.add(new Cell(
                    activation,
                    factor(first, LOSS),
                    cell,
                    cell.stream()
                            .map(outcome -> source.at(outcome.trial().request(), activation, X))
                            .toList()));
        }
        List<Statement> answer = new ArrayList<>();
        all.stream().filter(cell -> cell.loss().equals("mae")).forEach(cell -> answer.addAll(values(cell)));
        all.forEach(cell -> answer.add(trained(cell)));
        return Optional.of(new FatalStart(answer, new Section("The fatal start", List.of(table(all), chart(all)))));
    }

    private static String factor(Outcome outcome, String name) {
        return String.valueOf(outcome.trial().factors().get(name));
    }

    private static List<Statement> values(Cell cell) {
        double[] hidden = HIDDEN.get(cell.activation());
        double output = OUTPUT.get(cell.activation());
        double[] ours = cell.start().hidden();
        boolean equal = ours.length == hidden.length;
        for (int i = 0; equal && i < hidden.length; i++) {
            equal = Math.abs(ours[i] - hidden[i]) <= TO;
        }
        return List.of(
                Findings.verdict(
                        equal,
                        cell.activation() + " at the fatal start: hidden values at x = 0.5",
                        numbers(hidden) + " within 1e-7",
                        numbers(ours),
                        ReluWrong.SOURCE),
                Findings.verdict(
                        Math.abs(cell.start().output() - output) <= TO,
                        cell.activation() + " at the fatal start: output at x = 0.5",
                        number(output) + " within 1e-7",
                        number(cell.start().output()),
                        ReluWrong.SOURCE));
    }

    private static Statement trained(Cell cell) {
        double[][] losses = cell.losses();
        if (cell.activation().equals(RELU)) {
            double moved =
                    Arrays.stream(losses).mapToDouble(FatalStart::range).max().orElse(Double.NaN);
            return Findings.verdict(
                    moved <= TO,
                    cell.label() + ": largest change of the loss over ten epochs",
                    "it does not move, to 1e-7",
                    String.format(Locale.ROOT, "%.1e in %d trials", moved, losses.length),
                    ReluWrong.SOURCE);
        }
        Summary end = last(losses);
        double before = cell.before().mean();
        return Findings.verdict(
                end.max() < LEARNT * cell.before().min(),
                cell.label() + ": loss after ten epochs",
                "it learns: less than a tenth of the " + Figure.of(before) + " at the start",
                Figure.of(end.mean()) + " [" + Figure.of(end.min()) + ", " + Figure.of(end.max()) + "]",
                ReluWrong.SOURCE);
    }

    private static double range(double[] losses) {
        return DoubleStream.of(losses).max().orElse(Double.NaN)
                - DoubleStream.of(losses).min().orElse(Double.NaN);
    }

    private static Summary last(double[][] losses) {
        return Summary.of(
                Arrays.stream(losses).mapToDouble(of -> of[of.length - 1]).toArray());
    }

    private static DataTable table(List<Cell> cells) {
        List<Column> columns = List.of(
                new Column("activation", "activation", Kind.TEXT),
                new Column("loss", "loss", Kind.TEXT),
                new Column("hidden", "hidden values at x = 0.5", Kind.TEXT),
                new Column("output", "output at x = 0.5", Kind.NUMBER),
                new Column("gradient_zero", "no gradient at the start", Kind.TEXT),
                new Column("loss_before", "loss before", Kind.NUMBER),
                new Column("loss_after", "loss after ten epochs", Kind.NUMBER),
                new Column("n", "trials", Kind.NUMBER));
        List<List<Entry>> rows = new ArrayList<>();
        for (Cell cell : cells) {
            List<String> ids = cell.outcomes().stream().map(Outcome::id).toList();
            long dead = cell.outcomes().stream()
                    .filter(outcome -> Fate.of(outcome).deadAtStart())
                    .count();
            double after = last(cell.losses()).mean();
            rows.add(List.of(
                    Entry.of(cell.activation()),
                    Entry.of(cell.loss()),
                    Entry.of(numbers(cell.start().hidden())),
                    Entry.of(cell.start().output(), number(cell.start().output())),
                    new Entry(dead, dead + " of " + ids.size(), ids),
                    new Entry(cell.before().mean(), Figure.of(cell.before().mean()), ids),
                    new Entry(after, Figure.of(after), ids),
                    Entry.of(ids.size(), Integer.toString(ids.size()))));
        }
        return new DataTable(
                "fatal-start", "W1 = (-0.1699, -1.1390), W2 = (1.2554, -0.4568), b = 0", columns, rows, true);
    }

    private static Chart chart(List<Cell> cells) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Cell cell : cells) {
            double[][] losses = cell.losses();
            int points = Arrays.stream(losses).mapToInt(of -> of.length).min().orElse(0);
            double[] x = new double[points];
            double[] mean = new double[points];
            double[] low = new double[points];
            double[] high = new double[points];
            for (int i = 0; i < points; i++) {
                int epoch = i;
                Summary of = Summary.of(
                        Arrays.stream(losses).mapToDouble(some -> some[epoch]).toArray());
                x[i] = epoch;
                mean[i] = of.mean();
                low[i] = of.min();
                high[i] = of.max();
            }
            lines.add(new Chart.Line(cell.label(), cell.label(), x, mean, low, high, List.of()));
        }
        return new Chart.Lines(
                "fatal-start-loss",
                "The loss from the fatal start",
                "On all 2,000 rows: the mean over the trials, and the range from the smallest to the largest.",
                Chart.Axis.of("epochs"),
                Chart.Axis.of("loss"),
                lines);
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.8f", value);
    }

    private static String numbers(double[] values) {
        return "["
                + String.join(
                        ", ", Arrays.stream(values).mapToObj(FatalStart::number).toList()) + "]";
    }
}
