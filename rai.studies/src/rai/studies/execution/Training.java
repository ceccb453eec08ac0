package rai.studies.execution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.studies.journal.Journal;
import rai.studies.journal.Row;
import rai.studies.journal.Session;
import rai.studies.journal.StudyDirectory;

/**
 * Trains trials side by side, in one thread each as long as there are enough of them. Only as many are submitted as can train at once,
 * and only those are claimed, so that other processes find the rest.
 */
final class Training implements AutoCloseable {
    /** A trial that is expected to take less trains without a directory: it has no checkpoint before it ends. */
    private static final double SHORT_SECONDS = 60;

    private static final int MOST_LOSSES = 10;
    private static final long WAIT_MILLIS = 100;
    private static final long LOOK_NANOS = 500_000_000L;

    private final RunExecutor executor;
    private final Runs runs;
    private final StudyCall call;
    private final StudyControl control;
    private final Teller teller;
    private final StudyDirectory directory;
    private final Journal journal;
    private final Session session;
    private final Recorder recorder;
    private final int window;

    private final Deque<PlannedTrial> queue = new ArrayDeque<>();
    /** Those that other processes are training. */
    private final List<PlannedTrial> elsewhere = new ArrayList<>();

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final LinkedBlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private List<PlannedTrial> planned = List.of();
    private Times times = new Times();
    private int failures;
    private String gaveUp = "";
    private long looked;

    Training(RunExecutor executor, Runs runs, StudyCall call, StudyControl control, Teller teller, Session session) {
        this.executor = executor;
        this.runs = runs;
        this.call = call;
        this.control = control;
        this.teller = teller;
        this.session = session;
        directory = new StudyDirectory(call.directory());
        journal = directory.journal().refresh();
        window = call.workers() > 0 ? call.workers() : executor.threads();
        recorder = new Recorder(directory.journal(), session, this::delete, row -> {
            teller.tell(new StudyEvent.Ended(row.outcome()));
        });
    }

    /** @return why the study was ended early; empty if it was not */
    String gaveUp() {
        return gaveUp;
    }

    /**
     * Trains trials, or sees them trained by other processes.
     *
     * @param all the trials of the plan
     * @param missing those that have not ended
     * @param known how long they take
     */
    void train(List<PlannedTrial> all, List<PlannedTrial> missing, Times known) throws InterruptedException {
        planned = all;
        times = known;
        List<PlannedTrial> order = new ArrayList<>(missing);
        call.shuffle().ifPresent(seed -> Collections.shuffle(order, new Random(seed)));
        queue.addAll(order);
        try {
            begin();
            while (!attempts.isEmpty() || !isEnding() && !(queue.isEmpty() && elsewhere.isEmpty())) {
                Attempt attempt = ended.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                boolean isOurs =
                        attempt != null && attempts.remove(attempt.trial().id()) != null;
                begin(); // the next one first: what it computes is what counts
                if (isOurs) {
                    settle(attempt);
                }
                look();
            }
            recorder.flush();
        } finally {
            abandon();
        }
    }

    private boolean isEnding() {
        return control.isFinishing() || !gaveUp.isEmpty();
    }

    private void begin() {
        recorder.requireSound();
        if (executor.isClosed()) {
            control.stopNow();
        }
        if (control.isStopping()) {
            attempts.values().forEach(attempt -> attempt.job().stop());
        }
        while (!isEnding() && attempts.size() < window && !queue.isEmpty() && fits(queue.peek())) {
            begin(queue.poll());
        }
    }

    private boolean fits(PlannedTrial next) {
        double taken = attempts.values().stream()
                .mapToDouble(attempt -> attempt.trial().bytes())
                .sum();
        return attempts.isEmpty() || taken + next.bytes() <= executor.bytes();
    }

    private void begin(PlannedTrial next) {
        OptionalInt losses = session.take(next.id(), next.name());
        if (losses.isEmpty()) {
            elsewhere.add(next);
            return;
        }
        see();
        if (journal.state(next.id()) != null) { // another process has journalled it, and given it back
            session.giveBack(next.id());
            return;
        }
        if (losses.getAsInt() > 0) {
            teller.tell(new StudyEvent.Noticed(
                    "the process that trained " + next.name() + " has died: the trial is trained again"));
        }
        Optional<Path> kept = directoryOf(next);
        Attempt attempt = new Attempt(next, kept, threads(next));
        if (losses.getAsInt() >= MOST_LOSSES) {
            record(
                    attempt,
                    attempt.failed(
                            "the process that trained it died " + losses.getAsInt() + " times: look into its output"));
            return;
        }
        try {
            begin(attempt);
        } catch (SpecException e) {
            if (executor.isClosed()) {
                session.giveBack(next.id());
            } else {
                record(attempt, attempt.failed(e.getMessage()));
            }
        }
    }

    /**
     * A run of the trial that was begun is continued in its directory, whatever is expected now. Probes write into one.
     */
    private Optional<Path> directoryOf(PlannedTrial next) {
        Path path = directory.trial(next.id());
        boolean isShort = times.of(next) < SHORT_SECONDS;
        boolean isProbed = !next.trial().request().evaluation().probes().isEmpty();
        return next.trial().keep() || isProbed || !isShort || Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    private int threads(PlannedTrial next) {
        int free = executor.threads()
                - attempts.values().stream().mapToInt(Attempt::threads).sum();
        double fitting = Math.max(1, Math.floor(executor.bytes() / next.bytes()) - attempts.size());
        int upcoming = (int) Math.min(fitting, Math.min(window - attempts.size(), queue.size() + 1));
        return Math.max(1, free / Math.max(1, upcoming));
    }

    private void begin(Attempt attempt) {
        PlannedTrial trial = attempt.trial();
        String before = attempt.directory().map(this::state).orElse("");
        if (before.equals("ended")) { // and its process has died before it could journal it
            record(attempt, attempt.outcome(runs.open(attempt.directory().orElseThrow())));
            return;
        }
        if (before.equals("running")) { // by a process that is taken for dead
            session.giveBack(trial.id());
            elsewhere.add(trial);
            return;
        }
        Job job = before.equals("interrupted") ? resumed(attempt) : null;
        if (job == null) {
            job = submitted(attempt);
        }
        attempt.trainedBy(job);
        attempts.put(trial.id(), attempt);
        if (job.stopped().isPresent()) {
            ended.add(attempt);
        }
    }

    private String state(Path run) {
        if (!Files.exists(run)) {
            return "";
        }
        try {
            return runs.open(run).status().state();
        } catch (SpecException e) { // its process has died before the run had begun
            return "damaged";
        }
    }

    /** @return the job; null if the run can't continue */
    private Job resumed(Attempt attempt) {
        try {
            Job job = executor.resume(attempt.directory().orElseThrow(), notice -> {});
            job.listen(event -> see(attempt, event));
            return job;
        } catch (SpecException e) {
            teller.tell(new StudyEvent.Noticed(
                    attempt.trial().name() + " can't continue where it was, and begins again: " + e.getMessage()));
            return null;
        }
    }

    private Job submitted(Attempt attempt) {
        attempt.directory().filter(Files::exists).ifPresent(this::delete);
        RunRequest request = attempt.trial().trial().request();
        return executor.submit(
                request.toBuilder()
                        .directory(attempt.directory().orElse(null))
                        .threads(attempt.threads())
                        .build(),
                event -> see(attempt, event));
    }

    private void see(Attempt attempt, RunEvent event) {
        attempt.see(event);
        if (event instanceof RunEvent.Stopped) {
            ended.add(attempt);
        }
    }

    /** A run has ended. */
    private void settle(Attempt attempt) {
        runs.forget(attempt.job());
        Optional<Outcome> outcome = attempt.outcome(this::open);
        if (outcome.isPresent()) {
            record(attempt, outcome.get());
        } else {
            session.giveBack(attempt.trial().id());
            elsewhere.add(attempt.trial()); // unless the study is to stop, it is trained again after a while
        }
    }

    private RunReader open(Path run) {
        return runs.open(run);
    }

    private void record(Attempt attempt, Outcome outcome) {
        ours.add(outcome.id());
        recorder.add(new Recorder.Ended(
                new Row(outcome, attempt.trial().basis(), "", System.currentTimeMillis()),
                outcome.directory().isPresent() ? Optional.empty() : attempt.directory()));
        if (outcome.state() == State.DONE) {
            times.learn(attempt.trial(), outcome.seconds());
        }
        failures = outcome.state() == State.FAILED ? failures + 1 : 0;
        if (call.failures() > 0 && failures >= call.failures() && gaveUp.isEmpty()) {
            gaveUp = failures + " trials in succession have failed, the last one since: " + outcome.reason();
            teller.tell(new StudyEvent.Noticed("the study ends early: " + gaveUp));
        }
    }

    private void delete(Path run) {
        if (Files.exists(run)) {
            runs.delete(run);
        }
    }

    /** Sees now and then what other processes have done, and reports the progress. */
    private void look() {
        if (System.nanoTime() - looked < LOOK_NANOS) {
            return;
        }
        looked = System.nanoTime();
        see();
        elsewhere.removeIf(trial -> journal.state(trial.id()) != null);
        elsewhere.forEach(queue::addFirst); // if its process has died, it can be had now
        elsewhere.clear();
        int count = 0;
        List<PlannedTrial> left = new ArrayList<>();
        for (PlannedTrial trial : planned) {
            if (journal.state(trial.id()) != null || ours.contains(trial.id())) {
                count++;
            } else {
                left.add(trial);
            }
        }
        teller.tell(new StudyEvent.Progressed(count, planned.size(), now(), times.left(left, window)));
    }

    private void see() {
        journal.refresh(line -> {
            if (!ours.contains(line.id())) {
                teller.tell(new StudyEvent.Ended(journal.row(line).outcome()));
            }
        });
    }

    private String now() {
        if (attempts.isEmpty()) {
            return "";
        }
        Attempt first = attempts.values().iterator().next();
        Job.Status status = first.job().status();
        String waits = status.state() == Job.State.WAITING ? " (it waits: " + status.reason() + ")" : "";
        String more = attempts.size() > 1 ? " and " + (attempts.size() - 1) + " more" : "";
        return first.trial().name() + waits + more;
    }

    /** Whatever has gone wrong: nothing trains on, and nothing stays claimed. */
    private void abandon() {
        attempts.values().forEach(attempt -> attempt.job().stop());
        for (Attempt attempt : attempts.values()) {
            try {
                attempt.job().await(TimeUnit.MINUTES.toMillis(1));
                runs.forget(attempt.job());
                session.giveBack(attempt.trial().id());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SpecException e) {
                continue; // it hangs, or the disk is full; the system gives it up with the process
            }
        }
        attempts.clear();
        queue.clear();
        elsewhere.clear();
    }

    @Override
    public void close() {
        recorder.close();
    }
}
