package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Balanced accuracy: the mean over all classes of the share of their examples that is recognized. A class that does not
 * occur is left out, as in scikit-learn.
 */
@Component(service = Metric.class)
@Named("balanced-accuracy")
@About(
        value = "Mean recall of the classes: rare classes count as much as frequent ones.",
        formula = "mean over classes of right_k / n_k",
        source = "Brodersen et al., 2010, ICPR")
public class BalancedAccuracy extends ClassMetric {
    @Override
    public double value(Predictions predictions) {
        Counts counts = Counts.of(predictions);
        double total = 0;
        int occurring = 0;
        for (int k = 0; k < counts.classes(); k++) {
            if (counts.occurs()[k] > 0) {
                total += (double) counts.right()[k] / counts.occurs()[k];
                occurring++;
            }
        }
        return total / occurring;
    }
}
