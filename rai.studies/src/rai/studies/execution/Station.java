package rai.studies.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import rai.api.run.PlannedRun;
import rai.api.run.Planning;
import rai.api.run.RunExecutor;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Trial;
import rai.studies.journal.Basis;
import rai.studies.journal.Json;
import rai.studies.journal.Placements;
import rai.studies.journal.Pool;
import rai.studies.journal.Row;

/**
 * Trains trials that another process plans. It trains a trial only with the very bundles and data that it was planned with, so that the
 * result is the one of the planning process; it never throws, since a trial that fails is a result.
 */
public final class Station implements AutoCloseable {
    private static final String FAST_ENGINE = "rai.vector ";
    private static final String ENGINE =
            "; which engine computes follows from whether Java has the module jdk.incubator.vector";

    private static final int SHORT_HASH = 12;
    private static final long GRACE_MILLIS = 10_000;
    private static final long LINGER_MILLIS = 1000;

    private final Trainer trainer;
    private final RunExecutor executor;
    private final Runs runs;
    private final AtomicInteger training = new AtomicInteger();
    private Planning planning;

    /**
     * @param trainer plans runs
     * @param executor trains them
     * @param runs reads and deletes those that have a directory
     */
    public Station(Trainer trainer, RunExecutor executor, Runs runs) {
        this.trainer = trainer;
        this.executor = executor;
        this.runs = runs;
    }

    /**
     * @param text an order
     * @return the answer: the outcome, or why there is none
     */
    public String train(String text) {
        long begun = System.nanoTime();
        training.incrementAndGet();
        Map<String, Object> answer = new LinkedHashMap<>();
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        try {
            Order order = Order.of(text);
            answer.putAll(train(order, log));
        } catch (SpecException e) {
            answer.put(Answer.FAILED, e.getMessage());
        } catch (OutOfMemoryError e) {
            answer.put(Answer.FAILED, "the worker's Java has too little memory (" + e.getMessage() + ")");
        } catch (IOException | RuntimeException | LinkageError e) {
            answer.put(Answer.FAILED, "the worker could not train it: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.put(Answer.FAILED, "the worker was interrupted");
        } finally {
            training.decrementAndGet();
        }
        answer.put(Answer.MACHINE, Machine.here());
        answer.put(Answer.LOG, List.copyOf(log));
        answer.put(Placements.SECONDS, (System.nanoTime() - begun) / 1e9);
        return Json.line(answer);
    }

    private Map<String, Object> train(Order order, List<String> log) throws IOException, InterruptedException {
        PlannedTrial planned = planned(order);
        Path folder = Files.createTempDirectory("rai-trial-");
        try {
            return train(order, planned, folder, log);
        } finally {
            new RunArchive(folder).delete();
        }
    }

    /** @throws SpecException if it can't be trained here, or not with the same bundles and data */
    private PlannedTrial planned(Order order) {
        Trial trial = new Places(order.places()).found(order.trial());
        try {
            PlannedRun run = plan(trial);
            Basis basis = Identity.basis(run, new Pool());
            requireSame("the bundle", order.basis().providers(), basis.providers());
            requireSame("the data", order.basis().data(), basis.data());
            return new PlannedTrial(
                    order.id(),
                    trial,
                    order.basis(),
                    run.examples(),
                    run.steps(),
                    run.bytes(),
                    run.diskBytes(),
                    List.of());
        } catch (SpecException e) {
            throw new SpecException("on the worker " + Machine.NAME + ": " + e.getMessage(), e);
        }
    }

    /** What one trial has read of the data serves all that follow. */
    private synchronized PlannedRun plan(Trial trial) {
        if (planning == null) {
            planning = trainer.planning();
        }
        return planning.plan(trial.request());
    }

    /** Forgets what it knows of the data. */
    @Override
    public synchronized void close() {
        if (planning != null) {
            planning.close();
            planning = null;
        }
    }

    private static void requireSame(String what, Map<String, String> wanted, Map<String, String> here) {
        for (String name : new TreeSet<>(wanted.keySet())) {
            String theirs = here.get(name);
            if (theirs == null) {
                throw new SpecException(what + " " + name + " is not there, or in another version (there are "
                        + String.join(", ", new TreeSet<>(here.keySet())) + "): give all workers the same"
                        + (isEngine(wanted) == isEngine(here) ? "" : ENGINE));
            }
            if (!theirs.equals(wanted.get(name))) {
                throw new SpecException(what + " " + name + " is another one here (SHA-256 " + brief(theirs) + ", not "
                        + brief(wanted.get(name)) + "): give all workers the same");
            }
        }
    }

    private static boolean isEngine(Map<String, String> providers) {
        return providers.keySet().stream().anyMatch(name -> name.startsWith(FAST_ENGINE));
    }

    private static String brief(String sha256) {
        return sha256.substring(0, Math.min(SHORT_HASH, sha256.length()));
    }

    private Map<String, Object> train(Order order, PlannedTrial planned, Path folder, List<String> log)
            throws IOException, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        LocalWorkplace here = new LocalWorkplace(executor, runs, folder, 0);
        Attempt attempt = here.begin(planned, order.threads(), 0, new Workplace.Listener() {
                    @Override
                    public void notice(String sentence) {
                        log.add(sentence);
                    }

                    @Override
                    public void ended(Attempt ended) {
                        end.countDown();
                    }
                })
                .orElseThrow();
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!end.await((long) (order.limit() * 1000), TimeUnit.MILLISECONDS)) {
            attempt.stop();
            if (!end.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                answer.put(Answer.HUNG, true);
            }
            answer.put(Answer.FAILED, String.format("it took more than %.0f s, and was given up", order.limit()));
            return answer;
        }
        attempt.await(GRACE_MILLIS);
        attempt.forget();
        Optional<Outcome> outcome = attempt.outcome();
        if (outcome.isEmpty()) {
            answer.put(Answer.FAILED, "it was interrupted: the worker is ending");
            return answer;
        }
        if (outcome.get().state() == State.FAILED && isLeftBehind()) {
            answer.put(Answer.HUNG, true);
        }
        if (outcome.get().directory().isPresent()) {
            answer.put(Answer.RUN, new RunArchive(outcome.get().directory().get()).packed());
        }
        answer.put(Answer.ROW, new Row(outcome.get(), order.basis(), "", System.currentTimeMillis()).document(folder));
        return answer;
    }

    /** Whether there are more threads that train than trials in training: a run that hung was given up, and its thread is not. */
    private boolean isLeftBehind() throws InterruptedException {
        for (long waited = 0; waited < LINGER_MILLIS; waited += LINGER_MILLIS / 10) {
            if (threads() < training.get()) {
                return false;
            }
            Thread.sleep(LINGER_MILLIS / 10);
        }
        return true;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rai-run-"))
                .count();
    }
}
