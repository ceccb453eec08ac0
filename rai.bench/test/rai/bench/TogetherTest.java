package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.bench.CaseResult;
import rai.api.spec.SpecException;

@Timeout(240)
class TogetherTest {
    private final Sleeper.Room room = new Sleeper.Room();

    @Test
    void oneAloneAndAllAtOnceAreMeasuredAndFloorsWhileAllWait() {
        Sleeper first = new Sleeper(room, 1, 0);
        Sleeper second = new Sleeper(room, 1, 0);
        AtomicInteger floors = new AtomicInteger();
        try (Together together = new Together(0.5, () -> false)) {
            together.add(first);
            together.add(second);
            assertThat(together.measure(() -> {
                        assertThat(room.training).hasValue(0);
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
        assertThat(room.most).hasValue(2);
        assertThat(first.alone).as("steps that the first did alone").isGreaterThan(second.alone);
        assertThat(first.closed && second.closed).isTrue();
    }

    @Test
    void aRunThatBreaksEndsTheMeasurement() {
        try (Together together = new Together(5, () -> false)) {
            together.add(new Sleeper(room, 1, 0));
            together.add(new Sleeper(room, 1, 20));
            assertThatThrownBy(() -> together.measure(() -> {}))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("it broke");
        }
    }

    @Test
    void aCancelledMeasurementIsNotComplete() {
        AtomicInteger asked = new AtomicInteger();
        try (Together together = new Together(600, () -> asked.incrementAndGet() > 5)) {
            together.add(new Sleeper(room, 1, 0));
            together.add(new Sleeper(room, 1, 0));
            assertThat(together.measure(() -> {})).isFalse();
        }
    }
}
