package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * F1: the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN). Of two classes it is that of class 1. Of more it
 * is the mean over the classes, plain (macro) or weighted by how often they occur, or that of all counts together (micro).
 * A class that neither occurs nor is predicted has none: it is left out of the mean; alone, F1 is NaN.
 */
@Component(service = Metric.class)
@Named("f1")
@About(
        value = "Harmonic mean of precision and recall: of class 1, or of three and more classes their mean.",
        formula = "2 TP / (2 TP + FP + FN)",
        source = "van Rijsbergen, 1979, Information Retrieval; Sokolova and Lapalme, 2009, Inf. Process. Manage. 45")
public class F1 extends ClassMetric {
    /** How the classes are brought together. */
    enum Average {
        MACRO,
        WEIGHTED,
        MICRO
    }

    @Setting("How the values of three or more classes are combined.")
    Average average = Average.MACRO;

    @Override
    public double value(Predictions predictions) {
        Counts counts = Counts.of(predictions);
        if (predictions.task() == Task.BINARY) {
            return counts.f1(1);
        }
        return average == Average.MICRO ? ofAll(counts) : mean(counts);
    }

    private static double ofAll(Counts counts) {
        long right = 0;
        long all = 0;
        for (int k = 0; k < counts.classes(); k++) {
            right += counts.right()[k];
            all += counts.occurs()[k] + counts.predicted()[k];
        }
        return 2.0 * right / all;
    }

    private double mean(Counts counts) {
        double total = 0;
        long weights = 0;
        for (int k = 0; k < counts.classes(); k++) {
            if (counts.occurs()[k] + counts.predicted()[k] > 0) {
                long weight = average == Average.MACRO ? 1 : counts.occurs()[k];
                total += weight * counts.f1(k);
                weights += weight;
            }
        }
        return total / weights;
    }
}
