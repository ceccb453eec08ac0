package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Coefficient of determination: the share of the targets' variance that is predicted, 1 - Σ (y - t)² / Σ (t - mean t)²; 0
 * for who always says the mean, below 0 for worse. Of several outputs the plain mean. NaN if the targets of an output
 * are all equal (scikit-learn says 0 or 1 there).
 */
@Component(service = Metric.class)
@Named("r2")
@About(
        value = "Coefficient of determination: 1 is perfect, 0 no better than always the mean.",
        formula = "1 - sum((y - t)^2) / sum((t - mean t)^2)",
        source = "Wright, 1921, J. Agric. Res. 20")
public class R2 extends NumberMetric {
    @Override
    public boolean largerIsBetter() {
        return true;
    }

    @Override
    public double value(Predictions predictions) {
        double total = 0;
        for (int j = 0; j < predictions.outputs(); j++) {
            total += ofOutput(predictions, j);
        }
        return total / predictions.outputs();
    }

    private static double ofOutput(Predictions predictions, int output) {
        int n = predictions.examples();
        double first = predictions.target(0, output);
        double mean = 0;
        boolean equal = true;
        for (int i = 0; i < n; i++) {
            mean += predictions.target(i, output) / n;
            equal &= predictions.target(i, output) == first;
        }
        if (equal) { // the mean of equal numbers may differ from them in the last digit
            return Double.NaN;
        }
        double error = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double d = predictions.predicted(i, output) - predictions.target(i, output);
            double s = predictions.target(i, output) - mean;
            error += d * d;
            spread += s * s;
        }
        return 1 - error / spread;
    }
}
