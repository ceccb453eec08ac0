package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Trains runs in the background, in the order in which they were submitted, with no more threads and no more memory at once
 * than
 * its limits allow. A service of the core; other providers may train runs on other machines.
 *
 * <p>A run waits in a queue, as a job in the state {@link Job.State#QUEUED}, until there is room for it; only then are its data
 * loaded. A run that needs less may start before one that waits for more, but only a limited number of times, so that each
 * run gets its turn. A run that asks for more threads than the limit waits until it can have all of them.
 */
@ProviderType
public interface RunExecutor extends AutoCloseable {
    /**
     * Submits a run and returns at once. If the run can't be trained when its turn comes, the job ends as failed.
     *
     * @param request the run
     * @param listener receives all events of the run, as with {@link Job#listen}
     * @return the job
     * @throws rai.api.spec.SpecException if the request names services that do not exist, if its directory exists, or if this
     *     executor is closed
     */
    Job submit(RunRequest request, Consumer<RunEvent> listener);

    /**
     * Submits a run without listening to it.
     *
     * @param request the run
     * @return the job
     */
    default Job submit(RunRequest request) {
        return submit(request, event -> {});
    }

    /**
     * Submits an interrupted run, to continue it; see {@link Trainer#resume}.
     *
     * @param directory the directory of the run
     * @param notice receives, when its turn comes, sentences that say where it continues and what has changed since
     * @return the job
     * @throws rai.api.spec.SpecException if there is no run, if it is being trained or queued, or if this executor is closed
     */
    Job resume(Path directory, Consumer<String> notice);

    /**
     * Submits a run that has ended, to continue its last phase; see {@link Trainer#extend}.
     *
     * @param directory the directory of the run
     * @param to how long its last phase is to be
     * @param notice receives, when its turn comes, sentences that say where it continues and what has changed since
     * @return the job
     * @throws rai.api.spec.SpecException if there is no run, if it is being trained or queued, or if this executor is closed
     */
    Job extend(Path directory, Extension to, Consumer<String> notice);

    /** @return how many threads all runs in training may have at once */
    default int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** @return how much memory all runs in training may have at once, in bytes; infinite if there is no limit */
    default double bytes() {
        return Double.POSITIVE_INFINITY;
    }

    /** @return whether no more runs can be submitted */
    default boolean isClosed() {
        return false;
    }

    /** @return all jobs, including those that have ended, in the order in which they were submitted */
    List<Job> jobs();

    /** Cancels queued jobs, ends the others after their current steps, and waits for them. No more runs can be submitted. */
    @Override
    void close();
}
