package rai.api.metric;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.data.Task;

/**
 * A metric: one number by which the predictions of the true forward pass are judged. Unlike a loss it has no gradient, and
 * takes what the loss predicts, not what the last layer gives. A metric keeps nothing from one call to the next.
 */
@ConsumerType
public interface Metric {
    /** @return the tasks for which it means something */
    Set<Task> tasks();

    /** @return whether a larger value is the better one, as for accuracy; false for an error */
    boolean largerIsBetter();

    /**
     * The metric. Examples have no order. Predictions that are NaN are wrong or make the metric NaN, and never better.
     *
     * @param predictions what was predicted and what is true, for one of the {@link #tasks}
     * @return the value; NaN if it is not defined, as for a ranking of examples that are all of one class
     */
    double value(Predictions predictions);
}
