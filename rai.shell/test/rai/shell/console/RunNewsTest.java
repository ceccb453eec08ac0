package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import rai.api.run.RunEvent;
import rai.api.run.RunEvent.Used;

class RunNewsTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    private static RunEvent update(String kind) {
        return new RunEvent.Swapped(
                15745, kind, new Used(kind, "my-method", "1.0.0", "a"), new Used(kind, "my-method", "1.1.0", "b"), "");
    }

    @Test
    void anUpdateOfAnExtensionIsOneLine() {
        try (RunNews news = new RunNews("the run", said::add, 60_000)) {
            news.report(new RunEvent.Paused(15745, RunEvent.Paused.Cause.SERVICE, "the method 'mine' is missing"));
            news.report(new RunEvent.Resumed(15745));
            news.report(update("method"));
            news.report(update("activation"));
        }
        assertThat(said).containsExactly("uses my-method 1.1.0 from step 15746");
    }

    @Test
    void aWaitThatLastsIsReported() throws InterruptedException {
        CountDownLatch reported = new CountDownLatch(1);
        try (RunNews news = new RunNews(
                "the run",
                sentence -> {
                    said.add(sentence);
                    reported.countDown();
                },
                0)) {
            news.report(new RunEvent.Paused(7, RunEvent.Paused.Cause.SERVICE, "the loss 'mse' is missing"));
            assertThat(reported.await(60, TimeUnit.SECONDS)).isTrue();
            news.report(new RunEvent.Resumed(7));
        }
        assertThat(said)
                .containsExactly(
                        "the run waits after step 7: the loss 'mse' is missing", "the run continues after step 7");
    }
}
