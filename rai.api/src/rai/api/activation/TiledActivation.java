package rai.api.activation;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.array.Elements;

/**
 * A fast activation: in addition to its value and derivative at one point it has loops over short Java arrays.
 * The compiler turns plain branch-free loops over Java arrays into vector instructions, but not loops over native memory,
 * and an engine calls them on data that are already in the cache. float32 goes through the loops, float64 through the two
 * functions; both must agree up to rounding.
 */
@ConsumerType
public interface TiledActivation extends ScalarActivation {
    /** The most elements per call: few enough that they stay in the first-level cache over several loops. */
    int TILE = 512;

    /**
     * a = σ(z), for elements {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param z the pre-activations; not altered, unless {@code a} is the same array
     * @param a receives σ(z); may be the same array as {@code z}
     * @param from the first element
     * @param to after the last element; at most {@link #TILE} after the first
     */
    void value(float[] z, float[] a, int from, int to);

    /**
     * gradient = gradient ⊙ σ'(z), for elements {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param z the pre-activations; not altered
     * @param a σ(z); not altered
     * @param gradient dL/da, replaced by dL/dz
     * @param from the first element
     * @param to after the last element; at most {@link #TILE} after the first
     */
    void backward(float[] z, float[] a, float[] gradient, int from, int to);

    @Override
    default void value(INDArray z, INDArray out) {
        if (z.dataType() != DataType.FLOAT) {
            ScalarActivation.super.value(z, out);
            return;
        }
        FloatBuffer from = Elements.floats(z);
        FloatBuffer to = Elements.floats(out);
        float[] x = new float[TILE];
        for (int start = 0, length = from.limit(); start < length; start += TILE) {
            int n = Math.min(TILE, length - start);
            from.get(start, x, 0, n);
            value(x, x, 0, n);
            to.put(start, x, 0, n);
        }
        Reference.reachabilityFence(z); // the buffers do not hold the memory
        Reference.reachabilityFence(out);
    }

    @Override
    default void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        if (z.dataType() != DataType.FLOAT) {
            ScalarActivation.super.backward(z, a, upstream, out);
            return;
        }
        FloatBuffer points = Elements.floats(z);
        FloatBuffer values = Elements.floats(a);
        FloatBuffer from = Elements.floats(upstream);
        FloatBuffer to = Elements.floats(out);
        float[] x = new float[TILE];
        float[] y = new float[TILE];
        float[] g = new float[TILE];
        for (int start = 0, length = points.limit(); start < length; start += TILE) {
            int n = Math.min(TILE, length - start);
            points.get(start, x, 0, n);
            values.get(start, y, 0, n);
            from.get(start, g, 0, n);
            backward(x, y, g, 0, n);
            to.put(start, g, 0, n);
        }
        Reference.reachabilityFence(z);
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(upstream);
        Reference.reachabilityFence(out);
    }
}
