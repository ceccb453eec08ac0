package rai.core.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import rai.api.run.Phase;
import rai.api.spec.Spec;

/**
 * A phase of a run as planned: with all specs resolved, and its length in steps.
 *
 * @param asked what was asked for
 * @param method the method
 * @param optimizer the optimizer
 * @param optimizers the optimizers of groups that have one of their own
 * @param schedule the schedule, or null
 * @param steps how many steps
 * @param perEpoch the steps of an epoch
 */
public record PlannedPhase(
        Phase asked,
        Spec method,
        Spec optimizer,
        Map<String, Spec> optimizers,
        Spec schedule,
        long steps,
        long perEpoch) {
    /** On so many examples, with the schedule for them. */
    PlannedPhase on(int examples, Spec ofExamples) {
        return new PlannedPhase(
                asked,
                method,
                optimizer,
                optimizers,
                ofExamples,
                asked.stepsOn(examples),
                asked.stepsPerEpoch(examples));
    }

    /** @return what a sentence about a phase begins with: nothing if there is only one */
    static String inPhase(int number, int of) {
        return of == 1 ? "" : "in phase " + (number + 1) + ", ";
    }

    /** @return all specs as resolved, and what is not off, by the keys of a phase */
    Map<String, Object> describe() {
        Map<String, Object> spec = new LinkedHashMap<>(asked.settings());
        spec.put("method", method.toString());
        spec.remove("epochs");
        spec.put("steps", steps);
        spec.put("optimizer", optimizer.toString());
        if (!optimizers.isEmpty()) {
            Map<String, String> groups = new LinkedHashMap<>();
            optimizers.forEach((group, of) -> groups.put(group, of.toString()));
            spec.put("optimizer_for", groups);
        }
        if (schedule != null) {
            spec.put("schedule", schedule.toString());
        }
        return spec;
    }
}
