package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import rai.api.bench.CaseResult;
import rai.api.run.RunEvent;

class MeasurementTest {
    private final AtomicInteger floors = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private boolean cancelled;
    private final Measurement measurement =
            new Measurement(1e-3, floors::incrementAndGet, Map.of(), () -> cancelled, stops::incrementAndGet);

    private int stepsUntilStopped() {
        measurement.accept(new RunEvent.Started(0, "", 1, Map.of()));
        int steps = 0;
        while (stops.get() == 0 && steps < 10_000_000) {
            measurement.accept(new RunEvent.Stepped(++steps, "rai", 1));
        }
        return steps;
    }

    @Test
    void theRunIsStoppedWhenAllRoundsAreDone() {
        stepsUntilStopped();
        assertThat(measurement.complete()).isTrue();
        assertThat(stops).hasValue(1);
    }

    @Test
    void everyCaseGetsItsFiguresAndTheFloorItsTurns() {
        int steps = stepsUntilStopped();
        CaseResult result =
                measurement.result(Cases.named(List.of("rai-step"), false).get(0), 1, "an.engine 1.2");
        assertThat(result.steps()).isBetween(6L, (long) steps);
        assertThat(result.ms()).isNotNaN();
        assertThat(result.engine()).isEqualTo("an.engine 1.2");
        assertThat(result.floorMs()).isNotNaN();
        assertThat(floors.get()).isGreaterThan(2 * 3);
    }

    @Test
    void aCancelledMeasurementIsNotComplete() {
        cancelled = true;
        stepsUntilStopped();
        assertThat(measurement.complete()).isFalse();
        assertThat(floors).hasValue(0);
    }

    @Test
    void longPiecesAreDoneTwicePerTurn() {
        assertThat(Measurement.pieces(1, 100)).isEqualTo(2);
    }

    @Test
    void shortPiecesFillTheirTurn() {
        assertThat(Measurement.pieces(100, 3)).isEqualTo(34);
    }

    @Test
    void aPieceWithoutATimeIsDoneTwice() {
        assertThat(Measurement.pieces(100, Double.NaN)).isEqualTo(2);
    }
}
