package rai.losses;

import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;

/** Mean squared error: the mean of (y - t)² over all elements, without a factor ½. */
@Component(service = Loss.class)
@Named("mse")
@About(
        value = "Mean squared error: the usual loss for numbers, and for tying a layer to its target.",
        formula = "mean((y - t)^2)",
        source = "Legendre, 1805, Nouvelles méthodes pour la détermination des orbites des comètes")
public class Mse extends DifferenceLoss {
    @Override
    void evaluate(float[] difference, float[] loss, int n, float scale) {
        for (int i = 0; i < n; i++) {
            loss[i] = difference[i] * difference[i];
        }
        float twice = 2 * scale;
        for (int i = 0; i < n; i++) {
            difference[i] *= twice;
        }
    }

    @Override
    void evaluate(double[] difference, double[] loss, int n, double scale) {
        for (int i = 0; i < n; i++) {
            loss[i] = difference[i] * difference[i];
            difference[i] *= 2 * scale;
        }
    }
}
