package rai.shell.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import rai.api.run.Job;
import rai.api.run.Runs.Kept;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;

/** A run that this process trains. */
public final class OwnRun {
    private static final long LOOK_MILLIS = 20;

    private OwnRun() {}

    /**
     * @param found a run
     * @param toDo what somebody wants with it, such as {@code pause it}
     * @return its job
     * @throws Failure if it is not trained by this process now
     */
    static Job of(RunFinder.Found found, String toDo) {
        return found.present()
                .orElseThrow(() -> new Failure(
                        found.kept().map(Kept::state).filter("running"::equals).isPresent()
                                ? "the run " + found.name() + " is trained by another process: " + toDo + " there"
                                : "the run " + found.name() + " is not being trained, so there is nothing to "
                                        + toDo.replaceFirst(" it$", "")
                                        + (found.kept()
                                                        .map(Kept::state)
                                                        .filter("interrupted"::equals)
                                                        .isPresent()
                                                ? "; resume continues it"
                                                : "")));
    }

    /** Waits for the very end of a job that is about to end: until it has reported it. */
    public static void requireEnd(Job job) throws InterruptedException {
        while (!job.await(1000)) {
            continue;
        }
    }

    /**
     * Waits until a job is in a state that is waited for, or until Ctrl-C.
     *
     * @param console where to say that nobody waits any more
     * @param until whether that state is reached
     * @return whether it was
     */
    static boolean await(Job job, Console console, Predicate<Job.State> until) throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        try (Interrupts interrupts =
                Interrupts.during(() -> enough.set(true), "the request stands; no longer waiting for it", console)) {
            while (!enough.get()) {
                if (until.test(job.status().state())) {
                    return true;
                }
                job.await(LOOK_MILLIS);
            }
            return false;
        }
    }
}
