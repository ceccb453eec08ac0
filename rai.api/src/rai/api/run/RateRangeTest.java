package rai.api.run;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The range test of the learning rate: raises the rate at every step by the same ratio, and reports at which rate the
 * objective fell fastest (Smith, 2017, WACV, arXiv:1506.01186).
 */
@ProviderType
public interface RateRangeTest {
    /** The fewest steps that a test needs. */
    int FEWEST_STEPS = 10;

    /**
     * Plans a test.
     *
     * @param request the training; the rate of its optimizer is multiplied by the rate of the test
     * @param from the first rate, above 0
     * @param to the last rate, above {@code from}
     * @return the training with a rate that rises from {@code from} to {@code to}
     */
    RunRequest plan(RunRequest request, double from, double to);

    /**
     * Trains a planned run and evaluates what happened; ends it early when the objective diverges.
     *
     * @param run the run of a planned request, not trained yet
     * @param from the first rate, as planned
     * @param to the last rate, as planned
     * @param listener receives all events of the run
     * @return the result
     * @throws rai.api.spec.SpecException if the run failed, or made fewer than {@link #FEWEST_STEPS} steps
     */
    RateRange train(Run run, double from, double to, Consumer<RunEvent> listener);

    /**
     * Takes tests of the same plan with several seeds as one: evaluates the mean of their objectives, over the steps that all of
     * them made.
     *
     * @param tests at least one, all with the same rates as far as they go
     * @return the result of the mean; that of the test itself if there is one
     */
    RateRange mean(List<RateRange> tests);
}
