package rai.experiments.init;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.experiments.Cells;
import rai.experiments.Show;
import rai.statistics.Comparison;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Rules;
import rai.statistics.Summary;
import rai.statistics.Verdict;

/** The table of the source over many seeds, and comparisons that it does not make. */
final class Starts {
    static final String SHORT = "sgd, 50 epochs";
    static final String LONG = "adam, 1000 epochs";
    static final List<String> SOURCE_INITS =
            List.of("xavier normal", "xavier uniform", "kaiming normal", "kaiming uniform");
    private static final double[] TANH = {0.477, 0.503, 0.573, 0.502};
    private static final double[] RELU = {0.498, 0.514, 0.493, 0.459};
    private static final List<String> MODES = List.of("kaiming normal", "averaged normal", "fan-out normal");
    private static final String LOSS = "train.loss";
    private static final String METRIC = "train loss";
    private static final double LEVEL = 0.95;
    private static final int FEWEST = 2;
    /** A loss that falls by less than this factor has hardly been trained. */
    private static final double HARDLY = 0.5;

    private static final double[] NOTHING = {};

    private final List<Outcome> outcomes;
    private final List<Ranking> rankings = new ArrayList<>();

    /** @param outcomes those of the design {@code init} */
    Starts(List<Outcome> outcomes) {
        this.outcomes = outcomes;
        rank("tanh", "tanh, N = 16", TANH);
        rank("relu", "relu, N = 32", RELU);
    }

    private void rank(String activation, String network, double[] source) {
        double[][] losses = paired(SOURCE_INITS.stream()
                .map(init -> bySeed(activation, init, SHORT))
                .toList());
        if (losses[0].length >= FEWEST) {
            rankings.add(new Ranking(network, SOURCE_INITS, source, losses));
        }
    }

    private Map<String, Double> bySeed(String activation, String init, String training) {
        Map<String, Double> losses = new TreeMap<>();
        for (Outcome outcome : Cells.of(outcomes, "activation", activation, "init", init, "training", training)) {
            double loss = outcome.metric(LOSS);
            if (Double.isFinite(loss) && loss > 0) {
                losses.put(String.valueOf(outcome.trial().factors().get("seed")), loss);
            }
        }
        return losses;
    }

    /** The values of the seeds that all have. */
    private static double[][] paired(List<Map<String, Double>> cells) {
        List<String> seeds = cells.get(0).keySet().stream()
                .filter(seed -> cells.stream().allMatch(cell -> cell.containsKey(seed)))
                .toList();
        return cells.stream()
                .map(cell -> seeds.stream().mapToDouble(cell::get).toArray())
                .toArray(double[][]::new);
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        rankings.forEach(ranking -> statements.addAll(ranking.figures()));
        List<Verdict> verdicts = family();
        int at = 0;
        for (Ranking ranking : rankings) {
            int pairs = ranking.pairs().size();
            statements.add(ranking.surviving(verdicts.subList(at, at + pairs)));
            statements.add(ranking.probability());
            at += pairs;
        }
        moved(statements);
        statements.addAll(compared(trained()));
        statements.addAll(compared(modes()));
        statements.addAll(compared(odd()));
        return statements;
    }

    private List<Verdict> family() {
        return Verdict.of(
                rankings.stream().flatMap(ranking -> ranking.pairs().stream()).toList(), Rules.of(false));
    }

    /** How much the training of the source changes at all. */
    private void moved(List<Statement> statements) {
        double[] changes = rankings.stream()
                .map(ranking -> ranking.network().substring(0, ranking.network().indexOf(',')))
                .flatMap(activation -> Cells.of(outcomes, "activation", activation, "training", SHORT).stream())
                .filter(outcome ->
                        SOURCE_INITS.contains(outcome.trial().factors().get("init")))
                .map(outcome -> outcome.curves().metrics().getOrDefault(LOSS, NOTHING))
                .filter(loss -> loss.length > 1)
                .mapToDouble(loss -> loss[loss.length - 1] / loss[0])
                .toArray();
        if (changes.length > 0) {
            statements.add(
                    Statement.remark("After 50 epochs the train loss of these networks is " + Show.median(changes)
                            + " times that after the first"
                            + (Summary.of(changes).median() > HARDLY
                                    ? ": what the source compares is mostly the start itself."
                                    : ".")));
        }
    }

    /** Trained longer, which starts end lower? */
    private List<Comparison> trained() {
        List<Comparison> family = new ArrayList<>();
        for (String activation : List.of("tanh", "relu")) {
            for (int a = 0; a < SOURCE_INITS.size(); a++) {
                for (int b = a + 1; b < SOURCE_INITS.size(); b++) {
                    add(family, activation, SOURCE_INITS.get(a), activation, SOURCE_INITS.get(b), LONG);
                }
            }
        }
        return family;
    }

    private List<Comparison> modes() {
        List<Comparison> family = new ArrayList<>();
        for (String activation : List.of("tanh", "relu")) {
            for (int a = 0; a < MODES.size(); a++) {
                for (int b = a + 1; b < MODES.size(); b++) {
                    add(family, activation, MODES.get(a), activation, MODES.get(b), SHORT);
                }
            }
        }
        return family;
    }

    private List<Comparison> odd() {
        List<Comparison> family = new ArrayList<>();
        SOURCE_INITS.forEach(init -> add(family, "logistic-odd", init, "sigmoid", init, SHORT));
        return family;
    }

    /** Losses are compared by their logarithms: after a long training they differ by orders of magnitude. */
    private void add(List<Comparison> family, String a, String initA, String b, String initB, String training) {
        double[][] losses = paired(List.of(bySeed(a, initA, training), bySeed(b, initB, training)));
        if (losses[0].length >= FEWEST) {
            family.add(new Comparison(a + " from " + initA, b + " from " + initB, log10(losses[0]), log10(losses[1])));
        }
    }

    private static double[] log10(double[] losses) {
        return Arrays.stream(losses).map(Math::log10).toArray();
    }

    /** What was shown, a sentence each; what was not, in one. */
    private static List<Statement> compared(List<Comparison> family) {
        List<Statement> statements = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Verdict verdict : Verdict.of(family, Rules.of(false))) {
            if (verdict.outcome() == rai.statistics.Outcome.NO_DIFFERENCE_SHOWN) {
                open.add(verdict.comparison().nameA() + " and "
                        + verdict.comparison().nameB());
            } else {
                statements.add(new Statement(Mark.YES, verdict.sentence("log10 of the " + METRIC), ""));
            }
        }
        if (!open.isEmpty()) {
            statements.add(Statement.remark(
                    "No difference shown in log10 of the " + METRIC + " between " + String.join("; ", open) + "."));
        }
        return statements;
    }

    List<Section> sections() {
        if (rankings.isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(table());
        blocks.add(pairs());
        for (Ranking ranking : rankings) {
            blocks.add(dots(ranking));
        }
        return List.of(new Section("The table of the source over many seeds", blocks));
    }

    private DataTable table() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Ranking ranking : rankings) {
            for (int i = 0; i < ranking.inits().size(); i++) {
                double[] losses = ranking.losses()[i];
                Summary summary = Summary.of(losses);
                rows.add(List.of(
                        Entry.of(ranking.network()),
                        Entry.of(ranking.inits().get(i)),
                        Show.entry(ranking.source()[i]),
                        Show.entry(summary.mean()),
                        Entry.of(Show.text(Intervals.t(losses, LEVEL))),
                        Entry.of(Show.text(Ranking.next(losses))),
                        Show.entry(summary.median()),
                        Entry.of(losses.length, String.valueOf(losses.length))));
            }
        }
        return new DataTable(
                "source-table",
                "Train loss after 50 epochs of SGD, by the source with one seed and here",
                List.of(
                        Show.text("network", "network"),
                        Show.text("init", "init"),
                        Show.number("source", "source"),
                        Show.number("mean", "mean"),
                        Show.text("interval", "95 % interval"),
                        Show.text("one_seed", "95 % of single seeds"),
                        Show.number("median", "median"),
                        Show.number("n", "n")),
                rows,
                true);
    }

    private DataTable pairs() {
        List<List<Entry>> rows = new ArrayList<>();
        List<Boolean> first = rankings.stream()
                .flatMap(ranking -> ranking.sourceSaysFirst().stream())
                .toList();
        List<Verdict> verdicts = family();
        for (int i = 0; i < verdicts.size(); i++) {
            Verdict verdict = verdicts.get(i);
            Interval interval = verdict.interval();
            rows.add(List.of(
                    Entry.of(verdict.comparison().nameA()),
                    Entry.of(verdict.comparison().nameB()),
                    Entry.of(first.get(i) ? "a" : "b"),
                    Show.entry(verdict.difference()),
                    Entry.of(Show.text(interval)),
                    Show.entry(verdict.corrected()),
                    Entry.of(
                            verdict.outcome() == rai.statistics.Outcome.NO_DIFFERENCE_SHOWN
                                    ? "not shown"
                                    : verdict.difference() < 0 == first.get(i) ? "survives" : "the other way round")));
        }
        return new DataTable(
                "differences",
                "The differences of the source: paired t tests over equal seeds, corrected by Holm's method for all of"
                        + " them",
                List.of(
                        Show.text("a", "a"),
                        Show.text("b", "b"),
                        Show.text("source_smaller", "smaller in the source"),
                        Show.number("difference", "a - b"),
                        Show.text("interval", "95 % interval"),
                        Show.number("p_holm", "p, corrected"),
                        Show.text("verdict", "the source's difference")),
                rows,
                false);
    }

    private static Chart dots(Ranking ranking) {
        List<Chart.Group> groups = new ArrayList<>();
        for (int i = 0; i < ranking.inits().size(); i++) {
            double[] losses = ranking.losses()[i];
            Interval interval = Intervals.t(losses, LEVEL);
            groups.add(new Chart.Group(
                    ranking.inits().get(i) + " (source " + Show.number(ranking.source()[i]) + ")",
                    ranking.inits().get(i),
                    losses,
                    Summary.of(losses).mean(),
                    interval.low(),
                    interval.high()));
        }
        return new Chart.Dots(
                "losses-" + ranking.network().substring(0, 4),
                "Train loss after 50 epochs, " + ranking.network(),
                "A dot is a seed; the bar is the mean with its 95 % interval.",
                Chart.Axis.of(METRIC),
                groups);
    }
}
