package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.bench.CaseResult;
import rai.api.bench.RivalResult;
import rai.api.spec.SpecException;

@Timeout(240)
class BesideTest {
    private final Sleeper.Room room = new Sleeper.Room();
    private final Case of = Cases.named(List.of("method-4"), false).get(0);

    @Test
    void theyTrainInTurnsAndTheRatioIsOfTimesPerExample() {
        AtomicInteger floors = new AtomicInteger();
        try (Beside beside = new Beside(of, 0.5, () -> false)) {
            beside.add(new Sleeper(room, 8, 0));
            beside.add(new Sleeper(room, 8, 0));
            beside.add(new Sleeper(room, 2, 0));
            assertThat(beside.measure(() -> {
                        assertThat(room.training).hasValue(0);
                        floors.incrementAndGet();
                    }))
                    .isTrue();
            CaseResult result = beside.result(1, "an.engine 1.2");
            assertThat(result.ms()).isGreaterThan(8);
            assertThat(result.rivals()).extracting(RivalResult::rows).containsExactly(250, 64);
            for (RivalResult rival : result.rivals()) {
                assertThat(rival.ratio())
                        .isBetween(rival.lowerQuartile(), rival.upperQuartile())
                        .isBetween(0.5, 1.6); // 8 / 250 beside 8 / 250, and beside 2 / 64
                assertThat(rival.turns()).isEqualTo(20);
            }
        }
        assertThat(floors.get()).isGreaterThan(20);
        assertThat(room.most).as("most that trained at once").hasValue(1);
    }

    @Test
    void aRivalThatBreaksEndsTheMeasurement() {
        try (Beside beside = new Beside(of, 5, () -> false)) {
            beside.add(new Sleeper(room, 1, 0));
            beside.add(new Sleeper(room, 1, 20));
            beside.add(new Sleeper(room, 1, 0));
            assertThatThrownBy(() -> beside.measure(() -> {}))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("it broke");
        }
    }

    @Test
    void aCancelledMeasurementIsNotComplete() {
        try (Beside beside = new Beside(of, 600, () -> room.training.get() == 0)) {
            of.rivals().forEach(rival -> beside.add(new Sleeper(room, 1, 0)));
            beside.add(new Sleeper(room, 1, 0));
            assertThat(beside.measure(() -> {})).isFalse();
        }
    }

    @Test
    void aQuartileLiesBetweenTwoValues() {
        assertThat(Beside.quantile(List.of(1.0, 2.0, 3.0, 4.0), 0.25)).isCloseTo(1.75, within(1e-12));
        assertThat(Beside.quantile(List.of(1.0, 2.0, 3.0, 4.0), 0.5)).isCloseTo(2.5, within(1e-12));
        assertThat(Beside.quantile(List.of(7.0), 0.75)).isEqualTo(7);
    }
}
