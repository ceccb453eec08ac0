package rai.shell.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.testkit.stub.StubRunReader;

/** Jobs that train nothing, and directories that are nowhere. */
public final class FakeRuns implements Runs, RunExecutor {
    public final List<FakeJob> jobs = new ArrayList<>();
    public final Map<Path, Kept> kept = new LinkedHashMap<>();
    private final Map<Path, StubRunReader> readers = new LinkedHashMap<>();
    public final List<String> begun = new ArrayList<>();
    public final Map<Path, Map<String, String>> moved = new LinkedHashMap<>();
    public final List<Path> deleted = new ArrayList<>();

    public FakeJob job(String name, Job.State state) {
        FakeJob job = new FakeJob(name, state);
        jobs.add(job);
        return job;
    }

    /** A run under runs/. */
    public Map<String, Object> keep(String name, String state, long step) {
        Path directory = Path.of("runs", name);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("provenance", Map.of("started", "2026-01-01T00:00:00Z", "java", "17"));
        kept.put(
                directory,
                new Kept(
                        name,
                        directory,
                        state,
                        step,
                        "backprop",
                        0.125,
                        document,
                        List.of(
                                at(new RunEvent.Started(0, name, 20, Map.of())),
                                at(new RunEvent.Evaluated(step, Map.of("rmse", 1.5), Map.of(), Map.of())))));
        return document;
    }

    private static RecordedEvent at(RunEvent event) {
        return new RecordedEvent(Instant.parse("2026-01-01T00:00:00Z"), event);
    }

    @Override
    public Job submit(RunRequest request, Consumer<RunEvent> listener) {
        return begin(request.keeping().directory());
    }

    @Override
    public Job extend(Path directory, Extension to, Consumer<String> notice) {
        begun.add("extend " + directory + " " + to.steps().orElse(0L));
        return resume(directory, notice);
    }

    @Override
    public Job resume(Path directory, Consumer<String> notice) {
        return begin(Optional.of(directory));
    }

    private Job begin(Optional<Path> directory) {
        begun.add(directory.map(path -> path.getFileName().toString()).orElse("unsaved"));
        return job("a-run", Job.State.RUNNING);
    }

    @Override
    public void close() {
        stopAll();
    }

    @Override
    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    @Override
    public Job job(String name) {
        throw new AssertionError("not asked for");
    }

    @Override
    public void stopAll() {
        jobs.stream().filter(job -> job.state != Job.State.ENDED).forEach(FakeJob::stop);
    }

    @Override
    public List<Kept> kept(Path folder) {
        return kept.values().stream()
                .filter(run -> folder.equals(run.directory().getParent()))
                .toList();
    }

    /** A run that {@link #open} finds in a directory. */
    public StubRunReader reader(Path directory) {
        StubRunReader reader = new StubRunReader(directory);
        readers.put(directory, reader);
        return reader;
    }

    @Override
    public RunReader open(Path directory) {
        if (readers.containsKey(directory)) {
            return readers.get(directory);
        }
        Kept found = kept.get(directory);
        if (found == null) {
            throw new SpecException("there is no run in " + directory);
        }
        return new StubRunReader(directory) {
            @Override
            public Kept status() {
                return found;
            }
        };
    }

    @Override
    public void forget(Job job) {
        jobs.remove(job);
    }

    @Override
    public void delete(Path directory) {
        deleted.add(directory);
    }

    @Override
    public Hold hold(Path directory) {
        return () -> {};
    }

    @Override
    public void moveData(Path directory, Map<String, String> places) {
        moved.put(directory, places);
    }
}
