package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The runs of this process that train in the background, and the runs that are kept in directories. A service of the core. */
@ProviderType
public interface Runs {
    /** @return all jobs of this process, those that have ended among them, in the order in which they were submitted to the {@link RunExecutor} */
    List<Job> jobs();

    /**
     * @param name the name of a job, or the beginning of the name of one job only
     * @return the job
     * @throws rai.api.spec.SpecException where there is none or more than one; the message names the nearest
     */
    Job job(String name);

    /** Lets all jobs end after their steps, and waits until they have. */
    void stopAll();

    /**
     * The runs kept in a folder.
     *
     * @param folder such as {@code runs}
     * @return the runs directly in it, by the time of their beginning; empty where there is no such folder
     */
    List<Kept> kept(Path folder);

    /**
     * @param directory the directory of a run
     * @return that run
     * @throws rai.api.spec.SpecException where there is none or it can't be read
     */
    Kept read(Path directory);

    /**
     * Opens the directory of a run to read its history and its tensors.
     *
     * @param directory the directory of a run
     * @return its reader
     * @throws rai.api.spec.SpecException if there is no run
     */
    RunReader open(Path directory);

    /**
     * Deletes a run: its directory with all in it, and the job, where it was one of this process.
     *
     * @param directory the directory of a run
     * @throws rai.api.spec.SpecException where there is no run, or where it is being trained; nothing is deleted then
     */
    void delete(Path directory);

    /**
     * A run in its directory.
     *
     * @param name its name
     * @param directory where it is
     * @param state {@code running} where some process trains it now, {@code interrupted} where it can be resumed, {@code ended},
     *     or {@code damaged}
     * @param step the steps done, as far as its files tell
     * @param method the name of the method of the last step that its history.csv tells of; empty before the first
     * @param objective the objective of that step; NaN before the first
     * @param document what its run.json says; empty where it is damaged
     * @param events the events of its history, oldest first, as its events.jsonl says
     */
    record Kept(
            String name,
            Path directory,
            String state,
            long step,
            String method,
            double objective,
            Map<String, Object> document,
            List<Map<String, Object>> events) {}
}
