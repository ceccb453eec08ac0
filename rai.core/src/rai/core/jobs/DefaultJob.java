package rai.core.jobs;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.RecordedEvent;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;

/**
 * A run that is queued, then prepared and trained in a thread of its own. Its status follows from its events; when it has ended,
 * nothing is left of the run.
 */
final class DefaultJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultJob.class);

    private final String name;
    private final Optional<Path> directory;
    private final Instant started = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<RecordedEvent> history = new ArrayList<>();
    private final Pace pace = new Pace();

    /** Loads data, waits for memory, allocates. */
    interface Preparing {
        Run run() throws InterruptedException;
    }

    private volatile Thread thread;
    private Admission.Place place;
    private Preparing preparing;
    /** Whether somebody stopped it before its training began. */
    private boolean stopping;
    /** Whether it is to be paused before its first step. */
    private boolean pauseWanted;

    /** Null before its training, and once it has ended. */
    private volatile Run run;

    private volatile RunResult result;
    /** An array, since going through a list would allocate at every step. */
    private volatile Told[] listeners = {};

    private volatile Map<String, Object> spec = Map.of();
    private volatile State state = State.QUEUED;
    private volatile RunResult.Stop stop;
    private volatile String reason = "";
    private volatile long step;
    private volatile long totalSteps;
    private volatile String method = "";
    private volatile double objective = Double.NaN;
    private volatile Map<String, Double> train = Map.of();
    private volatile Map<String, Double> test = Map.of();

    DefaultJob(String name, Optional<Path> directory) {
        this.name = name;
        this.directory = directory;
    }

    /** Has a place in the queue, which calls {@link #start} when it is its turn. */
    void queue(Admission.Place inQueue, Preparing how) {
        place = inQueue;
        preparing = how;
    }

    void start() {
        // what the starting thread has inherited, such as where its output goes, is none of the run's business
        thread = new Thread(null, this::prepareAndTrain, "rai-job-" + name, 0, false);
        thread.setContextClassLoader(DefaultJob.class.getClassLoader());
        thread.setDaemon(true);
        state = State.PREPARING;
        thread.start();
    }

    private void prepareAndTrain() {
        Run ready;
        synchronized (this) {
            if (stopping) { // before this thread could be interrupted
                Thread.currentThread().interrupt();
            }
        }
        try {
            ready = preparing.run();
        } catch (Exception | Error e) { // whatever it is, it concerns this run only
            ready = null;
            reason = sentence(e);
        }
        boolean cancelled;
        synchronized (this) { // from here on nobody interrupts this thread
            cancelled = stopping;
            if (!cancelled) {
                run = ready;
                if (pauseWanted && ready != null) {
                    ready.pause();
                }
            }
            state = run == null ? State.PREPARING : State.RUNNING;
        }
        if (cancelled) {
            if (ready != null) {
                ready.close();
            }
            end(new RunEvent.Stopped(0, RunResult.Stop.INTERRUPTED, "stopped before it began"));
        } else if (ready == null) {
            end(new RunEvent.Stopped(0, RunResult.Stop.FAILED, reason));
        } else {
            train();
        }
    }

    private void train() {
        RunEvent.Stopped[] last = {null};
        String failure = null;
        try {
            result = run.train(event -> {
                if (event instanceof RunEvent.Stopped stopped) {
                    last[0] = stopped; // passed on when everything has been written
                } else {
                    hear(event);
                }
            });
        } catch (Exception | Error e) { // whatever it is, it concerns this run only
            failure = sentence(e);
        }
        try {
            run.close();
        } catch (RuntimeException | Error e) {
            failure = failure == null ? sentence(e) : failure;
        }
        RunResult came = result;
        run = null;
        if (came != null) {
            step = came.steps();
            train = came.train();
            test = came.test();
        }
        reason = failure != null ? failure : came.reason();
        end(failure == null && last[0] != null ? last[0] : new RunEvent.Stopped(step, RunResult.Stop.FAILED, reason));
    }

    private void end(RunEvent.Stopped last) {
        if (reason.isEmpty() || last.stopped() == RunResult.Stop.INTERRUPTED && result == null) {
            reason = last.reason();
        }
        stop = result == null ? last.stopped() : result.stopped();
        state = State.ENDED;
        preparing = null;
        place.leave(); // other runs begin first: whoever is notified of the end sees the queue as it is afterwards
        try {
            tell(last);
        } finally {
            listeners = new Told[0];
            ended.countDown();
        }
    }

    private static String sentence(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return "there was not enough memory (" + e.getMessage() + ")";
        }
        boolean plain = e instanceof SpecException || e instanceof UncheckedIOException;
        if (!plain) {
            LOG.debug("a run failed", e);
        }
        return plain && e.getMessage() != null ? e.getMessage() : e.toString();
    }

    /** In the thread of the run, at every step: so it does nothing that takes time. */
    private void hear(RunEvent event) {
        if (state == State.ENDED) {
            return; // a thread that hung in a service, and was given up
        }
        if (event instanceof RunEvent.Stepped stepped) {
            objective = stepped.objective();
            method = stepped.method();
            step = stepped.step();
            pace.at(stepped.step(), System.nanoTime());
        } else {
            note(event);
        }
        tell(event);
    }

    private void note(RunEvent event) {
        step = event.step();
        if (event instanceof RunEvent.Evaluated evaluated) {
            train = evaluated.train();
            test = evaluated.test();
        } else if (event instanceof RunEvent.Started begun) {
            totalSteps = begun.totalSteps();
            spec = begun.spec();
            pace.begin(event.step(), System.nanoTime());
        } else if (event instanceof RunEvent.Paused paused) {
            reason = paused.reason();
            state = paused.isByRequest() ? State.PAUSED : State.WAITING;
        } else if (event instanceof RunEvent.Resumed) {
            pace.begin(event.step(), System.nanoTime());
            state = State.RUNNING;
            reason = "";
        }
    }

    private void tell(RunEvent event) {
        if (!(event instanceof RunEvent.Stepped
                || event instanceof RunEvent.Epoch
                || event instanceof RunEvent.Evaluated
                || event instanceof RunEvent.Probed)) {
            synchronized (history) {
                history.add(new RecordedEvent(Instant.now(), event));
            }
        }
        for (Told listener : listeners) {
            try {
                listener.by.accept(event);
            } catch (RuntimeException | Error e) { // who watches must not harm
                LOG.warn("a listener of the run {} failed and is no longer notified", name, e);
                listener.close();
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Path> directory() {
        return directory;
    }

    @Override
    public Status status() {
        State now = state;
        String waits = now == State.QUEUED || now == State.PREPARING ? place.waitsFor() : "";
        return new Status(
                waits.isEmpty() ? now : State.QUEUED,
                waits.isEmpty() ? reason : waits,
                step,
                totalSteps,
                method,
                objective,
                train,
                test,
                now == State.RUNNING ? pace.perSecond(System.nanoTime()) : 0,
                started);
    }

    @Override
    public Map<String, Object> spec() {
        return spec;
    }

    @Override
    public List<RecordedEvent> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    @Override
    public void pause() {
        pause(true, Run::pause);
    }

    @Override
    public void proceed() {
        pause(false, Run::proceed);
    }

    private void pause(boolean wanted, Consumer<Run> ask) {
        Run now;
        synchronized (this) {
            now = run;
            pauseWanted = wanted;
        }
        if (now != null) {
            ask.accept(now);
        } else if (hasEnded()) {
            throw new SpecException("the run " + name + " has ended");
        }
    }

    @Override
    public void stop() {
        if (place.cancel()) { // it will never be its turn
            end(new RunEvent.Stopped(0, RunResult.Stop.INTERRUPTED, "stopped before it began"));
            return;
        }
        synchronized (this) {
            Run now = run;
            if (now != null) {
                now.stop();
            } else if (state == State.PREPARING) {
                stopping = true;
                thread.interrupt();
            }
        }
    }

    @Override
    public Optional<RunResult.Stop> stopped() {
        return state == State.ENDED ? Optional.of(stop) : Optional.empty();
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        return present().swap(change);
    }

    private Run present() {
        Run now = run;
        if (now == null) {
            throw new SpecException("the run " + name + (state == State.ENDED ? " has ended" : " has not begun yet"));
        }
        return now;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** @return whether it was stopped before it began: nothing is left of it */
    boolean wasCancelled() {
        return state == State.ENDED && result == null && stop == RunResult.Stop.INTERRUPTED;
    }

    @Override
    public Listening listen(Consumer<RunEvent> listener) {
        Told told = new Told(listener);
        synchronized (this) {
            List<Told> all = new ArrayList<>(List.of(listeners));
            all.add(told);
            listeners = all.toArray(Told[]::new);
        }
        return told;
    }

    /** Somebody who listens. */
    private final class Told implements Listening {
        private final Consumer<RunEvent> by;

        Told(Consumer<RunEvent> by) {
            this.by = by;
        }

        @Override
        public void close() {
            synchronized (DefaultJob.this) {
                List<Told> all = new ArrayList<>(List.of(listeners));
                all.remove(this);
                listeners = all.toArray(Told[]::new);
            }
        }
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public Optional<RunResult> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public String toString() {
        return "job " + name;
    }
}
