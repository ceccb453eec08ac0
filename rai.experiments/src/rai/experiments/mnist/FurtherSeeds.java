package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.api.study.Trial;
import rai.experiments.Show;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/**
 * The cells whose one seed differs from the source's by more than the tolerance, with seeds that had no part in that choice: does the
 * source's figure lie where one more seed would?
 *
 * @param answer the sentences
 * @param section the table
 */
record FurtherSeeds(List<Statement> answer, Section section) {
    private static final String STAGE = "seeds";
    private static final String ROWS = "rows";
    private static final String ALL = "all";
    private static final double LEVEL = 0.95;

    /**
     * A cell.
     *
     * @param activation the activation
     * @param rate the rate
     * @param rows the rows that it was trained on: all of them, and then it is tested on the test data; or without validation rows
     */
    private record Cell(String activation, double rate, String rows) {
        static Cell of(Outcome outcome) {
            return new Cell(
                    Cells.activation(outcome),
                    Cells.rate(outcome),
                    String.valueOf(outcome.trial().factors().get(ROWS)));
        }

        boolean isTested() {
            return rows.equals(ALL);
        }

        String metric() {
            return isTested() ? "test.accuracy" : Cells.VALID;
        }

        /** The figure of the source; of a variant of swish, that of swish. */
        OptionalDouble source() {
            String name = activation.startsWith("swish") ? "swish" : activation;
            if (isTested()) {
                Double test = Source.TEST.get(name);
                return test == null ? OptionalDouble.empty() : OptionalDouble.of(test);
            }
            return rate == Source.FIXED_RATE
                    ? OptionalDouble.of(Source.AT_FIXED_RATE.get(name).validAccuracy())
                    : Source.valid(name, rate);
        }

        String text() {
            return activation + " at rate " + Cells.text(rate)
                    + (isTested() ? ", trained on all rows: test accuracy" : ": validation accuracy");
        }
    }

    /** @return the same trial, in a stage of its own */
    static Trial staged(Trial trial) {
        return new Trial(STAGE, trial.factors(), trial.request(), trial.keep());
    }

    static boolean has(Trial trial) {
        return trial.stage().equals(STAGE);
    }

    /**
     * @param outcomes all outcomes
     * @param quick whether it was trained on fewer rows for fewer steps, so that the source has no figures to compare with
     * @return what those of further seeds say; empty if there are none yet
     */
    static Optional<FurtherSeeds> of(List<Outcome> outcomes, boolean quick) {
        Map<Cell, List<Outcome>> cells = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (has(outcome.trial()) && outcome.state() == Outcome.State.DONE) {
                cells.computeIfAbsent(Cell.of(outcome), any -> new ArrayList<>())
                        .add(outcome);
            }
        }
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        List<Statement> answer = new ArrayList<>();
        List<List<Entry>> rows = new ArrayList<>();
        cells.forEach((cell, trials) -> {
            OptionalDouble source = quick ? OptionalDouble.empty() : cell.source();
            if (source.isPresent() && trials.size() > 1) {
                answer.add(Statement.remark(sentence(cell, values(cell, trials), source.getAsDouble())));
            }
            rows.add(row(cell, trials, source));
        });
        return Optional.of(new FurtherSeeds(
                answer,
                new Section(
                        "Cells that differ from the source, with further seeds",
                        List.of(new DataTable(
                                "further-seeds",
                                "Accuracy with further seeds, and the source's of one seed",
                                List.of(
                                        new Column(Cells.ACTIVATION, Cells.ACTIVATION, Kind.TEXT),
                                        new Column(Cells.RATE, Cells.RATE, Kind.NUMBER),
                                        new Column(ROWS, "rows, accuracy", Kind.TEXT),
                                        new Column("source", "source", Kind.NUMBER),
                                        new Column("mean", "mean", Kind.NUMBER),
                                        new Column("interval", "95 % interval", Kind.TEXT),
                                        new Column("one_seed", "95 % of single seeds", Kind.TEXT),
                                        new Column("lowest", "lowest", Kind.NUMBER),
                                        new Column("highest", "highest", Kind.NUMBER),
                                        new Column("seeds", "seeds", Kind.NUMBER)),
                                rows,
                                false)))));
    }

    private static double[] values(Cell cell, List<Outcome> trials) {
        return trials.stream()
                .mapToDouble(outcome -> outcome.metric(cell.metric()))
                .toArray();
    }

    private static String sentence(Cell cell, double[] values, double source) {
        Interval next = next(values);
        Summary summary = Summary.of(values);
        return cell.text() + " of " + values.length + " further seeds " + Cells.figure(summary.mean()) + " ("
                + Cells.figure(summary.min()) + " to " + Cells.figure(summary.max()) + "); one more seed would lie in "
                + text(next) + " (95 %), and the source's " + Cells.figure(source)
                + (next.contains(source) ? " lies in it." : " does not.");
    }

    /** For one more seed: mean ± t sd √(1 + 1/n). */
    private static Interval next(double[] values) {
        return Intervals.t(values, 1, LEVEL);
    }

    private static String text(Interval interval) {
        return interval.isDefined()
                ? "[" + Cells.figure(interval.low()) + ", " + Cells.figure(interval.high()) + "]"
                : "-";
    }

    private static List<Entry> row(Cell cell, List<Outcome> trials, OptionalDouble source) {
        double[] values = values(cell, trials);
        Summary summary = Summary.of(values);
        List<String> ids = trials.stream().map(Outcome::id).toList();
        return List.of(
                Entry.of(cell.activation()),
                Entry.of(cell.rate(), Cells.text(cell.rate())),
                Entry.of(cell.isTested() ? "all, test" : "without validation rows, validation"),
                source.isPresent()
                        ? Entry.of(source.getAsDouble(), Cells.figure(source.getAsDouble()))
                        : new Entry(null, "-", List.of()),
                new Entry(summary.mean(), Cells.figure(summary.mean()), ids),
                Entry.of(text(Intervals.t(values, LEVEL))),
                Entry.of(text(next(values))),
                Show.entry(summary.min(), ids),
                Show.entry(summary.max(), ids),
                Entry.of(values.length, Integer.toString(values.length)));
    }
}
