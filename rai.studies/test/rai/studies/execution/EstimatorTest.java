package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final long SLOW = 30;

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

    /** A process whose first steps take 30 ms, and later ones none. */
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
                            sleep(step <= slowSteps ? SLOW : 0);
                            listener.accept(new RunEvent.Stepped(step, "backprop", 0));
                        }
                        return null;
                    }
                };
            }
        };
        return new Estimator(trainer, new StudyControl()).measure(List.of(trial), seconds);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFirstStepsOfAProcessDoNotCount() {
        assertThat(measure(3, 0.05).of(trial)).isLessThan(STEPS * SLOW / 1000.0 / 3);
    }

    @Test
    void aFewSlowStepsSayNothing() {
        assertThat(measure(STEPS, 0.02).of(trial)).isNaN();
    }
}
