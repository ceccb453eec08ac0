package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.bench.CaseResult;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.testkit.stub.StubRun;

@Timeout(240)
class TogetherTest {
    private final AtomicInteger training = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** A run whose steps take a millisecond of sleep. */
    private final class Sleeper implements StubRun {
        private final int failsAt;
        private volatile boolean stopped;
        private volatile boolean closed;
        private int steps;
        private int alone;

        Sleeper(int failsAt) {
            this.failsAt = failsAt;
        }

        @Override
        public RunResult train(Consumer<RunEvent> listener) {
            while (!stopped) {
                int now = training.incrementAndGet();
                most.accumulateAndGet(now, Math::max);
                alone += now == 1 ? 1 : 0;
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    training.decrementAndGet();
                }
                if (++steps == failsAt) {
                    throw new SpecException("it broke");
                }
                listener.accept(new RunEvent.Stepped(steps, "rai", 1));
            }
            return new RunResult(
                    name(),
                    Map.of(),
                    0,
                    steps,
                    1,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    "",
                    RunResult.Stop.INTERRUPTED,
                    "");
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void oneAloneAndAllAtOnceAreMeasuredAndFloorsWhileAllWait() {
        Sleeper first = new Sleeper(0);
        Sleeper second = new Sleeper(0);
        AtomicInteger floors = new AtomicInteger();
        try (Together together = new Together(0.5, () -> false)) {
            together.add(first);
            together.add(second);
            assertThat(together.measure(() -> {
                        assertThat(training).hasValue(0);
                        floors.incrementAndGet();
                    }))
                    .isTrue();
            CaseResult result =
                    together.result(Cases.named(List.of("two-runs"), false).get(0), 2, "an.engine 1.2");
            assertThat(result.steps()).isGreaterThanOrEqualTo(2 * 2 * 5);
            assertThat(result.ms()).isGreaterThan(1);
            assertThat(result.gflop()).isCloseTo(2 * 0.594140, within(1e-6));
            assertThat(result.more().get("ms_alone")).isGreaterThan(1);
            assertThat(result.more()).containsKeys("ms_run_1", "ms_run_2", "ratio_to_one_after_the_other");
        }
        assertThat(floors.get()).isGreaterThan(2 * 5);
        assertThat(most).hasValue(2);
        assertThat(first.alone).as("steps that the first did alone").isGreaterThan(second.alone);
        assertThat(first.closed && second.closed).isTrue();
    }

    @Test
    void aRunThatBreaksEndsTheMeasurement() {
        try (Together together = new Together(5, () -> false)) {
            together.add(new Sleeper(0));
            together.add(new Sleeper(20));
            assertThatThrownBy(() -> together.measure(() -> {}))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("it broke");
        }
    }

    @Test
    void aCancelledMeasurementIsNotComplete() {
        AtomicInteger asked = new AtomicInteger();
        try (Together together = new Together(600, () -> asked.incrementAndGet() > 5)) {
            together.add(new Sleeper(0));
            together.add(new Sleeper(0));
            assertThat(together.measure(() -> {})).isFalse();
        }
    }
}
