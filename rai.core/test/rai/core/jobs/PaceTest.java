package rai.core.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLISECOND = 1_000_000;

    private final Pace pace = new Pace();
    private long now = -5_000 * MILLISECOND; // the clock may begin anywhere
    private long step;

    private void steps(int count, long millisEach) {
        for (int i = 0; i < count; i++) {
            now += millisEach * MILLISECOND;
            pace.at(++step, now);
        }
    }

    @Test
    void beforeTheFirstStepThereIsNone() {
        assertThat(pace.perSecond(now)).isZero();
        pace.begin(0, now);
        assertThat(pace.perSecond(now)).isZero();
    }

    @Test
    void itIsThatOfTheLastSeconds() {
        pace.begin(0, now);
        steps(100, 100);
        assertThat(pace.perSecond(now)).isCloseTo(10, within(1e-9));
        steps(600, 10);
        assertThat(pace.perSecond(now)).isCloseTo(100, within(1e-9));
    }

    @Test
    void betweenTwoPacesItLiesBetweenThem() {
        pace.begin(0, now);
        steps(100, 100);
        steps(250, 10);
        assertThat(pace.perSecond(now)).isBetween(40.0, 70.0);
    }

    @Test
    void stepsThatTakeLongerThanTheWindowAreCountedToo() {
        pace.begin(0, now);
        steps(4, 20_000);
        assertThat(pace.perSecond(now)).isCloseTo(0.05, within(1e-9));
        assertThat(pace.perSecond(now + 4_000 * MILLISECOND)).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void aStepThatDoesNotEndMakesItFall() {
        pace.begin(0, now);
        steps(1000, 10);
        assertThat(pace.perSecond(now + 60_000 * MILLISECOND)).isBetween(0.1, 10.0);
    }

    @Test
    void aNewBeginningForgetsTheTimeBefore() {
        pace.begin(0, now);
        steps(10, 100);
        now += 60_000 * MILLISECOND;
        pace.begin(step, now);
        assertThat(pace.perSecond(now)).isZero();
        steps(10, 50);
        assertThat(pace.perSecond(now)).isCloseTo(20, within(1e-9));
    }
}
