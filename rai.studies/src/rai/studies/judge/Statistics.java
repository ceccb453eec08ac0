package rai.studies.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.study.Outcome;
import rai.statistics.Bootstrap;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Summary;

/** Every metric of every cell over its seeds: mean, spread, quantiles, and two intervals. */
final class Statistics {
    private static final int RESAMPLES = 2000;

    private Statistics() {}

    static DataTable table(Question question, List<Cell> cells) {
        List<Column> columns = new ArrayList<>();
        question.axes().forEach(axis -> columns.add(new Column("factor_" + axis, axis, Kind.TEXT)));
        columns.add(new Column("metric", "metric", Kind.TEXT));
        String[][] numbers = {
            {"n", "n"}, {"mean", "mean"}, {"sd", "sd"}, {"t_low", "95 % from (t)"}, {"t_high", "to"},
            {"bca_low", "95 % from (BCa)"}, {"bca_high", "to"}, {"median", "median"}, {"min", "min"}, {"max", "max"}
        };
        for (String[] number : numbers) {
            columns.add(new Column(number[0], number[1], Kind.NUMBER));
        }
        List<List<Entry>> rows = new ArrayList<>();
        for (Cell cell : cells) {
            for (String metric : metrics(question, cells)) {
                rows.add(row(question, cell, metric));
            }
        }
        return new DataTable(
                "statistics",
                "All metrics; 95 % intervals of the mean by Student's t"
                        + (question.overlap() > 0 ? ", corrected for overlapping training rows," : "")
                        + " and by a bootstrap (BCa, " + RESAMPLES + " resamples)",
                columns,
                rows,
                false);
    }

    private static List<Entry> row(Question question, Cell cell, String metric) {
        List<Entry> row = new ArrayList<>();
        question.axes().forEach(axis -> row.add(Entry.of(cell.factors().getOrDefault(axis, ""))));
        row.add(Entry.of(Show.metric(metric)));
        double[] values = cell.values(metric);
        Summary of = Summary.of(values);
        Interval t = Intervals.t(values, question.overlap(), Results.LEVEL);
        Interval bca = bca(values);
        row.add(new Entry(of.n(), String.valueOf(of.n()), cell.ids(metric)));
        row.add(Show.entry(of.mean(), of.sd(), List.of()));
        row.add(Show.entry(of.sd()));
        for (double value : new double[] {t.low(), t.high(), bca.low(), bca.high(), of.median(), of.min(), of.max()}) {
            row.add(Show.entry(value, of.sd(), List.of()));
        }
        return row;
    }

    /** The seed of the bootstrap is fixed: the same outcomes give the same report. */
    private static Interval bca(double[] values) {
        return values.length < 2
                ? Intervals.t(values, Results.LEVEL)
                : Bootstrap.mean(values, Results.LEVEL, RESAMPLES, 0);
    }

    /** The judged metric first, then all others that were evaluated, those on the test data before the rest. */
    private static Set<String> metrics(Question question, List<Cell> cells) {
        Set<String> test = new LinkedHashSet<>();
        Set<String> valid = new LinkedHashSet<>();
        Set<String> train = new LinkedHashSet<>();
        for (Cell cell : cells) {
            for (Outcome outcome : cell.outcomes()) {
                outcome.result().ifPresent(result -> {
                    result.test().keySet().forEach(name -> test.add("test." + name));
                    result.valid().keySet().forEach(name -> valid.add("valid." + name));
                    result.train().keySet().forEach(name -> train.add("train." + name));
                });
            }
        }
        Set<String> all = new LinkedHashSet<>();
        all.add(question.metric());
        all.addAll(test);
        all.addAll(valid);
        all.addAll(train);
        return all;
    }
}
