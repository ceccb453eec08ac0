package rai.api.study;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.report.Report;
import rai.api.run.Model;
import rai.api.spec.SpecException;

/**
 * A study: it plans trainings and judges their results, and executes nothing. So it can be listed before it runs, resumed, shared
 * out over processes, and reported again without training. Both methods depend on their arguments alone.
 */
@ConsumerType
public interface Study {
    /**
     * Plans trials. A study in stages, such as one that tunes first, plans the trials of a stage when those of all earlier stages
     * have ended: it is asked again with their outcomes, until it returns only trials that have ended.
     *
     * @param request what the caller has changed
     * @param ended the outcomes of all trials planned so far; empty the first time
     * @return all trials known so far, those that have ended included, in the order in which they are to be trained
     * @throws rai.api.spec.SpecException if the request can't be met
     */
    List<Trial> plan(StudyRequest request, List<Outcome> ended);

    /**
     * Whether the study trains at all. One that does not, such as a study of the formulas of activations, plans no trials and computes
     * its report from the services that exist.
     *
     * @return whether a plan without trials is a mistake
     */
    default boolean trains() {
        return true;
    }

    /**
     * How many trials later stages will add.
     *
     * @param request what the caller has changed
     * @param known the trials planned so far
     * @return as many as there can be at most; 0 if there is no later stage, or it is not known
     */
    default int later(StudyRequest request, List<Trial> known) {
        return 0;
    }

    /**
     * Checks, before anything is trained, that the runs measure what the study needs.
     *
     * @param metrics what the runs of all trials known so far measure, such as {@code valid.accuracy}
     * @throws SpecException if a metric is missing
     */
    default void requireMetrics(Set<String> metrics) {}

    /**
     * Explains why a trial can't be trained, by the place in which it was written.
     *
     * @param trial a trial of this study
     * @param refused why it can't be trained
     * @return the explanation; {@code refused} itself if the study knows nothing better
     */
    default SpecException explain(Trial trial, SpecException refused) {
        return refused;
    }

    /**
     * Judges the outcomes.
     *
     * @param request what the caller has changed
     * @param outcomes the outcomes of all trials that have ended; those of an unfinished study may be missing
     * @param models opens the networks of trials that were kept
     * @return the report
     */
    Report report(StudyRequest request, List<Outcome> outcomes, Models models);

    /** Opens the trained networks of trials whose runs were kept. */
    @ProviderType
    interface Models {
        /**
         * @param outcome an outcome
         * @return its trained network; empty if its run was not kept
         */
        Optional<Model> of(Outcome outcome);

        /**
         * @param outcome an outcome
         * @param part a part of the data
         * @return the examples that it was trained or evaluated on; empty if its run was not kept, or has no such part
         */
        Optional<Dataset> examples(Outcome outcome, Part part);
    }
}
