package rai.studies.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report.Section;
import rai.api.study.Outcome;
import rai.statistics.Bootstrap;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** The results of each cell over its seeds: the main table, and a dot per seed. */
final class Results {
    static final double LEVEL = 0.95;
    private static final int RESAMPLES = 2000;

    private Results() {}

    static Section section(Question question, List<Cell> cells) {
        List<Block> blocks = new ArrayList<>();
        if (question.wants("table")) {
            blocks.add(table(question, cells));
        }
        if (question.wants("dots")) {
            blocks.add(dots(question, cells));
        }
        return new Section("Results", blocks);
    }

    private static DataTable table(Question question, List<Cell> cells) {
        String metric = question.metric();
        List<Column> columns = new ArrayList<>();
        question.axes().forEach(axis -> columns.add(new Column(axis, axis, Kind.TEXT)));
        question.tuned().forEach(axis -> columns.add(new Column(axis, "best " + axis, Kind.TEXT)));
        for (String name : List.of("n", "mean", "sd", "low", "high", "bca_low", "bca_high", "median", "min", "max")) {
            columns.add(new Column(
                    name.equals("n") ? name : metric.replace('.', '_') + "_" + name,
                    heading(name, metric),
                    Kind.NUMBER));
        }
        List<String> others = others(question, cells);
        others.forEach(
                other -> columns.add(new Column(other.replace('.', '_') + "_mean", Show.metric(other), Kind.NUMBER)));
        columns.add(new Column("seconds", "seconds", Kind.NUMBER));
        columns.add(new Column("diverged", "diverged", Kind.NUMBER));
        columns.add(new Column("failed", "failed", Kind.NUMBER));
        List<List<Entry>> rows =
                cells.stream().map(cell -> row(question, cell, others)).toList();
        return new DataTable(
                "results",
                "Mean " + Show.metric(metric) + " over the seeds, with its 95 % interval",
                columns,
                rows,
                true);
    }

    private static String heading(String name, String metric) {
        return switch (name) {
            case "mean" -> Show.metric(metric);
            case "low" -> "95 % from";
            case "high" -> "to";
            case "bca_low" -> "BCa from";
            case "bca_high" -> "BCa to";
            default -> name;
        };
    }

    private static List<Entry> row(Question question, Cell cell, List<String> others) {
        List<Entry> row = new ArrayList<>();
        question.axes().forEach(axis -> row.add(Entry.of(cell.factors().getOrDefault(axis, ""))));
        question.tuned().forEach(axis -> row.add(Entry.of(cell.levels(axis))));
        double[] values = cell.values(question.metric());
        List<String> ids = cell.ids(question.metric());
        Summary summary = Summary.of(values);
        Interval t = Intervals.t(values, LEVEL);
        Interval bca = bca(values);
        row.add(new Entry(summary.n(), String.valueOf(summary.n()), ids));
        row.add(Show.entry(summary.mean(), summary.sd(), ids));
        row.add(Show.entry(summary.sd()));
        for (double end :
                new double[] {t.low(), t.high(), bca.low(), bca.high(), summary.median(), summary.min(), summary.max()
                }) {
            row.add(Show.entry(end, summary.sd(), List.of()));
        }
        for (String other : others) {
            Summary of = Summary.of(cell.values(other));
            row.add(Show.entry(of.mean(), of.sd(), cell.ids(other)));
        }
        row.add(Show.entry(Arrays.stream(cell.values("seconds")).average().orElse(Double.NaN)));
        row.add(count(cell, Outcome.State.DIVERGED));
        row.add(count(cell, Outcome.State.FAILED));
        return row;
    }

    /** The seed of the bootstrap is fixed: the same outcomes give the same report. */
    private static Interval bca(double[] values) {
        return values.length < 2 ? Intervals.t(values, LEVEL) : Bootstrap.mean(values, LEVEL, RESAMPLES, 0);
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

    /** The other metrics of the parts that were evaluated, in the order of the results. */
    private static List<String> others(Question question, List<Cell> cells) {
        Set<String> names = new LinkedHashSet<>();
        for (Cell cell : cells) {
            for (Outcome outcome : cell.outcomes()) {
                outcome.result().ifPresent(result -> {
                    result.test().keySet().forEach(name -> names.add("test." + name));
                    result.valid().keySet().forEach(name -> names.add("valid." + name));
                    result.train().keySet().forEach(name -> names.add("train." + name));
                });
            }
        }
        names.remove(question.metric());
        return List.copyOf(names);
    }

    private static Chart dots(Question question, List<Cell> cells) {
        List<Chart.Group> groups = new ArrayList<>();
        for (Cell cell : cells) {
            double[] values = cell.values(question.metric());
            Interval t = Intervals.t(values, LEVEL);
            groups.add(new Chart.Group(
                    cell.label(), cell.key(question), values, Summary.of(values).mean(), t.low(), t.high()));
        }
        return new Chart.Dots(
                "seeds",
                Show.metric(question.metric()) + " of every seed",
                "A dot is a trial; the bar is the mean with its 95 % interval (Student's t).",
                Chart.Axis.of(Show.metric(question.metric())),
                groups);
    }
}
