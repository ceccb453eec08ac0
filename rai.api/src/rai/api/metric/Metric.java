package rai.api.metric;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.data.Task;

/**
 * A metric: one number by which the predictions of the true forward pass are judged. Unlike a loss it has no gradient, and
 * takes the predictions of the loss, not the output of the last layer. A metric keeps no state between calls.
 */
@ConsumerType
public interface Metric {
    /** @return the tasks for which it is defined */
    Set<Task> tasks();

    /** @return whether a larger value is the better one, as for accuracy; false for an error */
    boolean largerIsBetter();

    /**
     * The metric. Examples have no order. Predictions that are NaN are wrong or make the metric NaN, and never better.
     *
     * @param predictions the predictions and the true values, for one of the {@link #tasks}
     * @return the value; NaN if it is not defined, as for a ranking of examples that are all of one class
     */
    double value(Predictions predictions);
}
