package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.schedule.Schedule;
import rai.check.ScheduleChecks;

/** What every schedule must keep. A test class that implements this interface inherits the tests. */
public interface ScheduleContract {
    /** @return the schedule under test, configured; a new one at every call */
    Schedule schedule();

    /** @return a test for each of {@link ScheduleChecks} */
    @TestFactory
    default Stream<DynamicTest> scheduleContract() {
        return Contract.tests(ScheduleChecks.of(this::schedule));
    }
}
