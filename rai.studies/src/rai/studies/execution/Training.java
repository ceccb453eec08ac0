package rai.studies.execution;

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
 * Trains trials side by side. Only as many are sent out as the workplace takes, and only those are claimed, so that other processes
 * find the rest.
 */
final class Training implements AutoCloseable {
    private static final int MOST_LOSSES = 10;
    private static final long WAIT_MILLIS = 100;
    private static final long LOOK_NANOS = 500_000_000L;

    private final Workplace place;
    private final StudyCall call;
    private final StudyControl control;
    private final Teller teller;
    private final Journal journal;
    private final Session session;
    private final Recorder recorder;

    private final Deque<PlannedTrial> queue = new ArrayDeque<>();
    /** Those that other processes are training. */
    private final List<PlannedTrial> elsewhere = new ArrayList<>();

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final LinkedBlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private final Workplace.Listener listener = new Workplace.Listener() {
        @Override
        public void notice(String sentence) {
            teller.tell(new StudyEvent.Noticed(sentence));
        }

        @Override
        public void ended(Attempt attempt) {
            ended.add(attempt);
        }
    };
    private final Set<String> ours = ConcurrentHashMap.newKeySet();
    private List<PlannedTrial> planned = List.of();
    private Times times = new Times();
    private int failures;
    private String gaveUp = "";
    private boolean finishing;
    private long looked;

    Training(Workplace place, StudyCall call, StudyControl control, Teller teller, Session session) {
        this.place = place;
        this.call = call;
        this.control = control;
        this.teller = teller;
        this.session = session;
        StudyDirectory directory = new StudyDirectory(call.directory());
        journal = directory.journal().refresh();
        recorder = new Recorder(directory.journal(), session, place::delete, row -> {
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
        if (place.isClosed()) {
            control.stopNow();
        }
        if (control.isStopping()) {
            attempts.values().forEach(Attempt::stop);
        }
        if (isEnding() && !finishing) {
            finishing = true;
            place.finish();
        }
        while (!isEnding() && attempts.size() < place.window() && !queue.isEmpty() && fits(queue.peek())) {
            begin(queue.poll());
        }
    }

    private boolean fits(PlannedTrial next) {
        double taken = attempts.values().stream()
                .mapToDouble(attempt -> attempt.trial().bytes())
                .sum();
        return attempts.isEmpty() || taken + next.bytes() <= place.bytes();
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
        if (losses.getAsInt() >= MOST_LOSSES) {
            fail(next, "the process that trained it died " + losses.getAsInt() + " times: look into its output");
            return;
        }
        try {
            int threads = place.threads(next, attempts.values(), queue.size());
            place.begin(next, threads, times.of(next), listener)
                    .ifPresentOrElse(attempt -> attempts.put(next.id(), attempt), () -> leave(next));
        } catch (SpecException e) {
            if (place.isClosed()) {
                session.giveBack(next.id());
            } else {
                fail(next, e.getMessage());
            }
        }
    }

    /** A process that is taken for dead is training it. */
    private void leave(PlannedTrial trial) {
        session.giveBack(trial.id());
        elsewhere.add(trial);
    }

    private void fail(PlannedTrial trial, String reason) {
        record(trial, Attempt.failed(trial, reason), place.leftover(trial));
    }

    /** A run has ended. */
    private void settle(Attempt attempt) {
        attempt.forget();
        Optional<Outcome> outcome = attempt.outcome();
        if (outcome.isPresent()) {
            record(attempt.trial(), outcome.get(), attempt.directory());
        } else {
            leave(attempt.trial()); // unless the study is to stop, it is trained again after a while
        }
    }

    /** @param run where the run is, if it has a directory */
    private void record(PlannedTrial trial, Outcome outcome, Optional<Path> run) {
        ours.add(outcome.id());
        recorder.add(new Recorder.Ended(
                new Row(outcome, trial.basis(), "", System.currentTimeMillis()),
                outcome.directory().isPresent() ? Optional.empty() : run));
        if (outcome.state() == State.DONE) {
            times.learn(trial, outcome.seconds());
        }
        failures = outcome.state() == State.FAILED ? failures + 1 : 0;
        if (call.failures() > 0 && failures >= call.failures() && gaveUp.isEmpty()) {
            gaveUp = failures + " trials in succession have failed, the last one since: " + outcome.reason();
            teller.tell(new StudyEvent.Noticed("the study ends early: " + gaveUp));
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
        teller.tell(new StudyEvent.Progressed(count, planned.size(), now(), times.left(left, place.atOnce())));
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
        String waits = first.waitsFor().isEmpty() ? "" : " (it waits: " + first.waitsFor() + ")";
        int training = Math.min(attempts.size(), place.atOnce()); // the others are on their way
        String more = training > 1 ? " and " + (training - 1) + " more" : "";
        String where = place.standing().isEmpty() ? "" : ", " + place.standing();
        return first.trial().name() + waits + more + where;
    }

    /** Whatever has gone wrong: nothing trains on, and nothing stays claimed. */
    private void abandon() {
        attempts.values().forEach(Attempt::stop);
        for (Attempt attempt : attempts.values()) {
            try {
                attempt.await(TimeUnit.MINUTES.toMillis(1));
                attempt.forget();
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
