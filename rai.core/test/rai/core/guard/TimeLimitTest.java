package rai.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    /** Long enough for a thread to begin on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(1500);

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatReturnsInTimeAnswers() throws Exception {
        assertThat(TimeLimit.call("a call", LONG, () -> Thread.currentThread().getName()))
                .isEqualTo("a call");
    }

    @Test
    void whatIsThrownIsPassedOn() {
        assertThatThrownBy(() -> TimeLimit.call("a call", LONG, () -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void whatDoesNotReturnIsAbandonedAsAnInterruptedDaemon() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        boolean[] daemon = new boolean[1];
        assertThatThrownBy(() -> TimeLimit.call("a call", SHORT, () -> {
                    daemon[0] = Thread.currentThread().isDaemon();
                    try {
                        Thread.sleep(LONG.toMillis());
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return null;
                }))
                .isInstanceOf(TimeLimit.Exceeded.class)
                .hasMessage("no answer within 1500 ms");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon[0]).isTrue();
    }

    @Test
    void aCallWithinACallHasATimeOfItsOwn() throws Exception {
        String answer = TimeLimit.call("outer", Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 9; i++) { // longer, all in all, than the outer one may take
                assertThatThrownBy(() -> TimeLimit.call("inner", Duration.ofMillis(250), () -> {
                            Thread.sleep(LONG.toMillis());
                            return null;
                        }))
                        .isInstanceOf(TimeLimit.Exceeded.class);
            }
            return "the outer one is not at fault";
        });
        assertThat(answer).startsWith("the outer one");
    }

    @Test
    void anInterruptStaysPendingUntilTheAnswerIsThere() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(TimeLimit.call("a call", LONG, () -> {
                    Thread.sleep(50);
                    return "answer";
                }))
                .isEqualTo("answer");
        assertThat(Thread.interrupted()).isTrue();
    }
}
