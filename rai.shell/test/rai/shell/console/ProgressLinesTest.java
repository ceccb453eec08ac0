package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import rai.shell.testing.Captured;

class ProgressLinesTest {
    private final Captured captured = new Captured();
    private final AtomicLong time = new AtomicLong();
    private final Progress progress = new ProgressLines(captured.console, "steps", time::get);

    @Test
    void aLineComesEveryFiveSeconds() {
        for (int second = 1; second <= 11; second++) {
            time.set(TimeUnit.SECONDS.toNanos(second));
            progress.at(second * 10L, 1000, () -> "loss 1");
        }
        assertThat(captured.err().lines())
                .containsExactly(
                        "rai: 50 of 1000 steps, 5 s, 10/s: loss 1", "rai: 100 of 1000 steps, 10 s, 10/s: loss 1");
    }

    @Test
    void workThatEstimatesItselfGetsNoSecondSpeed() {
        Progress watched = new ProgressLines(captured.console, "steps", time::get, false);
        time.set(TimeUnit.SECONDS.toNanos(6));
        watched.at(500, 1000, () -> "2 steps/s, 4 s left");
        assertThat(captured.err()).isEqualToIgnoringNewLines("rai: 500 of 1000 steps, 6 s: 2 steps/s, 4 s left");
    }

    @Test
    void slowWorkHasNoSpeed() {
        time.set(TimeUnit.SECONDS.toNanos(8));
        progress.at(2, 4, () -> "the third");
        assertThat(captured.err()).isEqualToIgnoringNewLines("rai: 2 of 4 steps, 8 s: the third");
    }

    @Test
    void nothingGoesToStdout() {
        time.set(TimeUnit.SECONDS.toNanos(6));
        progress.at(1, 2, () -> "");
        progress.say("a message");
        assertThat(captured.out()).isEmpty();
    }
}
