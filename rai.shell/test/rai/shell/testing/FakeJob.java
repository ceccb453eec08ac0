package rai.shell.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;

/** A job that does at once what it is asked for. */
public final class FakeJob implements Job {
    public final List<String> asked = new ArrayList<>();
    public final List<Consumer<RunEvent>> listeners = new CopyOnWriteArrayList<>();
    public final String name;
    volatile State state;
    public String reason = "";
    public Path directory;
    RunResult.Stop stopped = RunResult.Stop.STEPS;
    /** Whether it does what it is asked for. */
    public boolean deaf;

    public List<RunEvent.Swapped> swaps = List.of();
    public SpecException trouble;
    /** Empty if it has not begun. */
    public Map<String, Object> spec = Map.of("loss", "mse");

    public FakeJob(String name, State state) {
        this.name = name;
        this.state = state;
    }

    public void tell(RunEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    public void end(RunResult.Stop how, String why) {
        stopped = how;
        reason = why;
        state = State.ENDED;
        tell(new RunEvent.Stopped(3, how, why));
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
    public Status status() {
        return new Status(
                state,
                reason,
                3,
                10,
                "rai",
                0.5,
                Map.of("loss", 0.25, "accuracy", 0.75),
                Map.of("accuracy", 0.625),
                state == State.RUNNING ? 2 : 0,
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Override
    public Map<String, Object> spec() {
        return spec;
    }

    @Override
    public List<RecordedEvent> history() {
        return List.of(
                new RecordedEvent(Instant.parse("2026-01-02T03:04:05Z"), new RunEvent.Started(0, name, 10, Map.of())),
                new RecordedEvent(
                        Instant.parse("2026-01-02T03:04:06Z"),
                        new RunEvent.Paused(2, RunEvent.Paused.Cause.SERVICE, "unknown loss 'mse'")));
    }

    private void does(String what, State next) {
        asked.add(what);
        if (!deaf) {
            state = next;
        }
    }

    @Override
    public void pause() {
        does("pause", State.PAUSED);
    }

    @Override
    public void proceed() {
        does("proceed", State.RUNNING);
    }

    @Override
    public void stop() {
        asked.add("stop");
        if (!deaf) {
            end(RunResult.Stop.INTERRUPTED, "stopped after step 3 of 10");
        }
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        if (trouble != null) {
            throw trouble;
        }
        asked.add(change.toString());
        return swaps;
    }

    @Override
    public Listening listen(Consumer<RunEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
        if (state != State.ENDED) {
            Thread.sleep(Math.min(millis, 5));
        }
        return state == State.ENDED;
    }

    @Override
    public Optional<RunResult> result() {
        return state == State.ENDED
                ? Optional.of(new RunResult(
                        name, Map.of(), 0, 3, 1, Map.of(), Map.of(), Map.of(), List.of(), "abc", stopped, reason))
                : Optional.empty();
    }
}
