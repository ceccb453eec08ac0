package rai.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;

/** The contract of every schedule. */
public final class ScheduleChecks {
    private final Supplier<? extends Schedule> schedule;

    private ScheduleChecks(Supplier<? extends Schedule> schedule) {
        this.schedule = schedule;
    }

    /**
     * The checks of a schedule.
     *
     * @param schedule gives the schedule, configured; preferably a new one at every call
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Schedule> schedule) {
        return new ScheduleChecks(schedule).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("numbers have distinct names of lower-case words, always the same", this::names),
                Check.of("every factor is a number of at least 0", this::factors),
                Check.of("asking for a factor twice gives it twice, and leaves the numbers as they are", this::again),
                Check.of("another instance continues from step and numbers alone", this::state));
    }

    /** Numbers become files of a checkpoint. */
    private String names() throws Violation {
        List<String> names = schedule.get().numbers();
        Require.names(names, "numbers");
        Require.equal(schedule.get().numbers(), names, "numbers asked for again");
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** For short trainings and for long ones. */
    private void factors() throws Violation {
        for (long steps : new long[] {1, 2, 3, 10, 1000}) {
            Schedule one = schedule.get();
            Valley.Kept state = begun(one);
            for (long step = 0; step < steps; step++) {
                one.observe(1, state);
                double factor = one.factor(new Progress(step, steps), state);
                Require.that(
                        Double.isFinite(factor) && factor >= 0,
                        "the factor at step %s of %s is %s",
                        step,
                        steps,
                        factor);
            }
        }
    }

    /** Steps may be repeated after a failure, so asking must change nothing. */
    private void again() throws Violation {
        Schedule one = schedule.get();
        Valley.Kept state = begun(one);
        for (long step = 0; step < 30; step++) {
            one.observe(1, state);
            Map<String, Double> before = new HashMap<>(state.values());
            double factor = one.factor(new Progress(step, 30), state);
            double second = one.factor(new Progress(step, 30), state);
            Require.that(
                    factor == second, "the factor at step %s is %s, and asked again it is %s", step, factor, second);
            Require.equal(state.values(), before, "numbers after factor() at step " + step);
        }
    }

    /** A checkpoint is the numbers and the step; anything else would be lost. */
    private void state() throws Violation {
        Require.same(factors(true), factors(false), "factors of new instances at each step, over 60 steps");
    }

    private double[] factors(boolean anew) {
        Schedule one = schedule.get();
        Valley.Kept state = begun(one);
        List<Double> factors = new ArrayList<>();
        for (long step = 0; step < 60; step++) {
            one = anew ? schedule.get() : one;
            one.observe(1 + step % 7, state);
            factors.add(one.factor(new Progress(step, 60), state));
        }
        return factors.stream().mapToDouble(factor -> factor).toArray();
    }

    private static Valley.Kept begun(Schedule schedule) {
        Map<String, Double> values = new HashMap<>();
        schedule.numbers().forEach(name -> values.put(name, 0.0));
        Valley.Kept state = new Valley.Kept(values);
        schedule.init(state);
        return state;
    }
}
