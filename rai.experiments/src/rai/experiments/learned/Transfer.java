package rai.experiments.learned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.experiments.Findings;
import rai.statistics.Holm;
import rai.statistics.Interval;
import rai.statistics.Intervals;
import rai.statistics.Paired;
import rai.statistics.Summary;

/** Learnt curves as fixed activations, on the task on which they were learnt and on others, against their base activations. */
final class Transfer {
    /** The task of the source. */
    static final String HOME = "covertype";

    private static final List<String> BASES = List.of("tanh", "relu", "gelu");

    /** Test AUC by task, activation and seed. */
    private final Map<String, Map<String, TreeMap<Long, Double>>> scores = new LinkedHashMap<>();

    private final List<Pair> pairs = new ArrayList<>();

    /** @param outcomes the outcomes of the study */
    Transfer(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            Map<String, Object> factors = outcome.trial().factors();
            double auc = outcome.metric("test.auc");
            if (outcome.trial().stage().equals(Trainings.TRANSFER) && Double.isFinite(auc)) {
                scores.computeIfAbsent(Learnt.text(factors, "task"), task -> new LinkedHashMap<>())
                        .computeIfAbsent(Learnt.text(factors, "activation"), activation -> new TreeMap<>())
                        .put(((Number) factors.get("seed")).longValue(), auc);
            }
        }
        pair();
    }

    /**
     * A learnt curve against its base, on one task.
     *
     * @param task where both are used
     * @param from where the curve was learnt
     * @param base its base
     * @param differences curve minus base by seed
     */
    private record Pair(String task, String from, String base, TreeMap<Long, Double> differences) {
        double[] values() {
            return differences.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }

        double mean() {
            return Summary.of(values()).mean();
        }

        Interval interval() {
            return Intervals.t(values(), Texts.LEVEL);
        }

        double p() {
            double[] values = values();
            return values.length < 2
                    ? Double.NaN
                    : Paired.t(values, new double[values.length]).p();
        }

        String label() {
            return base + " on " + task + ", learnt on " + (from.equals(task) ? "it" : from);
        }
    }

    private void pair() {
        scores.forEach((task, of) -> {
            for (String from : scores.keySet()) {
                for (String base : BASES) {
                    TreeMap<Long, Double> curve = of.get(FixedCurve.label(from, base));
                    TreeMap<Long, Double> plain = of.get(base);
                    if (curve != null && plain != null) {
                        TreeMap<Long, Double> differences = new TreeMap<>();
                        curve.forEach((seed, auc) -> {
                            if (plain.containsKey(seed)) {
                                differences.put(seed, auc - plain.get(seed));
                            }
                        });
                        pairs.add(new Pair(task, from, base, differences));
                    }
                }
            }
        });
    }

    List<Statement> statements() {
        List<String> others =
                scores.keySet().stream().filter(task -> !task.equals(HOME)).toList();
        List<Statement> all = new ArrayList<>();
        boolean known = false;
        boolean behind = true;
        List<String> ours = new ArrayList<>();
        for (String task : others) {
            double[] means = perSeed(task, HOME);
            if (means.length >= 2) {
                known = true;
                Interval interval = Intervals.t(means, Texts.LEVEL);
                behind &= interval.high() < 0;
                ours.add(task + " " + Texts.mean(Summary.of(means).mean(), interval));
            }
        }
        if (!known) {
            return List.of(Statement.remark("Learnt activations have not been tried on other tasks yet."));
        }
        all.add(Findings.verdict(
                behind,
                "on another task, the activation learnt on " + HOME
                        + " falls behind its base: mean difference of the test AUC",
                "below 0 with its interval, on each other task",
                String.join("; ", ours),
                ShapeFindings.SOURCE));
        for (String task : scores.keySet()) {
            double[] own = perSeed(task, task);
            if (own.length >= 2) {
                all.add(Statement.remark(
                        "On " + task + ", the activation learnt there and then fixed differs from its base by "
                                + Texts.mean(Summary.of(own).mean(), Intervals.t(own, Texts.LEVEL)) + "."));
            }
        }
        return all;
    }

    /** The mean over the bases, per seed. */
    private double[] perSeed(String task, String from) {
        Map<Long, DoubleStream.Builder> bySeed = new TreeMap<>();
        pairs.stream()
                .filter(pair -> pair.task().equals(task) && pair.from().equals(from))
                .forEach(pair -> pair.differences()
                        .forEach((seed, difference) -> bySeed.computeIfAbsent(seed, s -> DoubleStream.builder())
                                .add(difference)));
        return bySeed.values().stream()
                .mapToDouble(all -> all.build().average().orElseThrow())
                .toArray();
    }

    List<Block> blocks() {
        return pairs.isEmpty() ? List.of() : List.of(forest(), table());
    }

    private Chart forest() {
        double[] p = corrected();
        List<Chart.Difference> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            rows.add(new Chart.Difference(
                    pair.label(),
                    pair.base(),
                    pair.mean(),
                    pair.interval().low(),
                    pair.interval().high(),
                    "p = " + Texts.number(p[i])));
        }
        return new Chart.Forest(
                "transfer",
                "Fixed learnt activation minus its base: test AUC",
                "Means over seeds with 95 % intervals, paired by seed; p-values of paired t tests, corrected by Holm"
                        + " for "
                        + pairs.size() + " comparisons. Every activation has its own best rate.",
                Chart.Axis.of("difference of the test AUC"),
                rows);
    }

    private double[] corrected() {
        return Holm.adjust(pairs.stream().mapToDouble(Pair::p).toArray());
    }

    private DataTable table() {
        List<Column> columns = List.of(
                new Column("task", "task", Kind.TEXT),
                new Column("from", "learnt on", Kind.TEXT),
                new Column("base", "base", Kind.TEXT),
                new Column("curve_auc", "learnt and fixed: test AUC", Kind.NUMBER),
                new Column("base_auc", "base: test AUC", Kind.NUMBER),
                new Column("difference", "difference", Kind.NUMBER),
                new Column("low", "95 % from", Kind.NUMBER),
                new Column("high", "to", Kind.NUMBER),
                new Column("p", "p, corrected", Kind.NUMBER),
                new Column("n", "seeds", Kind.NUMBER));
        double[] p = corrected();
        List<List<Entry>> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Map<String, TreeMap<Long, Double>> of = scores.get(pair.task());
            int n = pair.differences().size();
            rows.add(List.of(
                    Entry.of(pair.task()),
                    Entry.of(pair.from()),
                    Entry.of(pair.base()),
                    Texts.entry(mean(of.get(FixedCurve.label(pair.from(), pair.base())))),
                    Texts.entry(mean(of.get(pair.base()))),
                    Texts.entry(pair.mean()),
                    Texts.entry(pair.interval().low()),
                    Texts.entry(pair.interval().high()),
                    Texts.entry(p[i]),
                    Entry.of(n, String.valueOf(n))));
        }
        return new DataTable(
                "transfer",
                "Learnt activations as fixed functions, on their own task and on others",
                columns,
                rows,
                false);
    }

    private static double mean(Map<Long, Double> bySeed) {
        return bySeed.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }
}
