package rai.api.activation;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.array.Elements;

/**
 * An activation given by its value and derivative at one point; arrays are computed element by element, in double precision.
 * This is the shortest way to write an activation.
 */
@ConsumerType
public interface ScalarActivation extends Activation {
    /**
     * σ(z).
     *
     * @param z any number, including infinities and NaN
     * @return the value; NaN for NaN
     */
    double value(double z);

    /**
     * σ'(z).
     *
     * @param z any number
     * @return the derivative, or its limit if the formula overflows; NaN for NaN
     */
    double derivative(double z);

    @Override
    default void value(INDArray z, INDArray out) {
        if (z.dataType() == DataType.FLOAT) {
            FloatBuffer from = Elements.floats(z);
            FloatBuffer to = Elements.floats(out);
            for (int i = 0, n = from.limit(); i < n; i++) {
                to.put(i, (float) value(from.get(i)));
            }
        } else {
            DoubleBuffer from = Elements.doubles(z);
            DoubleBuffer to = Elements.doubles(out);
            for (int i = 0, n = from.limit(); i < n; i++) {
                to.put(i, value(from.get(i)));
            }
        }
        Reference.reachabilityFence(z); // the buffers do not hold the memory
        Reference.reachabilityFence(out);
    }

    @Override
    default void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        if (z.dataType() == DataType.FLOAT) {
            FloatBuffer at = Elements.floats(z);
            FloatBuffer from = Elements.floats(upstream);
            FloatBuffer to = Elements.floats(out);
            for (int i = 0, n = at.limit(); i < n; i++) {
                to.put(i, (float) (from.get(i) * derivative(at.get(i))));
            }
        } else {
            DoubleBuffer at = Elements.doubles(z);
            DoubleBuffer from = Elements.doubles(upstream);
            DoubleBuffer to = Elements.doubles(out);
            for (int i = 0, n = at.limit(); i < n; i++) {
                to.put(i, from.get(i) * derivative(at.get(i)));
            }
        }
        Reference.reachabilityFence(z);
        Reference.reachabilityFence(upstream);
        Reference.reachabilityFence(out);
    }
}
