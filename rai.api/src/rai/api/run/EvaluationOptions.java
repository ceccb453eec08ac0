package rai.api.run;

import java.util.List;

/**
 * When a run is evaluated, and by which metrics.
 *
 * @param every steps between two evaluations on all data; 0 is one at the end of each phase
 * @param metrics the specs of the metrics to evaluate in addition to the loss and accuracy or rmse; results are named as
 *     written here
 */
public record EvaluationOptions(long every, List<String> metrics) {
    /** Checks the number and copies the list. */
    public EvaluationOptions {
        Checks.requireAtLeast(0, "every", every, " (0 is at the end of each phase)");
        metrics = List.copyOf(metrics);
    }
}
