package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/** The largest absolute error over all examples and outputs; on a fine grid, the distance of two functions in the uniform norm. */
@Component(service = Metric.class)
@Named("max-error")
@About(
        value = "The largest absolute error, in the unit of the targets: a single bad prediction decides.",
        formula = "max(|y - t|)",
        source = "Pedregosa et al., 2011, Journal of Machine Learning Research 12: max_error of scikit-learn")
public class MaxError extends NumberMetric {
    @Override
    public double value(Predictions predictions) {
        double largest = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            for (int j = 0; j < predictions.outputs(); j++) {
                largest = Math.max(largest, Math.abs(predictions.predicted(i, j) - predictions.target(i, j)));
            }
        }
        return largest;
    }
}
