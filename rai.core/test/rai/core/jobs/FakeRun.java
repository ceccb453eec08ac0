package rai.core.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import rai.api.run.Change;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;

/** A run in which happens what a test says. */
final class FakeRun implements Run {
    private interface Deed {
        RunResult in(Consumer<RunEvent> listener);
    }

    private final LinkedBlockingQueue<Deed> deeds = new LinkedBlockingQueue<>();
    private final String name;
    private final Path directory;
    final List<String> asked = new ArrayList<>();
    volatile boolean closed;
    volatile boolean trained;

    FakeRun(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    FakeRun(String name) {
        this(name, null);
    }

    /** Reports an event, and waits until that is done. */
    void tell(RunEvent event) {
        CountDownLatch done = new CountDownLatch(1);
        deeds.add(listener -> {
            listener.accept(event);
            done.countDown();
            return null;
        });
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void end(Stop stop, String reason) {
        deeds.add(listener -> {
            listener.accept(new RunEvent.Stopped(7, stop, reason));
            return result(stop, reason);
        });
    }

    void end() {
        end(Stop.STEPS, "");
    }

    void fail(RuntimeException e) {
        deeds.add(listener -> {
            throw e;
        });
    }

    void fail(Error e) {
        deeds.add(listener -> {
            throw e;
        });
    }

    private RunResult result(Stop stop, String reason) {
        return new RunResult(
                name, Map.of(), 0, 7, 1, Map.of("accuracy", 0.75), Map.of(), Map.of(), List.of(), "abc", stop, reason);
    }

    @Override
    public RunResult train(Consumer<RunEvent> listener) {
        trained = true;
        try {
            RunResult result = null;
            while (result == null) {
                result = deeds.take().in(listener);
            }
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }

    @Override
    public void stop() {
        asked.add("stop");
        end(Stop.INTERRUPTED, "stopped after step 7 of 10");
    }

    @Override
    public void pause() {
        asked.add("pause");
    }

    @Override
    public void proceed() {
        asked.add("proceed");
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        asked.add("swap " + change.loss().orElse(""));
        return List.of();
    }

    @Override
    public Model model() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closed = true;
    }
}
