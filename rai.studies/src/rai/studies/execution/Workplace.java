package rai.studies.execution;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** Where trials are trained: in this process, or by workers elsewhere. */
interface Workplace {
    /** What a workplace needs of those who run a study. */
    interface Listener {
        /** Something that the user must know. */
        void notice(String sentence);

        /** An attempt has ended; may be called from any thread, and before {@link Workplace#begin} returns. */
        void ended(Attempt attempt);
    }

    /** @return how many trials train at once */
    int atOnce();

    /** @return how many trials are sent out at once, those in training included */
    int window();

    /** @return how much memory of this machine all of them may have, in bytes; infinite if they take none */
    double bytes();

    /** @return whether no more trials can be trained */
    boolean isClosed();

    /** @return where and how it trains at this moment, for people; empty if that is this process */
    String standing();

    /**
     * How many threads the next trial gets.
     *
     * @param next the next trial
     * @param attempts those in training
     * @param left how many are to follow
     */
    int threads(PlannedTrial next, Collection<Attempt> attempts, int left);

    /**
     * @param trial a trial
     * @return what an earlier attempt has left of it here, if anything
     */
    Optional<Path> leftover(PlannedTrial trial);

    /**
     * Begins to train a trial.
     *
     * @param trial the trial
     * @param threads how many threads it gets
     * @param seconds how long it is expected to take in one thread
     * @param listener is called when it has ended
     * @return the trial in training; empty if its run is being trained by a process that is taken for dead
     * @throws rai.api.spec.SpecException if it can't be trained
     */
    Optional<Attempt> begin(PlannedTrial trial, int threads, double seconds, Listener listener);

    /** No more are sent out: those that were and have not begun to train are stopped. */
    void finish();

    /** @param run the directory of a run that is no longer needed, if there is one */
    void delete(Path run);
}
