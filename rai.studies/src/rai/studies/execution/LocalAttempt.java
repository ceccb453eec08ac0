package rai.studies.execution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.run.Runs;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;

/** A trial in training in this process: what is seen of it, and what becomes of it. */
final class LocalAttempt implements Attempt {
    private final PlannedTrial trial;
    private final Optional<Path> directory;
    private final int threads;
    private final Runs runs;
    private final long begun = System.nanoTime();
    private final List<RunEvent.Evaluated> evaluations = new ArrayList<>();
    private volatile Job job;

    LocalAttempt(PlannedTrial trial, Optional<Path> directory, int threads, Runs runs) {
        this.trial = trial;
        this.directory = directory;
        this.threads = threads;
        this.runs = runs;
    }

    @Override
    public PlannedTrial trial() {
        return trial;
    }

    @Override
    public Optional<Path> directory() {
        return directory;
    }

    @Override
    public int threads() {
        return threads;
    }

    void trainedBy(Job how) {
        job = how;
    }

    boolean hasEnded() {
        return job == null || job.stopped().isPresent();
    }

    @Override
    public void stop() {
        if (job != null) {
            job.stop();
        }
    }

    @Override
    public void await(long millis) throws InterruptedException {
        if (job != null) {
            job.await(millis);
        }
    }

    @Override
    public String waitsFor() {
        Job.Status status = job == null ? null : job.status();
        return status != null && status.state() == Job.State.WAITING ? status.reason() : "";
    }

    @Override
    public void forget() {
        if (job != null) {
            runs.forget(job);
        }
    }

    /** Sees an event of the run, in its thread. */
    void see(RunEvent event) {
        if (event instanceof RunEvent.Evaluated evaluated && directory.isEmpty()) {
            evaluations.add(evaluated); // those of a run with a directory are in its history
        }
    }

    @Override
    public Optional<Outcome> outcome() {
        if (job == null) { // its run had ended, and its process died before it could journal it
            RunReader reader = runs.open(directory.orElseThrow());
            RunResult result = reader.result().orElseThrow();
            return Optional.of(outcome(Optional.of(result), result.stopped(), Endings.curves(reader), result.reason()));
        }
        Optional<RunResult> result = job.result();
        Stop stopped = job.stopped().orElse(Stop.FAILED);
        if (stopped == Stop.INTERRUPTED) {
            return Optional.empty();
        }
        Curves curves = directory.isPresent() && result.isPresent()
                ? Endings.curves(runs.open(directory.get()))
                : Endings.curves(evaluations);
        String reason = result.map(RunResult::reason)
                .filter(text -> !text.isEmpty())
                .orElse(job.status().reason());
        return Optional.of(outcome(result, stopped, curves, reason));
    }

    private Outcome outcome(Optional<RunResult> result, Stop stopped, Curves curves, String reason) {
        State state = Endings.state(stopped);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Outcome(
                trial.id(),
                trial.trial(),
                state,
                state == State.FAILED ? Optional.empty() : result,
                curves,
                reason,
                Math.max(seconds, result.map(RunResult::seconds).orElse(0.0)), // of a resumed run, all of it
                trial.trial().keep() && state != State.FAILED ? directory : Optional.empty(),
                trial.examples());
    }
}
