package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/** Root mean squared error over all examples and outputs. */
@Component(service = Metric.class)
@Named("rmse")
@About(
        value = "Root mean squared error, in the unit of the targets; what every run on numbers is measured by.",
        formula = "sqrt(mean((y - t)^2))",
        source = "Hyndman and Koehler, 2006, Int. J. Forecast. 22")
public class Rmse extends NumberMetric {
    @Override
    public double value(Predictions predictions) {
        double total = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            for (int j = 0; j < predictions.outputs(); j++) {
                double d = predictions.predicted(i, j) - predictions.target(i, j);
                total += d * d;
            }
        }
        return Math.sqrt(total / ((double) predictions.examples() * predictions.outputs()));
    }
}
