package rai.experiments.relu;

import java.util.Map;
import rai.api.probe.Measurement;
import rai.api.probe.ProbeSeries;
import rai.api.study.Outcome;

/**
 * What became of a start.
 *
 * @param deadAtStart whether no gradient reached any parameter before the first step, for all training rows together
 * @param hiddenDead whether no hidden unit passed on a gradient then, for any training row
 * @param deadAtEnd the same as {@code deadAtStart} after the last step
 * @param noBetter whether the network is no better on the test rows than always saying the mean of the training targets
 */
record Fate(boolean deadAtStart, boolean hiddenDead, boolean deadAtEnd, boolean noBetter) {
    private static final String RMSE = "rmse";

    /**
     * @param outcome a trial whose probes measured the gradient and the dead units
     * @return its fate
     */
    static Fate of(Outcome outcome) {
        double[] norms = column(outcome, "gradient-flow", "gradient_norm", true);
        double[] dead = column(outcome, "dead-units", "dead", false);
        double baseline = outcome.result()
                .map(result -> result.baseline().getOrDefault("test", Map.of()).getOrDefault(RMSE, Double.NaN))
                .orElse(Double.NaN);
        return new Fate(
                norms.length > 0 && norms[0] == 0,
                dead.length > 0 && dead[0] == 1,
                norms.length > 0 && norms[norms.length - 1] == 0,
                !(outcome.metric("test." + RMSE) < baseline));
    }

    /** What a probe measured in one column, oldest first: of the whole network, or of the first layer that it measured. */
    private static double[] column(Outcome outcome, String probe, String column, boolean whole) {
        for (ProbeSeries series : outcome.curves().probes()) {
            if (series.probe().equals(probe) && !series.rows().isEmpty()) {
                int index = series.index(column);
                String layer =
                        whole ? Measurement.NETWORK : series.rows().get(0).layer();
                return series.rows().stream()
                        .filter(row -> row.layer().equals(layer))
                        .mapToDouble(row -> row.values().get(index))
                        .toArray();
            }
        }
        return new double[0];
    }
}
