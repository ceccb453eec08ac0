package rai.activations;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.spec.About;
import rai.api.spec.Named;

/** relu (rectified linear unit), σ(z) = max(z, 0), σ'(z) = 1 for z > 0, else 0; so σ'(0) = 0. */
@Component(service = Activation.class)
@Named("relu")
@About(
        value = "Passes what is positive and blocks the rest: cheap and never saturated above, but a unit can die.",
        formula = "max(z, 0)",
        source = "Nair and Hinton, 2010, ICML; Glorot, Bordes and Bengio, 2011, AISTATS")
public class Relu implements ScalarActivation {
    @Override
    public double value(double z) {
        return Math.max(z, 0);
    }

    @Override
    public double derivative(double z) {
        return Double.isNaN(z) ? z : z > 0 ? 1 : 0;
    }

    @Override
    public void value(INDArray z, INDArray out) {
        if (z.dataType() != DataType.FLOAT) {
            ScalarActivation.super.value(z, out);
            return;
        }
        Pieces.map(z, out, (x, n) -> {
            for (int i = 0; i < n; i++) {
                x[i] = Math.max(x[i], 0);
            }
        });
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        if (z.dataType() != DataType.FLOAT) {
            ScalarActivation.super.backward(z, a, upstream, out);
            return;
        }
        Pieces.zip(a, upstream, out, (x, g, n) -> {
            for (int i = 0; i < n; i++) {
                g[i] *= Pieces.step(x[i]);
            }
        });
    }
}
