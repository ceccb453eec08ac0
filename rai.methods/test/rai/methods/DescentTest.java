package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescentTest {
    private final Descent descent = new Descent();

    @Test
    void whoWaitsForAMapContinuesWhenTheSweepIsDoneWithIt() throws Exception {
        descent.begin(5);
        CompletableFuture<Boolean> waits = CompletableFuture.supplyAsync(() -> descent.await(2));
        descent.reach(3);
        assertThat(waits.isDone()).isFalse();
        descent.reach(2);
        assertThat(waits.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(descent.await(4)).isTrue();
    }

    @Test
    void nobodyWaitsForASweepThatHasFailed() {
        descent.begin(5);
        descent.reach(3);
        descent.end();
        assertThat(descent.await(3)).isTrue();
        assertThat(descent.await(2)).isFalse();
    }

    @Test
    void theNextSweepBeginsAboveAllMaps() {
        descent.begin(5);
        descent.reach(0);
        descent.end();
        descent.begin(5);
        descent.end();
        assertThat(descent.await(4)).isFalse();
    }
}
