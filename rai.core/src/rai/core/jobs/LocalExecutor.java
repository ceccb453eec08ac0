package rai.core.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rai.api.run.Extension;
import rai.api.run.Job;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.core.store.StoredReader;

/** Trains runs in threads of this process. */
public final class LocalExecutor implements RunExecutor {
    private static final long FOR_EVER_MILLIS = TimeUnit.DAYS.toMillis(36_500);

    private final Preparer preparer;
    private final Limits limits;
    private final Admission admission;
    private final List<DefaultJob> jobs = new ArrayList<>();
    private boolean closed;

    /**
     * @param preparer prepares runs
     * @param threads how many threads all runs may have at once
     * @param bytes how much memory all runs may have at once
     */
    public LocalExecutor(Preparer preparer, int threads, double bytes) {
        this(preparer, new Limits(threads, bytes));
    }

    LocalExecutor(Preparer preparer, Limits limits) {
        this.preparer = preparer;
        this.limits = limits;
        admission = new Admission(limits);
    }

    @Override
    public Job submit(RunRequest request, Consumer<RunEvent> listener) {
        String name = request.keeping().directory().map(LocalExecutor::name).orElse("unsaved");
        requireOpen(name);
        preparer.check(request);
        request.keeping().directory().ifPresent(directory -> {
            if (Files.exists(directory) || isQueued(directory)) {
                throw new SpecException(
                        "the run directory " + directory + " exists already: choose another one with --out");
            }
        });
        return start(
                name,
                request.keeping().directory(),
                request.execution().threadsHere(),
                () -> preparer.plan(request),
                listener);
    }

    @Override
    public Job resume(Path directory, Consumer<String> notice) {
        return resume(directory, () -> preparer.plan(directory, notice));
    }

    @Override
    public Job extend(Path directory, Extension to, Consumer<String> notice) {
        return resume(directory, () -> preparer.plan(directory, to, notice));
    }

    private Job resume(Path directory, Supplier<Preparation> plan) {
        requireOpen(name(directory));
        RunRequest request = StoredReader.open(directory).request();
        if (isQueued(directory)) {
            throw new SpecException("the run in " + directory + " is being trained at this moment");
        }
        return start(
                name(directory), Optional.of(directory), request.execution().threadsHere(), plan, event -> {});
    }

    private synchronized boolean isQueued(Path directory) {
        return jobs.stream().anyMatch(job -> !job.hasEnded() && isIn(job, directory));
    }

    private synchronized void requireOpen(String name) {
        if (closed) {
            throw new SpecException("the run " + name + " was not started: the program is shutting down");
        }
    }

    /** Queues a run that takes the place of the job that it was, if it was one. */
    synchronized Job start(
            String wanted,
            Optional<Path> directory,
            int threads,
            Supplier<Preparation> plan,
            Consumer<RunEvent> listener) {
        requireOpen(wanted);
        jobs.removeIf(job -> job.wasCancelled()
                || job.hasEnded() && directory.filter(there -> isIn(job, there)).isPresent());
        DefaultJob job = new DefaultJob(unlike(wanted), directory);
        job.listen(listener);
        jobs.add(job);
        Admission.Place place = admission.place(threads, job::start);
        job.queue(place, () -> prepare(place, plan.get(), job));
        admission.enter(place);
        return job;
    }

    private static Run prepare(Admission.Place place, Preparation preparation, DefaultJob job)
            throws InterruptedException {
        try {
            place.reserve(preparation.bytes());
        } catch (InterruptedException | RuntimeException e) {
            preparation.discard();
            throw e;
        }
        return preparation.prepare();
    }

    private String unlike(String wanted) {
        Set<String> taken = jobs.stream().map(Job::name).collect(Collectors.toSet());
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private static String name(Path directory) {
        return plain(directory).getFileName().toString();
    }

    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static boolean isIn(Job job, Path directory) {
        return job.directory().map(LocalExecutor::plain).equals(Optional.of(plain(directory)));
    }

    @Override
    public int threads() {
        return limits.threads();
    }

    @Override
    public double bytes() {
        return limits.bytes();
    }

    @Override
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized List<Job> jobs() {
        jobs.removeIf(DefaultJob::wasCancelled);
        return List.copyOf(jobs);
    }

    /** Forgets a job that has ended and was kept in a directory that is gone. */
    synchronized void forget(Path directory) {
        jobs.removeIf(job -> job.hasEnded() && isIn(job, directory));
    }

    /** Forgets a job that has ended. */
    synchronized void forget(Job job) {
        if (jobs.contains(job) && !((DefaultJob) job).hasEnded()) {
            throw new SpecException("the run " + job.name() + " is being trained: stop it first");
        }
        jobs.remove(job);
    }

    @Override
    public void close() {
        close(FOR_EVER_MILLIS);
    }

    /** Closes, and waits for steps to end no longer than this. */
    void close(long patienceMillis) {
        synchronized (this) {
            closed = true;
        }
        stopAll(patienceMillis);
    }

    /** Stops all jobs, those that are queued first, and waits until they have ended. */
    void stopAll(long patienceMillis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        List<Job> all = jobs();
        for (int i = all.size() - 1; i >= 0; i--) { // the last first: none begins since another one ends
            all.get(i).stop();
        }
        try {
            for (Job job : all) {
                job.await(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how long {@link #stopAll} waits if there is no reason to give up */
    static long forEver() {
        return FOR_EVER_MILLIS;
    }
}
