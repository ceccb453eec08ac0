package rai.api.study;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.report.Report;

/**
 * The studies that exist, and those that are kept in directories. A service.
 *
 * <p>The directory of a study holds what was asked for, a journal with a line per trial that has ended, and the runs of trials that
 * are being trained or were asked to be kept. Any number of processes may run one study in one directory at once: they share its
 * trials. A process that dies loses at most the trials that it was training; they return to the queue.
 */
@ProviderType
public interface Studies {
    /** @return all studies that bundles provide, by services or files, by name */
    List<StudySource> list();

    /**
     * Finds a study.
     *
     * @param study the name of a study, or the path of a study file
     * @return the study, read and checked
     * @throws rai.api.spec.SpecException if there is none, or its file is wrong; the message names file and line
     */
    StudySource find(String study);

    /**
     * Plans a study: resolves every service of every trial and opens every file, without training.
     *
     * @param call what to plan
     * @return the plan
     * @throws rai.api.spec.SpecException if a trial can't be trained
     */
    StudyPlan plan(StudyCall call);

    /**
     * Runs a study, or continues it: trains what the journal of the directory does not yet have. Returns when the study is complete, or
     * was stopped.
     *
     * @param call what to run
     * @param listener receives what happens, in any thread, one call at a time
     * @param control lets the caller stop it
     * @return how it stands
     * @throws rai.api.spec.SpecException if a trial can't be trained, before any is; or if this process runs it already
     */
    StudyStatus run(StudyCall call, Consumer<StudyEvent> listener, StudyControl control);

    /** @return whether workers in other processes train the trials; else this process does */
    default boolean isElsewhere() {
        return false;
    }

    /**
     * @param directory the directory of a study
     * @return how it stands; reads the journal, and resolves nothing
     * @throws rai.api.spec.SpecException if it holds no study
     */
    StudyStatus status(Path directory);

    /**
     * @param directory the directory of a study
     * @return the outcomes of all trials that have ended and belong to its last plan
     * @throws rai.api.spec.SpecException if it holds no study
     */
    List<Outcome> outcomes(Path directory);

    /**
     * Puts failed trials back into the queue; the next {@link #run} trains them again.
     *
     * @param directory the directory of a study
     * @param ids which ones, by identity or its beginning; all if empty
     * @return how many
     * @throws rai.api.spec.SpecException if it holds no study, or no failed trial of that identity
     */
    int retry(Path directory, List<String> ids);

    /**
     * Reports a study from its journal. Trains nothing.
     *
     * @param directory the directory of a study
     * @return the report
     * @throws rai.api.spec.SpecException if it holds no study, or no trial has ended
     */
    Report report(Path directory);

    /**
     * Reports runs of any origin side by side: those that differ in their seed only are a group.
     *
     * @param runs directories of runs that have ended
     * @return the report
     * @throws rai.api.spec.SpecException if one holds no run, or one that has not ended
     */
    Report compare(List<Path> runs);
}
