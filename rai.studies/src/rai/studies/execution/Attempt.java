package rai.studies.execution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;

/** A trial in training: what is seen of it, and what becomes of it. */
final class Attempt {
    private final PlannedTrial trial;
    private final Optional<Path> directory;
    private final int threads;
    private final long begun = System.nanoTime();
    private final List<RunEvent.Evaluated> evaluations = new ArrayList<>();
    private volatile Job job;

    Attempt(PlannedTrial trial, Optional<Path> directory, int threads) {
        this.trial = trial;
        this.directory = directory;
        this.threads = threads;
    }

    PlannedTrial trial() {
        return trial;
    }

    Optional<Path> directory() {
        return directory;
    }

    int threads() {
        return threads;
    }

    void trainedBy(Job how) {
        job = how;
    }

    Job job() {
        return job;
    }

    /** Sees an event of the run, in its thread. */
    void see(RunEvent event) {
        if (event instanceof RunEvent.Evaluated evaluated && directory.isEmpty()) {
            evaluations.add(evaluated); // those of a run with a directory are in its history
        }
    }

    /** @return how it ended; empty if it was stopped, and is to be continued */
    Optional<Outcome> outcome(Function<Path, RunReader> open) {
        Optional<RunResult> result = job.result();
        Stop stopped = job.stopped().orElse(Stop.FAILED);
        if (stopped == Stop.INTERRUPTED) {
            return Optional.empty();
        }
        Curves curves = directory.isPresent() && result.isPresent()
                ? Endings.curves(open.apply(directory.get()))
                : Endings.curves(evaluations);
        String reason = result.map(RunResult::reason)
                .filter(text -> !text.isEmpty())
                .orElse(job.status().reason());
        return Optional.of(outcome(result, stopped, curves, reason));
    }

    /** @return how a run has ended that nobody has journalled */
    Outcome outcome(RunReader reader) {
        RunResult result = reader.result().orElseThrow();
        return outcome(Optional.of(result), result.stopped(), Endings.curves(reader), result.reason());
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

    /** @return a trial that could not even begin */
    Outcome failed(String reason) {
        return outcome(Optional.empty(), Stop.FAILED, Curves.NONE, reason);
    }
}
