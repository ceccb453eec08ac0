package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Trains runs in the background, in the order in which they were submitted, with no more threads and no more memory at once than
 * its limits allow. A service of the core; other providers may train runs on other machines.
 *
 * <p>A run waits in a queue, as a job in the state {@link Job.State#QUEUED}, until there is room for it; only then are its data
 * loaded. A run that needs less may start before one that waits for more, but only so often: the queue is fair, and each run
 * gets its turn. A run that asks for more threads than the limit waits until it can have all of them.
 */
@ProviderType
public interface RunExecutor extends AutoCloseable {
    /**
     * Submits a run and returns at once. If the run turns out not to be trainable when its turn comes, the job ends as failed.
     *
     * @param request what to train
     * @param listener told of all events of the run, as by {@link Job#listen}
     * @return the job
     * @throws rai.api.spec.SpecException if the request names services that are not there, if its directory exists, or if this
     *     executor is closed
     */
    Job submit(RunRequest request, Consumer<RunEvent> listener);

    /**
     * Submits a run without listening to it.
     *
     * @param request what to train
     * @return the job
     */
    default Job submit(RunRequest request) {
        return submit(request, event -> {});
    }

    /**
     * Submits an interrupted run that is to continue; see {@link Trainer#resume}.
     *
     * @param directory the directory of the run
     * @param notice told, when its turn comes, where it continues and what has changed since
     * @return the job
     * @throws rai.api.spec.SpecException if there is no run, if it is being trained or queued, or if this executor is closed
     */
    Job resume(Path directory, Consumer<String> notice);

    /** @return all jobs, those that have ended among them, in the order in which they were submitted */
    List<Job> jobs();

    /** Cancels what is queued, lets the other jobs end after their steps, and waits for them. It takes no more runs. */
    @Override
    void close();
}
