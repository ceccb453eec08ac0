package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/** Mean absolute error over all examples and outputs. */
@Component(service = Metric.class)
@Named("mae")
@About(
        value = "Mean absolute error, in the unit of the targets: outliers count by their distance only.",
        formula = "mean(|y - t|)",
        source = "Willmott and Matsuura, 2005, Climate Research 30")
public class Mae extends NumberMetric {
    @Override
    public double value(Predictions predictions) {
        double total = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            for (int j = 0; j < predictions.outputs(); j++) {
                total += Math.abs(predictions.predicted(i, j) - predictions.target(i, j));
            }
        }
        return total / ((double) predictions.examples() * predictions.outputs());
    }
}
