package rai.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.loss.Loss;
import rai.api.loss.TiledLoss;
import rai.api.spec.About;
import rai.api.spec.Named;

/** Mean squared error: the mean of (y - t)² over all elements, without a factor ½. */
@Component(service = Loss.class)
@Named("mse")
@About(
        value = "Mean squared error: the usual loss for numbers, and for tying a layer to its target.",
        formula = "mean((y - t)^2)",
        source = "Legendre, 1805, Nouvelles méthodes pour la détermination des orbites des comètes")
public class Mse implements TiledLoss, Portable {
    /** H v = 2 v / N over N elements. */
    @Override
    public void curvature(INDArray output, INDArray target, INDArray direction, INDArray product) {
        product.assign(direction).muli(2.0 / output.length());
    }

    @Override
    public void evaluate(float[] difference, float[] loss, int from, int to, float scale) {
        for (int i = from; i < to; i++) {
            loss[i] = difference[i] * difference[i];
        }
        float twice = 2 * scale;
        for (int i = from; i < to; i++) {
            difference[i] *= twice;
        }
    }

    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            loss[i] = difference[i] * difference[i];
            difference[i] *= 2 * scale;
        }
    }
}
