package rai.activations;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.DoubleBinaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/**
 * Loops over arrays piece by piece: each piece is copied into a Java array, worked on, and copied out. The compiler turns
 * plain branch-free loops over Java arrays into vector instructions, but not loops over native memory; the copies stay in
 * the first-level cache and cost less than that gains. Vector or not, each element gets the same IEEE operations.
 */
final class Pieces {
    /** The most elements of a piece. */
    static final int LENGTH = 512;

    private Pieces() {}

    /** Replaces the first n elements. */
    @FunctionalInterface
    interface Map {
        void apply(float[] x, int n);
    }

    /** Replaces the first n elements of g by means of those of x. */
    @FunctionalInterface
    interface Zip {
        void apply(float[] x, float[] g, int n);
    }

    /** out = map(z), for floats. */
    static void map(INDArray z, INDArray out, Map map) {
        FloatBuffer from = Elements.floats(z);
        FloatBuffer to = Elements.floats(out);
        float[] x = new float[LENGTH];
        for (int start = 0, length = from.limit(); start < length; start += LENGTH) {
            int n = Math.min(LENGTH, length - start);
            from.get(start, x, 0, n);
            map.apply(x, n);
            to.put(start, x, 0, n);
        }
    }

    /** out = zip(at, upstream), for floats. */
    static void zip(INDArray at, INDArray upstream, INDArray out, Zip zip) {
        FloatBuffer points = Elements.floats(at);
        FloatBuffer from = Elements.floats(upstream);
        FloatBuffer to = Elements.floats(out);
        float[] x = new float[LENGTH];
        float[] g = new float[LENGTH];
        for (int start = 0, length = points.limit(); start < length; start += LENGTH) {
            int n = Math.min(LENGTH, length - start);
            points.get(start, x, 0, n);
            from.get(start, g, 0, n);
            zip.apply(x, g, n);
            to.put(start, g, 0, n);
        }
    }

    /** out = zip(at, upstream), for floats or doubles. */
    static void zip(INDArray at, INDArray upstream, INDArray out, Zip floats, DoubleBinaryOperator doubles) {
        if (at.dataType() == DataType.FLOAT) {
            zip(at, upstream, out, floats);
            return;
        }
        DoubleBuffer points = Elements.doubles(at);
        DoubleBuffer from = Elements.doubles(upstream);
        DoubleBuffer to = Elements.doubles(out);
        for (int i = 0, n = points.limit(); i < n; i++) {
            to.put(i, doubles.applyAsDouble(points.get(i), from.get(i)));
        }
    }

    /** 1 for x > 0, 0 for 0, NaN for NaN, without a branch: twice the largest number lifts even the smallest above 1. */
    static float step(float x) {
        return Math.min(1, x * Float.MAX_VALUE * Float.MAX_VALUE);
    }
}
