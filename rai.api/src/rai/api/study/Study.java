package rai.api.study;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/** A named experiment: runs trainings, and gives tables and pictures as data. */
@ConsumerType
public interface Study {
    /**
     * Runs the experiment.
     *
     * @param settings how far, how often, with how many threads
     * @param progress receives now and then what is being done
     * @return the result
     */
    StudyResult run(StudyRequest settings, Consumer<Progress> progress);

    /**
     * Where a study stands.
     *
     * @param done trainings finished
     * @param total trainings in all
     * @param now what is being done
     */
    record Progress(int done, int total, String now) {}
}
