package rai.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rai.api.probe.ProbeSeries;
import rai.api.study.Outcome;

/** Outcomes by the levels of their factors, and what was measured in them. */
public final class Cells {
    private static final double[] NOTHING = {};

    private Cells() {}

    /**
     * @param outcomes any outcomes
     * @param factors names of factors, each followed by the level that is wanted
     * @return those that have these levels and a result: they did not fail
     */
    public static List<Outcome> of(List<Outcome> outcomes, String... factors) {
        return outcomes.stream()
                .filter(outcome -> outcome.state() != Outcome.State.FAILED)
                .filter(outcome -> outcome.result().isPresent())
                .filter(outcome -> matches(outcome, factors))
                .toList();
    }

    private static boolean matches(Outcome outcome, String... factors) {
        for (int i = 0; i < factors.length; i += 2) {
            if (!factors[i + 1].equals(String.valueOf(outcome.trial().factors().get(factors[i])))) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param outcomes the outcomes of a cell
     * @param metric a metric, such as {@code train.loss}
     * @return its finite values, in the same order
     */
    public static double[] values(List<Outcome> outcomes, String metric) {
        return outcomes.stream()
                .mapToDouble(outcome -> outcome.metric(metric))
                .filter(Double::isFinite)
                .toArray();
    }

    /**
     * @param outcomes outcomes
     * @return their ids
     */
    public static List<String> ids(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::id).toList();
    }

    /**
     * What a probe has measured in the dense maps, from the input to the output.
     *
     * @param outcome an outcome
     * @param probe the name of the probe
     * @param column one of its columns
     * @param last whether at the last step at which it measured, rather than at the first
     * @return a number per dense map; empty if it has not measured
     */
    public static double[] maps(Outcome outcome, String probe, String column, boolean last) {
        return layers(outcome, probe, column, last, "dense_");
    }

    /**
     * What a probe has measured in layers of one kind, from the input to the output.
     *
     * @param outcome an outcome
     * @param probe the name of the probe
     * @param column one of its columns
     * @param last whether at the last step at which it measured, rather than at the first
     * @param prefix with what the names of the layers begin, such as {@code relu_}
     * @return a number per layer; empty if it has not measured
     */
    public static double[] layers(Outcome outcome, String probe, String column, boolean last, String prefix) {
        Optional<ProbeSeries> series = outcome.curves().probes().stream()
                .filter(one -> one.probe().equals(probe) && !one.rows().isEmpty())
                .findFirst();
        if (series.isEmpty()) {
            return NOTHING;
        }
        List<ProbeSeries.Row> rows = series.get().rows();
        long step = rows.get(last ? rows.size() - 1 : 0).step();
        int index = series.get().index(column);
        return rows.stream()
                .filter(row -> row.step() == step && row.layer().startsWith(prefix))
                .mapToDouble(row -> row.values().get(index))
                .toArray();
    }

    /**
     * @param rows rows of numbers of equal length
     * @return their means, column by column; empty without rows
     */
    public static double[] means(List<double[]> rows) {
        if (rows.isEmpty()) {
            return NOTHING;
        }
        double[] means = new double[rows.get(0).length];
        for (double[] row : rows) {
            Arrays.setAll(means, i -> means[i] + row[i] / rows.size());
        }
        return means;
    }
}
