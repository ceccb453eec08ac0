package rai.experiments.relu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.experiments.Findings;
import rai.statistics.Holm;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Paired;

/** How many random starts are dead, and how many networks are stuck after ten epochs, by activation. */
record RandomStarts(List<Statement> answer, Section section) {
    private static final String ACTIVATION = "activation";
    private static final String SEED = "seed";
    private static final String RELU = "relu";
    private static final double LEVEL = 0.95;
    /** For a share that theory predicts: one sound study in a hundred contradicts it. */
    private static final double STRICT = 0.99;

    private static final double ALPHA = 0.05;

    /** The fates of one activation, by seed. */
    private record Cell(String activation, Map<Long, Fate> fates, List<String> ids) {
        int count(Predicate<Fate> which) {
            return (int) fates.values().stream().filter(which).count();
        }

        int starts() {
            return fates.size();
        }

        Interval interval(Predicate<Fate> which) {
            return Intervals.wilson(count(which), starts(), LEVEL);
        }

        Entry entry(Predicate<Fate> which) {
            return new Entry(
                    (double) count(which) / starts(), Figure.share(count(which), starts(), interval(which)), ids);
        }
    }

    /** How an activation compares with relu in one respect. */
    private record Contrast(Cell cell, double difference, double p) {}

    /** @return the outcomes of the trials that began at random */
    static List<Outcome> among(List<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> !FatalStart.has(outcome)).toList();
    }

    /**
     * @param outcomes those of random starts
     * @return what they say; empty if there are none yet
     */
    static Optional<RandomStarts> of(List<Outcome> outcomes) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.state() != Outcome.State.FAILED) {
                String activation = String.valueOf(outcome.trial().factors().get(ACTIVATION));
                Cell cell = cells.computeIfAbsent(
                        activation, name -> new Cell(name, new LinkedHashMap<>(), new ArrayList<>()));
                cell.fates().put(((Number) outcome.trial().factors().get(SEED)).longValue(), Fate.of(outcome));
                cell.ids().add(outcome.id());
            }
        }
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        List<Cell> all = List.copyOf(cells.values());
        List<Statement> answer = new ArrayList<>();
        if (cells.containsKey(RELU)) {
            answer.add(predicted(cells.get(RELU)));
        }
        answer.add(dead(all));
        if (cells.containsKey(RELU)) {
            contrasts(cells.get(RELU), all).forEach(contrast -> answer.add(stuck(contrast, cells.get(RELU))));
        }
        return Optional.of(new RandomStarts(
                answer, new Section("Random starts", List.of(table(all), chart(all), unlearntChart(all)))));
    }

    private static Statement predicted(Cell relu) {
        Interval interval = Intervals.wilson(relu.count(Fate::deadAtStart), relu.starts(), STRICT);
        double share = 0.5 + Math.pow(2, -(OutputAngle.UNITS + 1));
        return Findings.verdict(
                interval.contains(share),
                "relu: share of random starts that are dead",
                Figure.of(100 * share) + " % by the geometry, 1/4 + 3/4 · 1/2",
                Figure.share(relu.count(Fate::deadAtStart), relu.starts(), interval) + " of " + relu.starts()
                        + " (99 % interval)",
                "the geometry of the source: no hidden unit fires, or the output unit does not");
    }

    private static Statement dead(List<Cell> cells) {
        List<String> some = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.count(Fate::deadAtStart) == 0) {
                none.add(cell.activation());
            } else {
                some.add(cell.activation() + " "
                        + Figure.share(cell.count(Fate::deadAtStart), cell.starts(), cell.interval(Fate::deadAtStart)));
            }
        }
        String sentence = some.isEmpty() ? "No start is dead." : "Dead at the start: " + String.join(", ", some) + ".";
        return Statement.remark(
                none.isEmpty() ? sentence : sentence + " Not one start is dead with " + String.join(", ", none) + ".");
    }

    /** By the exact sign test of equal starts, which is McNemar's, corrected by Holm. */
    private static List<Contrast> contrasts(Cell relu, List<Cell> cells) {
        List<Cell> others = cells.stream().filter(cell -> cell != relu).toList();
        double[] p = new double[others.size()];
        double[] differences = new double[others.size()];
        for (int i = 0; i < p.length; i++) {
            Cell other = others.get(i);
            long[] seeds = relu.fates().keySet().stream()
                    .filter(other.fates()::containsKey)
                    .mapToLong(Long::longValue)
                    .toArray();
            double[] a = stuck(other, seeds);
            double[] b = stuck(relu, seeds);
            p[i] = Paired.sign(a, b).p();
            for (int j = 0; j < seeds.length; j++) {
                differences[i] += (a[j] - b[j]) / seeds.length;
            }
        }
        double[] corrected = Holm.adjust(p);
        List<Contrast> contrasts = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            contrasts.add(new Contrast(others.get(i), differences[i], corrected[i]));
        }
        return contrasts;
    }

    private static double[] stuck(Cell cell, long[] seeds) {
        double[] stuck = new double[seeds.length];
        for (int i = 0; i < seeds.length; i++) {
            stuck[i] = cell.fates().get(seeds[i]).noBetter() ? 1 : 0;
        }
        return stuck;
    }

    private static Statement stuck(Contrast contrast, Cell relu) {
        Cell cell = contrast.cell();
        boolean shown = contrast.p() < ALPHA;
        String shares = Figure.share(cell.count(Fate::noBetter), cell.starts(), cell.interval(Fate::noBetter))
                + " against "
                + Figure.share(relu.count(Fate::noBetter), relu.starts(), relu.interval(Fate::noBetter));
        String p = contrast.p() < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", contrast.p());
        return new Statement(
                shown ? Mark.YES : Mark.OPEN,
                (shown
                                ? cell.activation() + " is stuck " + (contrast.difference() < 0 ? "less" : "more")
                                        + " often than relu after ten epochs: "
                                : "no difference shown between " + cell.activation()
                                        + " and relu in how often they are stuck after ten epochs: ")
                        + shares + ", " + p + " by the sign test of equal starts, corrected for all comparisons.",
                "");
    }

    private static DataTable table(List<Cell> cells) {
        List<Column> columns = List.of(
                new Column("activation", "activation", Kind.TEXT),
                new Column("starts", "starts", Kind.NUMBER),
                new Column("dead_at_start", "dead at the start, %", Kind.NUMBER),
                new Column("hidden_dead", "no hidden unit fires, %", Kind.NUMBER),
                new Column("dead_at_end", "dead at the end, %", Kind.NUMBER),
                new Column("stuck", "stuck: no better than the mean, %", Kind.NUMBER));
        List<List<Entry>> rows = new ArrayList<>();
        for (Cell cell : cells) {
            rows.add(List.of(
                    Entry.of(cell.activation()),
                    Entry.of(cell.starts(), Integer.toString(cell.starts())),
                    cell.entry(Fate::deadAtStart),
                    cell.entry(Fate::hiddenDead),
                    cell.entry(Fate::deadAtEnd),
                    cell.entry(Fate::noBetter)));
        }
        return new DataTable("shares", "Shares of random starts, with 95 % Wilson intervals", columns, rows, true);
    }

    private static Chart chart(List<Cell> cells) {
        return dots(
                "dead-starts",
                "Starts at which no gradient reaches any weight",
                "share dead at the start",
                cells,
                Fate::deadAtStart);
    }

    private static Chart unlearntChart(List<Cell> cells) {
        return dots(
                "stuck-networks",
                "Networks that are no better than the mean after ten epochs",
                "share stuck at the end",
                cells,
                Fate::noBetter);
    }

    private static Chart dots(String name, String title, String axis, List<Cell> cells, Predicate<Fate> which) {
        return new Chart.Dots(
                name,
                title,
                "The share of the random starts, with its 95 % Wilson interval.",
                Chart.Axis.of(axis),
                cells.stream()
                        .map(cell -> {
                            Interval interval = cell.interval(which);
                            return new Chart.Group(
                                    cell.activation(),
                                    cell.activation(),
                                    new double[0],
                                    (double) cell.count(which) / cell.starts(),
                                    interval.low(),
                                    interval.high());
                        })
                        .toList());
    }
}
