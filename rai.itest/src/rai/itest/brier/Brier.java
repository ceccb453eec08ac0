package rai.itest.brier;

import java.util.Set;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.Named;

/** Mean squared error of the probability of class 1 (Brier, 1950), which no bundle of the house provides. */
@Component
@Named("brier")
public class Brier implements Metric {
    @Override
    public Set<Task> tasks() {
        return Set.of(Task.BINARY);
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        double total = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            total += Math.pow(predictions.probability(i, 1) - predictions.targetClass(i), 2);
        }
        return total / predictions.examples();
    }
}
