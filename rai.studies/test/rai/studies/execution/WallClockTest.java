package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WallClockTest {
    private final WallClock clock = new WallClock();

    @Test
    void trialsSideBySideCountOnce() {
        clock.add(110_000, 10); // 100 to 110
        clock.add(108_000, 5);
        clock.add(115_000, 10);
        assertThat(clock.seconds()).isCloseTo(15, within(1e-9));
    }

    @Test
    void pausesAreLeftOut() {
        clock.add(900_000, 10);
        clock.add(110_000, 10);
        assertThat(clock.seconds()).isCloseTo(20, within(1e-9));
    }

    @Test
    void ifTheEndOfATrialIsNotKnownTheTimeIsNot() {
        clock.add(110_000, 10);
        clock.add(0, 10);
        assertThat(clock.seconds()).isNaN();
    }

    @Test
    void withoutATrialThereIsNoTime() {
        assertThat(clock.seconds()).isZero();
    }
}
