package rai.studies.execution;

import java.nio.file.Path;
import java.util.Optional;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;

/** A trial in training, wherever that is. */
interface Attempt {
    /** @return the trial */
    PlannedTrial trial();

    /** @return how many threads of this machine it has */
    int threads();

    /** @return the directory of its run, if it has one here */
    Optional<Path> directory();

    /** Ends it after its current step, without waiting for that. */
    void stop();

    /**
     * @param millis how long to wait
     * @throws rai.api.spec.SpecException if it has not ended by then
     */
    void await(long millis) throws InterruptedException;

    /** @return why it does not train at this moment; empty if it does */
    String waitsFor();

    /** @return how it ended; empty if it was stopped, and is to be continued */
    Optional<Outcome> outcome();

    /** Its outcome is known: nothing else of it is needed. */
    void forget();

    /**
     * @param trial a trial that could not even begin
     * @param reason why
     * @return its outcome
     */
    static Outcome failed(PlannedTrial trial, String reason) {
        return failed(trial, reason, 0);
    }

    /**
     * @param trial a trial that failed and has no result
     * @param reason why
     * @param seconds how long it took
     * @return its outcome
     */
    static Outcome failed(PlannedTrial trial, String reason, double seconds) {
        return new Outcome(
                trial.id(),
                trial.trial(),
                State.FAILED,
                Optional.empty(),
                Curves.NONE,
                reason,
                seconds,
                Optional.empty(),
                trial.examples());
    }
}
