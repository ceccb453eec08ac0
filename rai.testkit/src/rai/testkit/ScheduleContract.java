package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rai.api.schedule.Moment;
import rai.api.schedule.Schedule;

/**
 * What every schedule must keep to. A test class implements this interface, says which schedule, and so inherits the tests.
 */
public interface ScheduleContract {
    /** @return the schedule under test, configured; a new one at every call */
    Schedule schedule();

    /** Numbers become files of a checkpoint. */
    @Test
    @DisplayName("contract: numbers have distinct names of lower-case words, always the same")
    default void numbersHaveDistinctNames() {
        assertThat(schedule().numbers())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
                .isEqualTo(schedule().numbers());
    }

    /** For short trainings and for long ones. */
    @Test
    @DisplayName("contract: every factor is a number of at least 0")
    default void everyFactorIsANumber() {
        for (long steps : new long[] {1, 2, 3, 10, 1000}) {
            Schedule schedule = schedule();
            Valley.Kept state = begun(schedule);
            for (long step = 0; step < steps; step++) {
                schedule.observe(1, state);
                double factor = schedule.factor(new Moment(step, steps), state);
                assertThat(factor).as("factor at step %d of %d", step, steps).isFinite().isNotNegative();
            }
        }
    }

    /** A checkpoint is the numbers and the step; all else would be lost. */
    @Test
    @DisplayName("contract: another instance goes on from step and numbers alone")
    default void stateLiesInTheNumbersAlone() {
        assertThat(factors(true)).isEqualTo(factors(false));
    }

    private List<Double> factors(boolean anew) {
        Schedule schedule = schedule();
        Valley.Kept state = begun(schedule);
        List<Double> factors = new ArrayList<>();
        for (long step = 0; step < 60; step++) {
            schedule = anew ? schedule() : schedule;
            schedule.observe(1 + step % 7, state);
            factors.add(schedule.factor(new Moment(step, 60), state));
        }
        return factors;
    }

    private static Valley.Kept begun(Schedule schedule) {
        Map<String, Double> values = new HashMap<>();
        schedule.numbers().forEach(name -> values.put(name, 0.0));
        Valley.Kept state = new Valley.Kept(values);
        schedule.init(state);
        return state;
    }
}
