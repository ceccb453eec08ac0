package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.study.Outcome;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** The results of each cell over its seeds: the main table, and a dot per seed. */
final class Results {
    static final double LEVEL = 0.95;

    /** Cut off, such an interval would seem to know more than it does. */
    private static final String BEYOND =
            " An interval that leaves 0 to 1, or goes below 0, is shown as it is: Student's t does"
                    + " not know the ends of a scale, and with few seeds near one it is only a rough guide.";

    private Results() {}

    static Section section(Question question, List<Cell> cells) {
        List<Block> blocks = new ArrayList<>();
        if (question.wants("table")) {
            blocks.add(table(question, cells));
        }
        if (question.wants("lines")) {
            AxisLines.of(question, cells).ifPresent(blocks::add);
        }
        if (question.wants("dots")) {
            blocks.add(dots(question, cells));
        }
        if (question.wants("table")) {
            blocks.add(Statistics.table(question, cells));
        }
        return new Section("Results", blocks);
    }

    /** What readers look at first; {@link Statistics} has every number. */
    private static DataTable table(Question question, List<Cell> cells) {
        String metric = question.metric();
        List<Column> columns = new ArrayList<>();
        question.axes().forEach(axis -> columns.add(new Column(axis, axis, Kind.TEXT)));
        question.tuned().forEach(axis -> columns.add(new Column("best_" + axis, "best " + axis, Kind.TEXT)));
        columns.add(new Column("n", "n", Kind.NUMBER));
        columns.add(new Column(metric.replace('.', '_'), Show.metric(metric), Kind.NUMBER));
        columns.add(new Column("interval", "95 % interval", Kind.TEXT));
        columns.add(new Column("sd", "sd", Kind.NUMBER));
        columns.add(new Column("median", "median", Kind.NUMBER));
        columns.add(new Column("range", "min to max", Kind.TEXT));
        columns.add(new Column("seconds", "seconds", Kind.NUMBER));
        List<Outcome.State> troubles = Stream.of(Outcome.State.DIVERGED, Outcome.State.FAILED)
                .filter(state -> cells.stream().anyMatch(cell -> cell.count(state) > 0))
                .toList();
        troubles.forEach(state -> columns.add(new Column(word(state), word(state), Kind.NUMBER)));
        return new DataTable(
                "results",
                "Mean " + Show.metric(metric) + " over the " + (question.hasFolds() ? "seeds and folds" : "seeds"),
                columns,
                cells.stream().map(cell -> row(question, cell, troubles)).toList(),
                true);
    }

    private static List<Entry> row(Question question, Cell cell, List<Outcome.State> troubles) {
        List<Entry> row = new ArrayList<>();
        question.axes().forEach(axis -> row.add(Entry.of(cell.factors().getOrDefault(axis, ""))));
        question.tuned().forEach(axis -> row.add(Entry.of(cell.levels(axis))));
        double[] values = cell.values(question.metric());
        List<String> ids = cell.ids(question.metric());
        Summary summary = Summary.of(values);
        Interval t = Intervals.t(values, question.overlap(), LEVEL);
        row.add(new Entry(summary.n(), String.valueOf(summary.n()), ids));
        row.add(Show.entry(summary.mean(), summary.sd(), ids));
        row.add(Entry.of(
                t.isDefined()
                        ? "[" + Show.number(t.low(), summary.sd()) + ", " + Show.number(t.high(), summary.sd()) + "]"
                        : "-"));
        row.add(Show.entry(summary.sd()));
        row.add(Show.entry(summary.median(), summary.sd(), List.of()));
        row.add(Entry.of(Show.number(summary.min(), summary.sd()) + " to " + Show.number(summary.max(), summary.sd())));
        row.add(Show.entry(Arrays.stream(cell.values("seconds")).average().orElse(Double.NaN)));
        troubles.forEach(state -> row.add(count(cell, state)));
        return row;
    }

    /** Whether an interval contains what is on the other side of 0, or of 1, than all values. */
    private static boolean isBeyond(Interval interval, Summary of) {
        boolean below = of.min() >= 0 && interval.low() < 0;
        boolean above = of.min() >= 0 && of.max() <= 1 && interval.high() > 1;
        return interval.isDefined() && (below || above);
    }

    private static Entry count(Cell cell, Outcome.State state) {
        return new Entry(
                cell.count(state),
                String.valueOf(cell.count(state)),
                cell.outcomes().stream()
                        .filter(outcome -> outcome.state() == state)
                        .map(Outcome::id)
                        .toList());
    }

    private static String word(Outcome.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Chart dots(Question question, List<Cell> cells) {
        List<Chart.Group> groups = new ArrayList<>();
        boolean beyond = false;
        for (Cell cell : cells) {
            double[] values = cell.values(question.metric());
            Interval t = Intervals.t(values, question.overlap(), LEVEL);
            beyond |= isBeyond(t, Summary.of(values));
            groups.add(new Chart.Group(
                    cell.label(), cell.key(question), values, Summary.of(values).mean(), t.low(), t.high()));
        }
        return new Chart.Dots(
                "seeds",
                Show.title(Show.metric(question.metric())) + " of every seed",
                "A dot is a trial; the bar is the mean with its 95 % interval (Student's t"
                        + (question.overlap() > 0 ? ", corrected for overlapping training rows" : "") + ")."
                        + (beyond ? BEYOND : ""),
                Chart.Axis.of(Show.metric(question.metric())),
                groups);
    }
}
