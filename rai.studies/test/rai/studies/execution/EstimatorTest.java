package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.StudyControl;
import rai.api.study.Trial;
import rai.testkit.stub.StubRun;
import rai.testkit.stub.StubTrainer;

/** How long trainings take is learnt from a moment of them. */
class EstimatorTest {
    private static final long STEPS = 1000;
    /** Nanoseconds of a slow step, and of another. */
    private static final long SLOW = 30_000_000;

    private static final long FAST = 1_000_000;

    private long now;

    private final PlannedTrial trial = new PlannedTrial(
            "id",
            new Trial(
                    "test",
                    Map.of("seed", 0),
                    RunRequest.builder()
                            .train("moons")
                            .network("dense")
                            .phase("backprop", (int) STEPS)
                            .build(),
                    false),
            null,
            Map.of(),
            STEPS,
            1,
            1,
            List.of("a kind"));

    /** A process whose first steps take 30 ms, and later ones 1 ms. */
    private Times measure(long slowSteps, double seconds) {
        StubTrainer trainer = new StubTrainer() {
            @Override
            public Run prepare(RunRequest request) {
                return new StubRun() {
                    private boolean stopped;

                    @Override
                    public void stop() {
                        stopped = true;
                    }

                    @Override
                    public RunResult train(Consumer<RunEvent> listener) {
                        listener.accept(new RunEvent.Started(0, "stub", STEPS, Map.of()));
                        for (long step = 1; step <= STEPS && !stopped; step++) {
                            now += step <= slowSteps ? SLOW : FAST;
                            listener.accept(new RunEvent.Stepped(step, "backprop", 0));
                        }
                        return null;
                    }
                };
            }
        };
        return new Estimator(trainer, new StudyControl(), () -> now).measure(List.of(trial), seconds);
    }

    @Test
    void theFirstStepsOfAProcessDoNotCount() {
        assertThat(measure(3, 0.05).of(trial)).isCloseTo(STEPS * FAST / 1e9, within(1e-9));
    }

    @Test
    void aFewSlowStepsSayNothing() {
        assertThat(measure(STEPS, 0.02).of(trial)).isNaN();
    }
}
