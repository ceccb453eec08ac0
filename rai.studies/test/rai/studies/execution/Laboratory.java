package rai.studies.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.run.Change;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.PlannedRun;
import rai.api.run.Planning;
import rai.api.run.RecordedEvent;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.testkit.stub.StubRun;
import rai.testkit.stub.StubRunReader;
import rai.testkit.stub.StubTrainer;

/**
 * Trains nothing: how a run ends follows from its optimizer. {@code sgd} ends well, {@code nan} diverges, {@code throws} and {@code
 * memory} fail, {@code waits} ends when it is stopped.
 */
final class Laboratory implements RunExecutor, Runs {
    final int threads;
    /** Whether what throws does so no more. */
    volatile boolean mended;

    double bytes = 1e9;
    /** What each planned run needs. */
    double need = 1;

    String provider = "v1";
    /** The optimizer whose runs find no memory for their data. */
    String tooLarge = "";

    long stepsPerRun = 10;
    /** How long a run takes at least. */
    long millis;

    final List<RunRequest> submitted = Collections.synchronizedList(new ArrayList<>());
    final List<Path> resumed = Collections.synchronizedList(new ArrayList<>());
    final Map<Path, RunResult> ended = new ConcurrentHashMap<>();
    private final List<FakeJob> jobs = Collections.synchronizedList(new ArrayList<>());
    private int most;

    Laboratory(int threads) {
        this.threads = threads;
    }

    /** The most jobs that this laboratory has had at once. */
    synchronized int mostAtOnce() {
        return most;
    }

    /** Plans runs, and trains a moment of them for an estimate. */
    final StubTrainer trainer = new StubTrainer() {
        @Override
        public Planning planning() {
            return new Planning() {
                @Override
                public PlannedRun plan(RunRequest request) {
                    if (request.phases().get(0).optimizer().equals(tooLarge)) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return new PlannedRun(
                            request,
                            Map.of(
                                    "network", request.model().network(),
                                    "engine", "fastest",
                                    "precision", "float32",
                                    "optimizer", request.phases().get(0).optimizer(),
                                    "seed", request.execution().seed()),
                            Map.of("optimizer", new RunEvent.Used("sgd", "rai.optimizers", "1.0", provider)),
                            Map.of(Part.TRAIN, "aa"),
                            Map.of(Part.TRAIN, 10),
                            1,
                            Task.BINARY,
                            List.of("train.loss"),
                            stepsPerRun,
                            need,
                            100);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Run prepare(RunRequest request) {
            if (request.phases().get(0).optimizer().equals("memory")) {
                throw new OutOfMemoryError("Java heap space");
            }
            return new StubRun() {
                @Override
                public RunResult train(Consumer<RunEvent> listener) {
                    listener.accept(new RunEvent.Started(0, "stub", stepsPerRun, Map.of()));
                    listener.accept(new RunEvent.Stepped(1, "backprop", 0));
                    return result(request, Stop.STEPS, "");
                }
            };
        }
    };

    static RunResult result(RunRequest request, Stop stop, String reason) {
        long seed = request.execution().seed();
        Map<String, Double> loss = Map.of("loss", seed / 7.0);
        return new RunResult(
                "unsaved", Map.of(), seed, 10, 0.01, loss, loss, Map.of(), List.of(), "hash" + seed, stop, reason);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public double bytes() {
        return bytes;
    }

    @Override
    public Job submit(RunRequest request, Consumer<RunEvent> listener) {
        submitted.add(request);
        if (request.phases().get(0).optimizer().equals("gone")) {
            throw new SpecException("there is no optimizer 'gone'");
        }
        return start(request, listener);
    }

    @Override
    public Job resume(Path directory, Consumer<String> notice) {
        resumed.add(directory);
        return start(RunRequest.builder().train("moons").seed(99).build(), event -> {});
    }

    private synchronized FakeJob start(RunRequest request, Consumer<RunEvent> listener) {
        FakeJob job = new FakeJob(request, listener);
        jobs.add(job);
        most = Math.max(
                most, (int) jobs.stream().filter(each -> each.stop == null).count());
        job.begin();
        return job;
    }

    @Override
    public void forget(Job job) {
        jobs.remove((FakeJob) job);
    }

    @Override
    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    @Override
    public RunReader open(Path directory) {
        if (!Files.exists(directory.resolve("state"))) {
            throw new SpecException("there is no run in " + directory);
        }
        return reader(directory);
    }

    private RunReader reader(Path directory) {
        StubRunReader reader = new StubRunReader(directory) {
            @Override
            public Kept status() {
                return new Kept(name(), directory, text(directory.resolve("state")), 0, "", 0, Map.of(), List.of());
            }
        };
        reader.with(new RunReader.Row(10, "", java.util.OptionalDouble.empty(), Map.of("train_loss", 0.5)));
        return ended.containsKey(directory) ? reader.with(ended.get(directory)) : reader;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a run into a directory, as a process has left it. */
    static void leave(Path directory, String state) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("state"), state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("state"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Job extend(Path directory, Extension to, Consumer<String> notice) {
        throw new AssertionError("not expected: extend");
    }

    @Override
    public Job job(String name) {
        throw new AssertionError("not expected: job");
    }

    @Override
    public void stopAll() {
        throw new AssertionError("not expected: stopAll");
    }

    @Override
    public List<Kept> kept(Path folder) {
        throw new AssertionError("not expected: kept");
    }

    @Override
    public void close() {}

    /** A job in a thread of its own. */
    private final class FakeJob implements Job {
        private final RunRequest request;
        private final List<Consumer<RunEvent>> listeners = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile Stop stop;
        private volatile RunResult result;
        private volatile String reason = "";

        FakeJob(RunRequest request, Consumer<RunEvent> listener) {
            this.request = request;
            listeners.add(listener);
        }

        void begin() {
            Thread thread = new Thread(this::train);
            thread.setDaemon(true);
            thread.start();
        }

        private void train() {
            String how = request.phases().get(0).optimizer();
            try {
                if (how.equals("waits")) {
                    released.await();
                } else {
                    Thread.sleep(millis + request.execution().seed() % 3);
                }
            } catch (InterruptedException e) {
                return;
            }
            if (mended && how.equals("throws")) {
                end(Stop.STEPS, "", true);
            } else if (released.getCount() == 0) {
                end(Stop.INTERRUPTED, "", true);
            } else {
                switch (how) {
                    case "nan" -> end(Stop.NAN, "NaN in dense_1 at step 7", true);
                    case "throws" -> end(Stop.FAILED, "the optimizer throws failed: boom", false);
                    case "memory" -> end(Stop.FAILED, "there was not enough memory (Java heap space)", false);
                    default -> end(Stop.STEPS, "", true);
                }
            }
        }

        private void end(Stop how, String why, boolean hasResult) {
            reason = why;
            result = hasResult ? Laboratory.result(request, how, why) : null;
            request.keeping().directory().ifPresent(kept -> {
                leave(kept, how == Stop.INTERRUPTED ? "interrupted" : "ended");
                ended.put(kept, Laboratory.result(request, how, why));
            });
            stop = how;
            over.countDown();
            List.copyOf(listeners).forEach(each -> each.accept(new RunEvent.Stopped(10, how, why)));
        }

        @Override
        public String name() {
            return "job";
        }

        @Override
        public Optional<Path> directory() {
            return request.keeping().directory();
        }

        @Override
        public Status status() {
            return new Status(
                    stop == null ? State.RUNNING : State.ENDED,
                    reason,
                    0,
                    10,
                    "backprop",
                    0,
                    Map.of(),
                    Map.of(),
                    0,
                    java.time.Instant.now());
        }

        @Override
        public void pause() {}

        @Override
        public void proceed() {}

        @Override
        public void stop() {
            released.countDown();
        }

        @Override
        public List<RunEvent.Swapped> swap(Change change) {
            return List.of();
        }

        @Override
        public Map<String, Object> spec() {
            return Map.of();
        }

        @Override
        public List<RecordedEvent> history() {
            return List.of();
        }

        @Override
        public Listening listen(Consumer<RunEvent> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        @Override
        public boolean await(long millis) throws InterruptedException {
            return over.await(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public Optional<RunResult> result() {
            return Optional.ofNullable(result);
        }

        @Override
        public Optional<Stop> stopped() {
            return Optional.ofNullable(stop);
        }
    }

    @Override
    public Hold hold(Path directory) {
        return () -> {};
    }

    @Override
    public void moveData(Path directory, Map<String, String> places) {
        throw new AssertionError("not expected: moveData");
    }
}
