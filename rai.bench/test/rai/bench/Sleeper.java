package rai.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.testkit.stub.StubRun;

/** A run whose steps are sleep. */
final class Sleeper implements StubRun {
    /** Who trains now, and how many did at once at most. */
    static final class Room {
        final AtomicInteger training = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
    }

    private final Room room;
    private final long millis;
    private final int failsAt;
    private volatile boolean stopped;
    volatile boolean closed;
    private int steps;
    int alone;

    Sleeper(Room room, long millis, int failsAt) {
        this.room = room;
        this.millis = millis;
        this.failsAt = failsAt;
    }

    @Override
    public RunResult train(Consumer<RunEvent> listener) {
        while (!stopped) {
            int now = room.training.incrementAndGet();
            room.most.accumulateAndGet(now, Math::max);
            alone += now == 1 ? 1 : 0;
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                room.training.decrementAndGet();
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
