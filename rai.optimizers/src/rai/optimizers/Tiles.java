package rai.optimizers;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.optimizer.Slots;

/**
 * Applies an element-wise rule tile by tile. A tile is copied into arrays on the heap: loops over those the compiler turns
 * into vector instructions, which it does not for buffers off the heap.
 */
final class Tiles {
    /** Elements of a tile: few enough for all its arrays to stay in the first-level cache. */
    private static final int LENGTH = 512;
    /** x, its gradient, and at most so many state vectors. */
    private static final int MOST = 2 + 3;

    /** Scratch, kept since pieces are many. */
    private static final ThreadLocal<float[][]> FLOATS = ThreadLocal.withInitial(() -> new float[MOST][LENGTH]);

    private static final ThreadLocal<double[][]> DOUBLES = ThreadLocal.withInitial(() -> new double[MOST][LENGTH]);

    private Tiles() {}

    /** What happens to the first n elements of x and of the state vectors. */
    interface Rule {
        /**
         * In single precision.
         *
         * @param x what is trained
         * @param g its gradient; may be overwritten
         * @param s the state vectors in the order of the slots
         * @param n how many elements
         */
        void move(float[] x, float[] g, float[][] s, int n);

        /**
         * In double precision.
         *
         * @param x what is trained
         * @param g its gradient; may be overwritten
         * @param s the state vectors in the order of the slots
         * @param n how many elements
         */
        void move(double[] x, double[] g, double[][] s, int n);
    }

    /** Moves x and the state vectors of the given names. */
    static void move(INDArray x, INDArray gradient, Slots slots, List<String> names, Rule rule) {
        List<INDArray> state = names.stream().map(slots::get).toList();
        if (x.dataType() == DataType.FLOAT) {
            floats(
                    Elements.floats(x),
                    Elements.floats(gradient),
                    state.stream().map(Elements::floats).toArray(FloatBuffer[]::new),
                    rule);
        } else {
            doubles(
                    Elements.doubles(x),
                    Elements.doubles(gradient),
                    state.stream().map(Elements::doubles).toArray(DoubleBuffer[]::new),
                    rule);
        }
        Reference.reachabilityFence(x); // the buffers do not hold the memory
        Reference.reachabilityFence(gradient);
        Reference.reachabilityFence(state);
    }

    private static void floats(FloatBuffer x, FloatBuffer gradient, FloatBuffer[] state, Rule rule) {
        float[][] tiles = FLOATS.get();
        float[] w = tiles[0];
        float[] g = tiles[1];
        float[][] s = Arrays.copyOfRange(tiles, 2, 2 + state.length);
        for (int at = 0, m = x.limit(); at < m; at += LENGTH) {
            int n = Math.min(LENGTH, m - at);
            x.get(at, w, 0, n);
            gradient.get(at, g, 0, n);
            for (int k = 0; k < s.length; k++) {
                state[k].get(at, s[k], 0, n);
            }
            rule.move(w, g, s, n);
            x.put(at, w, 0, n);
            for (int k = 0; k < s.length; k++) {
                state[k].put(at, s[k], 0, n);
            }
        }
    }

    private static void doubles(DoubleBuffer x, DoubleBuffer gradient, DoubleBuffer[] state, Rule rule) {
        double[][] tiles = DOUBLES.get();
        double[] w = tiles[0];
        double[] g = tiles[1];
        double[][] s = Arrays.copyOfRange(tiles, 2, 2 + state.length);
        for (int at = 0, m = x.limit(); at < m; at += LENGTH) {
            int n = Math.min(LENGTH, m - at);
            x.get(at, w, 0, n);
            gradient.get(at, g, 0, n);
            for (int k = 0; k < s.length; k++) {
                state[k].get(at, s[k], 0, n);
            }
            rule.move(w, g, s, n);
            x.put(at, w, 0, n);
            for (int k = 0; k < s.length; k++) {
                state[k].put(at, s[k], 0, n);
            }
        }
    }
}
