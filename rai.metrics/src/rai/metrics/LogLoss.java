package rai.metrics;

import org.osgi.service.component.annotations.Component;
import rai.api.array.Elementary;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Log loss: the mean over all examples of -log p of their class. As in scikit-learn a probability is held within ε = 2⁻⁵²
 * of 0 and 1, so that one sure error costs 36 and not infinity. What lies outside [0, 1] is not a probability (the loss of the
 * run gives other numbers): then the log loss is NaN.
 */
@Component(service = Metric.class)
@Named("log-loss")
@About(
        value = "Mean negative logarithm of the probability of the class that it was: rewards honest probabilities.",
        formula = "mean(-log p_class)",
        source = "Good, 1952, J. R. Statist. Soc. B 14")
public class LogLoss extends ClassMetric {
    private static final double EPSILON = Math.ulp(1.0);

    private final Elementary functions;

    /** With the functions of Java. */
    public LogLoss() {
        this(Elementary.FAST);
    }

    private LogLoss(Elementary functions) {
        this.functions = functions;
    }

    @Override
    public Object portable() {
        return new LogLoss(Elementary.STRICT);
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }

    @Override
    public double value(Predictions predictions) {
        double total = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            double p = predictions.probability(i, predictions.targetClass(i));
            if (!(p >= 0 && p <= 1)) {
                return Double.NaN;
            }
            total -= functions.log(Math.max(EPSILON, Math.min(1 - EPSILON, p)));
        }
        return total / predictions.examples();
    }
}
