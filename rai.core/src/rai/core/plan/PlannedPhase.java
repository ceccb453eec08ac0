package rai.core.plan;

import java.util.Map;
import rai.api.spec.Spec;

/**
 * A phase of a run as planned: with all specs resolved, and its length in steps.
 *
 * @param method the method
 * @param optimizer the optimizer
 * @param optimizers the optimizers of groups that have one of their own
 * @param schedule the schedule, or null
 * @param steps how many steps
 */
public record PlannedPhase(Spec method, Spec optimizer, Map<String, Spec> optimizers, Spec schedule, long steps) {
    PlannedPhase withSteps(long other) {
        return new PlannedPhase(method, optimizer, optimizers, schedule, other);
    }
}
