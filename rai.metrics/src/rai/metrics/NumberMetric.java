package rai.metrics;

import java.util.Set;
import rai.api.data.Task;
import rai.api.engine.Portable;
import rai.api.metric.Metric;

/** A metric of numbers: an error, unless it says otherwise. */
abstract class NumberMetric implements Metric, Portable {
    @Override
    public final Set<Task> tasks() {
        return Set.of(Task.REGRESSION);
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }
}
