package rai.api.study;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A named experiment: runs trainings, and gives tables and pictures as data. */
@ConsumerType
public interface Experiment {
    /**
     * Runs the experiment.
     *
     * @param settings how many seeds and threads
     * @param progress receives from time to time what is being done
     * @return the result
     */
    ExperimentResult run(ExperimentRequest settings, Consumer<Progress> progress);

    /**
     * The progress of a study.
     *
     * @param done trainings finished
     * @param total trainings in all
     * @param now what is being done
     */
    record Progress(int done, int total, String now) {}
}
