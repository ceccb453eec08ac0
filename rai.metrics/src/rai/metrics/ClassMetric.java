package rai.metrics;

import java.util.Set;
import rai.api.data.Task;
import rai.api.engine.Portable;
import rai.api.metric.Metric;

/** A metric of classes. */
abstract class ClassMetric implements Metric, Portable {
    @Override
    public final Set<Task> tasks() {
        return Set.of(Task.BINARY, Task.MULTICLASS);
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }
}
