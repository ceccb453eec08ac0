package rai.core.guard;

import java.util.Arrays;
import java.util.Map;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;

/** Probes a schedule, over a short training. */
final class ScheduleProbe {
    private static final int STEPS = 10;

    private ScheduleProbe() {}

    static void of(Schedule schedule) throws Fault {
        if (!Arrays.equals(factors(schedule), factors(schedule))) {
            throw new Fault("answers differently the second time");
        }
    }

    private static double[] factors(Schedule schedule) throws Fault {
        KeptNumbers state = new KeptNumbers(schedule.numbers());
        schedule.init(state);
        double[] factors = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            if (schedule.watches().isPresent()) {
                schedule.observe(1, state);
            }
            Map<String, Double> before = state.copy();
            factors[step] = schedule.factor(new Progress(step, STEPS), state);
            if (!before.equals(state.copy())) {
                throw new Fault("changes its numbers when it computes a factor");
            }
            if (!Double.isFinite(factors[step]) || factors[step] < 0) {
                throw Fault.inNumbers("returns the factor " + factors[step] + " at step " + step + " of " + STEPS);
            }
        }
        return factors;
    }
}
