package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.api.study.Trial;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/**
 * With further seeds: does the last rate at which a network learns still learn, and does the next one still diverge?
 *
 * @param answer the sentences
 * @param section the table
 */
record Edges(List<Statement> answer, Section section) {
    private static final String STAGE = "edges";
    private static final String ACCURACY = "test.accuracy";
    private static final double LEVEL = 0.95;

    /** @return the same trial, in a stage of its own */
    static Trial staged(Trial trial) {
        return new Trial(STAGE, trial.factors(), trial.request(), trial.keep());
    }

    static boolean has(Trial trial) {
        return trial.stage().equals(STAGE);
    }

    /**
     * @param outcomes all outcomes
     * @return what those at the edges say; empty if there are none yet
     */
    static Optional<Edges> of(List<Outcome> outcomes) {
        Map<String, TreeMap<Double, List<Outcome>>> cells = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (has(outcome.trial()) && outcome.state() != Outcome.State.FAILED) {
                cells.computeIfAbsent(Cells.activation(outcome), any -> new TreeMap<>())
                        .computeIfAbsent(Cells.rate(outcome), any -> new ArrayList<>())
                        .add(outcome);
            }
        }
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        List<Statement> answer = new ArrayList<>();
        List<List<Entry>> rows = new ArrayList<>();
        cells.forEach((activation, rates) -> {
            List<String> says = new ArrayList<>();
            rates.forEach((rate, trials) -> {
                says.add("at rate " + Cells.text(rate) + " " + diverged(trials) + " of " + trials.size()
                        + " seeds diverge or stay at chance");
                rows.add(row(activation, rate, trials));
            });
            answer.add(Statement.remark(activation + " with further seeds: " + String.join(", ", says) + "."));
        });
        return Optional.of(new Edges(
                answer,
                new Section(
                        "The edge of divergence, with further seeds",
                        List.of(new DataTable(
                                "edges",
                                "The last rate at which a network learns, and the next one",
                                List.of(
                                        new Column(Cells.ACTIVATION, Cells.ACTIVATION, Kind.TEXT),
                                        new Column(Cells.RATE, Cells.RATE, Kind.NUMBER),
                                        new Column("seeds", "seeds", Kind.NUMBER),
                                        new Column("diverged", "share diverged, 95 % interval", Kind.NUMBER),
                                        new Column("lowest", "lowest test accuracy", Kind.NUMBER),
                                        new Column("highest", "highest test accuracy", Kind.NUMBER)),
                                rows,
                                false)))));
    }

    private static int diverged(List<Outcome> trials) {
        return (int) trials.stream()
                .filter(outcome -> Cells.diverged(outcome, ACCURACY))
                .count();
    }

    private static List<Entry> row(String activation, double rate, List<Outcome> trials) {
        int diverged = diverged(trials);
        Interval interval = Intervals.wilson(diverged, trials.size(), LEVEL);
        List<String> ids = trials.stream().map(Outcome::id).toList();
        double[] learnt = trials.stream()
                .filter(outcome -> !Cells.diverged(outcome, ACCURACY))
                .mapToDouble(outcome -> outcome.metric(ACCURACY))
                .sorted()
                .toArray();
        return List.of(
                Entry.of(activation),
                Entry.of(rate, Cells.text(rate)),
                Entry.of(trials.size(), Integer.toString(trials.size())),
                new Entry(
                        (double) diverged / trials.size(),
                        String.format(
                                Locale.ROOT,
                                "%.2f [%.2f, %.2f]",
                                (double) diverged / trials.size(),
                                interval.low(),
                                interval.high()),
                        ids),
                accuracy(learnt, 0, ids),
                accuracy(learnt, learnt.length - 1, ids));
    }

    private static Entry accuracy(double[] sorted, int index, List<String> ids) {
        return sorted.length == 0
                ? new Entry(null, "-", ids)
                : new Entry(sorted[index], Cells.figure(sorted[index]), ids);
    }
}
