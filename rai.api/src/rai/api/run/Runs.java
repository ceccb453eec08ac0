package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The runs that this process trains in the background, and the runs kept in directories. A service of the core. */
@ProviderType
public interface Runs {
    /**
     * @return all jobs of this process, including those that have ended unless they were stopped before they began, in the order in which they were submitted to
     * the {@link RunExecutor}
     */
    List<Job> jobs();

    /**
     * @param name the name of a job, or the beginning of the name of one job only
     * @return the job
     * @throws rai.api.spec.SpecException if there is none or more than one; the message names the nearest
     */
    Job job(String name);

    /** Ends all jobs after their current steps, and waits for them. */
    void stopAll();

    /**
     * The runs kept in a folder.
     *
     * @param folder such as {@code runs}
     * @return the runs directly in it, by start time; empty if there is no such folder
     */
    List<Kept> kept(Path folder);

    /**
     * Opens the directory of a run to read it.
     *
     * @param directory the directory of a run
     * @return its reader
     * @throws rai.api.spec.SpecException if there is no run
     */
    RunReader open(Path directory);

    /**
     * Deletes a run: its directory with everything in it, and its job, if this process has one.
     *
     * @param directory the directory of a run
     * @throws rai.api.spec.SpecException if there is no run, or if it is being trained; nothing is deleted then
     */
    void delete(Path directory);

    /**
     * Keeps a run as it is: until the hold is closed, no process trains or deletes it.
     *
     * @param directory the directory of a run
     * @return the hold
     * @throws rai.api.spec.SpecException if there is no run, or if it is being trained
     */
    Hold hold(Path directory);

    /** Keeps a run as it is, until it is closed. */
    @ProviderType
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says where the files of a run's data are now: in its document and in all its checkpoints, other places stand for them.
     *
     * @param directory the directory of a run that is not being trained
     * @param places the new place of a file, by how the run names it
     * @throws rai.api.spec.SpecException if there is no run, if it is being trained, or if its files can't be read
     */
    void moveData(Path directory, Map<String, String> places);

    /**
     * Removes a job that has ended from the jobs of this process; what it has kept in a directory stays.
     *
     * @param job a job of this process
     * @throws rai.api.spec.SpecException if it has not ended
     */
    void forget(Job job);

    /**
     * How a run in a directory stands.
     *
     * @param name its name
     * @param directory where it is
     * @param state {@code running} if a process is training it, {@code interrupted} if it can be resumed, {@code ended}, or
     *     {@code damaged}
     * @param step the steps done, as far as its files show
     * @param method the name of the method of the last step in its history.csv; empty before the first
     * @param objective the objective of that step; NaN before the first
     * @param document its run.json, in the present format; empty if it can't be read
     * @param events the events in its events.jsonl that can be read, oldest first
     */
    record Kept(
            String name,
            Path directory,
            String state,
            long step,
            String method,
            double objective,
            Map<String, Object> document,
            List<RecordedEvent> events) {}
}
