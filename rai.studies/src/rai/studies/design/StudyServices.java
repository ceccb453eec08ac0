package rai.studies.design;

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
     * @return how many folds the split of its data has; 1 if they are not shared out
     * @throws rai.api.spec.SpecException if its data can't be read or shared out
     */
    int folds(RunRequest request);
}
