package rai.activations;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * sigmoid (logistic function), σ(z) = 1 / (1 + e^-z), σ'(z) = σ(z) (1 - σ(z)): values in (0, 1), largest slope 1/4 at 0.
 *
 * <p>The derivative is taken from the value, so it is 0 from where the value rounds to 1 on: z > 37 in float64, z > 17
 * in float32.
 */
@Component(service = Activation.class)
@Named("sigmoid")
@About(
        value = "Squashes to (0, 1); saturates on both sides, and its slope is 1/4 at most.",
        formula = "1 / (1 + e^-z)",
        source = "Rumelhart, Hinton and Williams, 1986, Nature 323")
public class Sigmoid implements ScalarActivation {
    /** Beyond these bounds e^-z is, as a float, nothing beside 1, or infinite. */
    private static final float LOW = -87;

    private static final float HIGH = 88.8f;

    @Override
    public double value(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Override
    public double derivative(double z) {
        double a = value(z);
        return a * (1 - a);
    }

    @Override
    public void value(INDArray z, INDArray out) {
        if (z.dataType() != DataType.FLOAT) {
            ScalarActivation.super.value(z, out);
            return;
        }
        float[] power = new float[Pieces.LENGTH];
        Pieces.map(z, out, (x, n) -> {
            FloatExponential.split(x, -1, LOW, HIGH, power, n);
            for (int i = 0; i < n; i++) {
                x[i] = 1 / (1 + power[i] * (1 + x[i]));
            }
        });
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        Pieces.zip(
                a,
                upstream,
                out,
                (x, g, n) -> {
                    for (int i = 0; i < n; i++) {
                        g[i] *= x[i] * (1 - x[i]);
                    }
                },
                (x, g) -> g * (x * (1 - x)));
    }
}
