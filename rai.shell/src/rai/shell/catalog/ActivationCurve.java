package rai.shell.catalog;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;

/**
 * An activation and its derivative at equally spaced points, in float64.
 *
 * @param z the points, [n]
 * @param value σ(z), [n]
 * @param slope σ'(z), [n]
 */
public record ActivationCurve(double[] z, double[] value, double[] slope) {
    /**
     * Samples an activation.
     *
     * @param activation what to sample
     * @param from the first point
     * @param to the last point
     * @param points how many, at least 2
     */
    public static ActivationCurve of(Activation activation, double from, double to, int points) {
        double[] z = new double[points];
        double[] ones = new double[points];
        Arrays.setAll(z, i -> from + (to - from) * i / (points - 1));
        Arrays.fill(ones, 1);
        INDArray at = Nd4j.createFromArray(z);
        INDArray value = at.dup();
        activation.value(at, value);
        INDArray slope = Nd4j.createFromArray(ones);
        activation.backward(at, value, slope, slope);
        return new ActivationCurve(z, value.toDoubleVector(), slope.toDoubleVector());
    }
}
