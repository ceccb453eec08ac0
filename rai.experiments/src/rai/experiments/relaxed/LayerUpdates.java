package rai.experiments.relaxed;

import java.util.Map;
import rai.api.run.RunResult;

/** What a run cost, as its methods report it: the sum over its phases. */
final class LayerUpdates {
    private static final String REPORTED = "layer_updates";

    private LayerUpdates() {}

    /**
     * @param result the result of a run
     * @param step a number of steps, counted from the beginning of the run
     * @return the layer updates of these steps, every step of a phase counting alike; NaN if a phase does not report them
     */
    static double until(RunResult result, double step) {
        double left = step;
        double sum = 0;
        for (Map<String, Object> phase : result.phases()) {
            double steps = number(phase.get("steps"));
            double updates =
                    phase.get("report") instanceof Map<?, ?> report ? number(report.get(REPORTED)) : Double.NaN;
            double done = Math.min(left, steps);
            if (done > 0) {
                sum += updates * done / steps;
                left -= done;
            }
        }
        return sum;
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
