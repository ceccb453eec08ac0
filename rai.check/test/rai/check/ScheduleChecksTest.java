package rai.check;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.state.Numbers;

/** Every check notices the schedule that breaks it. */
class ScheduleChecksTest {
    /** 1 / (1 + the observations so far). */
    private static class Falling implements Schedule {
        @Override
        public List<String> numbers() {
            return List.of("observations");
        }

        @Override
        public void observe(double value, Numbers state) {
            state.set("observations", state.get("observations") + 1);
        }

        @Override
        public double factor(Progress at, Numbers state) {
            return 1 / (1 + state.get("observations"));
        }
    }

    @Test
    void aScheduleThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(ScheduleChecks.of(Falling::new));
    }

    @Test
    void negativeFactorIsNoticed() {
        requireFailure(
                () -> new Falling() {
                    @Override
                    public double factor(Progress at, Numbers state) {
                        return super.factor(at, state) - 0.4;
                    }
                },
                "every factor is a number of at least 0",
                "the factor at step");
    }

    @Test
    void askingThatCountsIsNoticed() {
        requireFailure(
                () -> new Falling() {
                    @Override
                    public double factor(Progress at, Numbers state) {
                        observe(0, state);
                        return super.factor(at, state);
                    }
                },
                "asking for a factor twice gives it twice, and leaves the numbers as they are",
                "asked again it is");
    }

    @Test
    void stateOfItsOwnIsNoticed() {
        requireFailure(
                () -> new Falling() {
                    private double asked;

                    @Override
                    public void observe(double value, Numbers state) {
                        asked++;
                    }

                    @Override
                    public double factor(Progress at, Numbers state) {
                        return 1 / (1 + asked);
                    }
                },
                "another instance continues from step and numbers alone",
                "over 60 steps: element 1");
    }

    @Test
    void numberThatIsNotDeclaredIsNoticed() {
        requireFailure(
                () -> new Falling() {
                    @Override
                    public List<String> numbers() {
                        return List.of();
                    }
                },
                "every factor is a number of at least 0",
                "it asks for the number 'observations', but numbers() names []");
    }

    private static void requireFailure(Supplier<Schedule> schedule, String check, String message) {
        Verdicts.requireFailure(ScheduleChecks.of(schedule), check, message);
    }
}
