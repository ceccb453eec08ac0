package rai.core.jobs;

import rai.api.run.Run;
import rai.core.plan.Planned;

/** A run that is planned: its data are loaded and checked, but what it needs for training is not allocated. */
public interface Preparation {
    /** @return the plan */
    Planned planned();

    /** @return about how much memory it takes, in bytes */
    double bytes();

    /**
     * Allocates the state and gives the parameters their start values.
     *
     * @return the run, before its first step
     */
    Run prepare();

    /** Gives back what it holds; the run is not to be trained. */
    void discard();
}
