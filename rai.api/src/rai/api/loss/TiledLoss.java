package rai.api.loss;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.array.Elements;

/**
 * A loss that is the mean of ρ(output - target) over all elements, as loops over short Java arrays: branch-free, so that the
 * compiler turns them into vector instructions, and called by engines on data that are already in the cache. Sums are
 * kept in double precision and in an order that depends on the shape alone.
 */
@ConsumerType
public interface TiledLoss extends Loss {
    /** The most elements per call: few enough that they stay in the first-level cache over several loops. */
    int TILE = 512;

    /**
     * Evaluates one tile.
     *
     * @param difference output - target; receives scale · ρ'(difference)
     * @param loss receives ρ(difference)
     * @param from the first element
     * @param to after the last element; at most {@link #TILE} after the first
     * @param scale factor of the derivative
     */
    void evaluate(float[] difference, float[] loss, int from, int to, float scale);

    /**
     * The same in double precision.
     *
     * @param difference output - target; receives scale · ρ'(difference)
     * @param loss receives ρ(difference)
     * @param from the first element
     * @param to after the last element; at most {@link #TILE} after the first
     * @param scale factor of the derivative
     */
    void evaluate(double[] difference, double[] loss, int from, int to, double scale);

    @Override
    default boolean ofDifference() {
        return true;
    }

    @Override
    default double value(INDArray output, INDArray target) {
        return gradient(output, target, null);
    }

    @Override
    default double gradient(INDArray output, INDArray target, INDArray gradient) {
        double mean = output.dataType() == DataType.FLOAT
                ? mean(
                        Elements.floats(output),
                        Elements.floats(target),
                        gradient == null ? null : Elements.floats(gradient))
                : mean(
                        Elements.doubles(output),
                        Elements.doubles(target),
                        gradient == null ? null : Elements.doubles(gradient));
        Reference.reachabilityFence(output); // the buffers do not hold the memory
        Reference.reachabilityFence(target);
        Reference.reachabilityFence(gradient);
        return mean;
    }

    private double mean(FloatBuffer output, FloatBuffer target, FloatBuffer gradient) {
        float[] d = new float[TILE];
        float[] loss = new float[TILE];
        int m = output.limit();
        double total = 0;
        for (int at = 0; at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            output.get(at, d, 0, n);
            target.get(at, loss, 0, n);
            for (int i = 0; i < n; i++) {
                d[i] -= loss[i];
            }
            evaluate(d, loss, 0, n, (float) (1.0 / m));
            total += sum(loss, n);
            if (gradient != null) {
                gradient.put(at, d, 0, n);
            }
        }
        return total / m;
    }

    private double mean(DoubleBuffer output, DoubleBuffer target, DoubleBuffer gradient) {
        double[] d = new double[TILE];
        double[] loss = new double[TILE];
        int m = output.limit();
        double total = 0;
        for (int at = 0; at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            output.get(at, d, 0, n);
            target.get(at, loss, 0, n);
            for (int i = 0; i < n; i++) {
                d[i] -= loss[i];
            }
            evaluate(d, loss, 0, n, 1.0 / m);
            for (int i = 0; i < n; i++) {
                total += loss[i];
            }
            if (gradient != null) {
                gradient.put(at, d, 0, n);
            }
        }
        return total / m;
    }

    /** Four sums side by side, since each addition has to wait for the one before it. */
    private static double sum(float[] values, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < n; i++) {
            a += values[i];
        }
        return a + b + (c + d);
    }
}
