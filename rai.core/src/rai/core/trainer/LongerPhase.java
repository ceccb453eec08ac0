package rai.core.trainer;

import java.util.ArrayList;
import java.util.List;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.core.evaluate.Figures;
import rai.core.guard.KeptNumbers;
import rai.core.plan.Planned;
import rai.core.plan.PlannedPhase;

/** Says why a phase that was made longer may end with other numbers than one of that length from the start. */
final class LongerPhase {
    private static final long MOST_COMPARED = 10_000;

    private LongerPhase() {}

    /**
     * @param planned the run with its longer last phase
     * @param done the steps that this phase has done
     * @param completed the steps that the run has done
     * @return a sentence for each reason; none if the numbers are the same to the last bit
     */
    static List<String> reasons(Planned planned, long done, long completed) {
        List<String> reasons = new ArrayList<>();
        List<PlannedPhase> phases = planned.plan().phases();
        PlannedPhase last = phases.get(phases.size() - 1);
        String unlike = "the result is not that of a run of " + last.steps() + " steps from the start";
        if (last.schedule() != null) {
            Schedule schedule = planned.services().schedule(last.schedule());
            if (dependsOnLength(schedule, done, last.steps())) {
                reasons.add("the schedule " + last.schedule() + " depends on the length of the phase, and the first "
                        + done + " steps followed it for " + done + " steps: " + unlike);
            }
            boolean seenMore = !planned.plan().request().evaluation().every().isDue(completed, done, last.perEpoch());
            if (seenMore
                    && schedule.watches()
                            .filter(figure -> !figure.equals(Figures.OBJECTIVE))
                            .isPresent()) {
                reasons.add("the schedule " + last.schedule() + " has seen the evaluation after step " + completed
                        + ", which a longer run does not make: " + unlike);
            }
        }
        if (last.asked().stopEarly().isPresent()) {
            reasons.add(
                    "early stopping counts from step " + completed + " on, and no longer knows what was best before");
        }
        return reasons;
    }

    private static boolean dependsOnLength(Schedule schedule, long done, long steps) {
        KeptNumbers numbers = new KeptNumbers(schedule.numbers());
        schedule.init(numbers);
        for (long step = 0; step < done; step += Math.max(1, done / MOST_COMPARED)) {
            double before = schedule.factor(new Progress(step, done), numbers);
            double now = schedule.factor(new Progress(step, steps), numbers);
            if (Double.compare(before, now) != 0) {
                return true;
            }
        }
        return false;
    }
}
