package rai.api.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rai.api.spec.DocumentException;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * When a run is evaluated, and by which metrics.
 *
 * @param every how often, in steps or epochs, the run is evaluated on all data; 0 is once, at the end of each phase
 * @param metrics the specs of the metrics to evaluate in addition to the loss and accuracy or rmse; results are named as
 *     written here
 */
public record EvaluationOptions(Interval every, List<String> metrics) {
    /** Checks the number and copies the list. */
    public EvaluationOptions {
        if (every.unit() == Interval.Unit.SECONDS) {
            throw new DocumentException(
                    "every", "must be a number of steps or epochs, so that a run can be repeated, but is " + every);
        }
        metrics = List.copyOf(metrics);
        Set<String> seen = new HashSet<>();
        for (String spec : metrics) {
            if (spec.isBlank()) {
                throw new DocumentException("metrics", "has an empty entry: write specs, as in auc,f1, or none");
            }
            if (!seen.add(plain(spec))) {
                throw new DocumentException("metrics", "has " + spec.strip() + " twice: leave out one");
            }
        }
    }

    /** Two texts of one spec have their results under one name. */
    private static String plain(String spec) {
        try {
            return Spec.parse(spec).toString();
        } catch (SpecException e) {
            return spec; // whoever resolves it explains what is wrong
        }
    }
}
