package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Statement;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.experiments.Show;
import rai.statistics.Summary;

/**
 * What a method costs in layer updates until its test accuracy is first at least 90 % or 95 % of what backprop has at its end at the
 * same depth, and how that grows with depth: the slope b of log cost over log depth, cost ~ depth^b, by least squares for each seed.
 */
final class LadderCosts {
    private static final double[] SHARES = {0.9, 0.95};
    /** A line through fewer points fits by itself. */
    private static final int LEAST_DEPTHS = 3;

    private final Ladder backprop;
    private final Map<String, Ladder> ladders;

    private final double[] shares;

    /** @param watched whether runs are evaluated often enough to see when a share is reached */
    LadderCosts(Ladder backprop, Map<String, Ladder> ladders, boolean watched) {
        this.backprop = backprop;
        this.ladders = ladders;
        this.shares = watched ? SHARES : new double[0];
    }

    /** A sentence per method that came near backprop at enough depths with at least two seeds. */
    List<Statement> growth() {
        List<Statement> said = new ArrayList<>();
        for (Ladder ladder : ladders.values()) {
            List<String> parts = new ArrayList<>();
            for (double share : shares) {
                double[] slopes = slopes(ladder, share);
                if (slopes.length > 1) {
                    parts.add(percent(share) + ": " + Show.mean(slopes));
                }
            }
            if (!parts.isEmpty()) {
                said.add(Statement.remark(
                        ladder.method() + ", exponent of depth in the layer updates needed for a share of"
                                + " backprop's accuracy: " + String.join("; ", parts) + "."));
            }
        }
        return said;
    }

    private double[] slopes(Ladder ladder, double share) {
        Map<Long, List<double[]>> points = new TreeMap<>();
        ladder.rungs().forEach((depth, rung) -> {
            for (Outcome outcome : rung.outcomes()) {
                double cost = cost(outcome, depth, share);
                if (Double.isFinite(cost) && cost > 0) {
                    points.computeIfAbsent(Ladder.seed(outcome), seed -> new ArrayList<>())
                            .add(new double[] {Math.log(depth), Math.log(cost)});
                }
            }
        });
        return points.values().stream()
                .filter(line -> line.size() >= LEAST_DEPTHS)
                .mapToDouble(LadderCosts::slope)
                .toArray();
    }

    /** Of the line with the least squares. */
    static double slope(List<double[]> points) {
        double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double xy = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
        double xx = points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
        return xy / xx;
    }

    /** Layer updates until the share is reached for the first time; NaN if it is not, or nobody counted them. */
    private double cost(Outcome outcome, int depth, double share) {
        Column best = backprop.rungs().get(depth);
        double[] reached = best == null ? new double[0] : best.values(Column.ACCURACY);
        if (reached.length == 0 || outcome.result().isEmpty()) {
            return Double.NaN;
        }
        RunResult result = outcome.result().get();
        double wanted = share * Summary.of(reached).mean();
        Curves curves = outcome.curves();
        double[] accuracy = curves.metrics().getOrDefault(Column.ACCURACY, new double[0]);
        for (int i = 0; i < accuracy.length; i++) {
            if (curves.steps()[i] > 0 && accuracy[i] >= wanted) {
                return LayerUpdates.until(result, curves.steps()[i]);
            }
        }
        return outcome.metric(Column.ACCURACY) >= wanted ? LayerUpdates.until(result, result.steps()) : Double.NaN;
    }

    DataTable table() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Ladder ladder : ladders.values()) {
            ladder.rungs().forEach((depth, rung) -> {
                List<Entry> row = new ArrayList<>();
                row.add(Entry.of(ladder.method()));
                row.add(Show.entry(depth, rung.ids()));
                row.add(rung.entry(Column.ACCURACY));
                row.add(rung.entry("seconds"));
                row.add(rung.entry(updates(rung)));
                for (double share : shares) {
                    row.add(reached(rung, depth, share));
                }
                rows.add(row);
            });
        }
        List<DataTable.Column> columns = new ArrayList<>(List.of(
                Show.text("method", "method"),
                Show.number("depth", "hidden layers"),
                Show.number("test_accuracy", "test accuracy"),
                Show.number("seconds", "seconds"),
                Show.number("layer_updates", "layer updates")));
        for (double share : shares) {
            columns.add(Show.number("cost_" + Math.round(100 * share), "until " + percent(share)));
        }
        return new DataTable(
                "ladder",
                "Mean [min, max] over the seeds. A layer update is one map on the examples of one step: run forward,"
                        + " run backward, or solved; those of all phases are summed"
                        + (shares.length == 0
                                ? ""
                                : ". The last two columns: layer updates until an evaluation first finds a share of"
                                        + " the test"
                                        + " accuracy"
                                        + " of " + backprop.method() + " at the same depth, of the seeds that"
                                        + " reached it"),
                columns,
                rows,
                true);
    }

    private static double[] updates(Column rung) {
        return rung.outcomes().stream()
                .flatMap(outcome -> outcome.result().stream())
                .mapToDouble(result -> LayerUpdates.until(result, result.steps()))
                .filter(Double::isFinite)
                .toArray();
    }

    private Entry reached(Column rung, int depth, double share) {
        double[] costs = rung.outcomes().stream()
                .mapToDouble(outcome -> cost(outcome, depth, share))
                .filter(Double::isFinite)
                .toArray();
        int all = rung.outcomes().size();
        if (costs.length == 0) {
            return new Entry(null, "not reached", rung.ids());
        }
        double mean = Arrays.stream(costs).average().orElseThrow();
        return new Entry(
                mean,
                Show.number(mean) + (costs.length < all ? " (" + costs.length + " of " + all + ")" : ""),
                rung.ids());
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
