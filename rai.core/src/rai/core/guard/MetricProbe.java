package rai.core.guard;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;

/** Probes a metric for each of its tasks. It may be NaN, which says that it is not defined. */
final class MetricProbe {
    private static final int EXAMPLES = 6;

    private MetricProbe() {}

    static void of(Metric metric) throws Fault {
        if (metric.tasks().isEmpty()) {
            throw new Fault("is for no task");
        }
        for (Task task : metric.tasks()) {
            Predictions predictions = predictions(task);
            if (Double.compare(metric.value(predictions), metric.value(predictions)) != 0) {
                throw new Fault("answers differently the second time");
            }
        }
    }

    private static Predictions predictions(Task task) {
        int outputs = task == Task.MULTICLASS ? 3 : 1;
        double[] predicted = new double[EXAMPLES * outputs];
        double[] targets = new double[EXAMPLES * outputs];
        Arrays.setAll(predicted, i -> 0.1 + 0.05 * i % 0.8);
        switch (task) {
            case REGRESSION -> Arrays.setAll(targets, i -> Math.sin(i));
            case BINARY -> Arrays.setAll(targets, i -> i % 2);
            case MULTICLASS -> Arrays.setAll(targets, i -> i % 4 == 0 ? 1 : 0); // the diagonal, again and again
        }
        return new Predictions(task, array(predicted, outputs), array(targets, outputs));
    }

    private static INDArray array(double[] numbers, int outputs) {
        return Nd4j.createFromArray(numbers).reshape(EXAMPLES, outputs);
    }
}
