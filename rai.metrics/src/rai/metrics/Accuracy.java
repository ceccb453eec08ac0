package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/** Accuracy: the share of examples whose class is predicted. */
@Component(service = Metric.class)
@Named("accuracy")
@About(
        value = "Share of examples whose class is predicted; what every run on classes is measured by.",
        formula = "right / n",
        source = "Sokolova and Lapalme, 2009, Inf. Process. Manage. 45")
public class Accuracy extends ClassMetric {
    @Override
    public double value(Predictions predictions) {
        int right = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            right += predictions.predictedClass(i) == predictions.targetClass(i) ? 1 : 0;
        }
        return (double) right / predictions.examples();
    }
}
