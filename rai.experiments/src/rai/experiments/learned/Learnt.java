package rai.experiments.learned;

import java.util.Map;
import rai.api.study.Outcome;

/**
 * A curve that was learnt.
 *
 * @param task the task on which it was learnt
 * @param base the activation inside the activation network
 * @param outer the size of the outer network
 * @param inner the size of the activation network
 * @param seed the seed
 * @param auc the area under the ROC curve on the test data; NaN if there is none
 * @param y its values on the grid of {@link Shape}
 * @param id the trial
 */
record Learnt(String task, String base, String outer, String inner, long seed, double auc, double[] y, String id) {
    static Learnt of(Outcome outcome, double[] y) {
        Map<String, Object> factors = outcome.trial().factors();
        return new Learnt(
                text(factors, "task"),
                text(factors, "base"),
                text(factors, "outer"),
                text(factors, "inner"),
                ((Number) factors.get("seed")).longValue(),
                outcome.metric("test.auc"),
                y,
                outcome.id());
    }

    static String text(Map<String, Object> factors, String name) {
        return String.valueOf(factors.get(name));
    }

    Shape shape() {
        return Shape.of(y);
    }
}
