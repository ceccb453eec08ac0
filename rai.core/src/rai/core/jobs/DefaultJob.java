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
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.core.store.EventDocument;

/** A run in a thread of its own. How it stands follows from its events; when it has ended, nothing is left of the run. */
final class DefaultJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultJob.class);

    private final String name;
    private final Optional<Path> directory;
    private final Instant started = Instant.now();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Map<String, Object>> history = new ArrayList<>();
    private final Pace pace = new Pace();
    private final Thread thread;

    /** Null once it has ended. */
    private volatile Run run;

    private volatile RunResult result;
    /** An array, since going through a list would allocate at every step. */
    private volatile Told[] listeners = {};

    private volatile Map<String, Object> spec = Map.of();
    private volatile State state = State.RUNNING;
    private volatile String reason = "";
    private volatile long step;
    private volatile long totalSteps;
    private volatile String method = "";
    private volatile double objective = Double.NaN;
    private volatile Map<String, Double> train = Map.of();
    private volatile Map<String, Double> test = Map.of();

    DefaultJob(String name, Run run) {
        this.name = name;
        this.run = run;
        directory = run.directory();
        // what the starting thread has inherited, such as where its output goes, is none of the run's business
        thread = new Thread(null, this::train, "rai-job-" + name, 0, false);
        thread.setContextClassLoader(DefaultJob.class.getClassLoader());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void train() {
        RunEvent.Stopped[] last = {null};
        String failure = null;
        try {
            result = run.train(event -> {
                if (event instanceof RunEvent.Stopped stopped) {
                    last[0] = stopped; // told when all has been written
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
        state = State.ENDED;
        try {
            tell(
                    failure == null && last[0] != null
                            ? last[0]
                            : new RunEvent.Stopped(step, RunResult.Stop.FAILED, reason));
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
            state = paused.reason().equals(RunEvent.Paused.BY_SOMEBODY) ? State.PAUSED : State.WAITING;
        } else if (event instanceof RunEvent.Resumed) {
            pace.begin(event.step(), System.nanoTime());
            state = State.RUNNING;
            reason = "";
        }
    }

    private void tell(RunEvent event) {
        if (!(event instanceof RunEvent.Stepped
                || event instanceof RunEvent.Epoch
                || event instanceof RunEvent.Evaluated)) {
            synchronized (history) {
                history.add(EventDocument.of(event, Instant.now()));
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
        return new Status(
                now,
                reason,
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
    public List<Map<String, Object>> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    @Override
    public void pause() {
        present().pause();
    }

    @Override
    public void proceed() {
        present().proceed();
    }

    @Override
    public void stop() {
        Run now = run;
        if (now != null) {
            now.stop();
        }
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        return present().swap(change);
    }

    private Run present() {
        Run now = run;
        if (now == null) {
            throw new SpecException("the run " + name + " has ended");
        }
        return now;
    }

    boolean hasEnded() {
        return state == State.ENDED;
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
