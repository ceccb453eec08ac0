package rai.studies.design;

import java.util.OptionalInt;
import rai.api.run.RunRequest;

/** What a design asks of the services that exist. */
public interface StudyServices {
    /**
     * Which way is better.
     *
     * @param metric a metric of a part, such as {@code valid.loss}
     * @return whether a larger value is the better one
     * @throws rai.api.spec.SpecException if there is no such metric
     */
    boolean largerIsBetter(String metric);

    /**
     * The folds of a run.
     *
     * @param request the run
     * @return how many folds its split has; empty if that depends on its data
     * @throws rai.api.spec.SpecException if there is no such split
     */
    OptionalInt folds(RunRequest request);
}
