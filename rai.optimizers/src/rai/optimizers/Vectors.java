package rai.optimizers;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/**
 * Operations over long vectors whose result does not depend on how many threads there are: sums run in double precision, in
 * one order.
 */
final class Vectors {
    private static final int TILE = 512;
    /** A buffer holds less than 2 GiB. */
    private static final long PIECE = 1L << 26;

    private Vectors() {}

    /** What is done with a tile of two vectors; the first may be written. */
    private interface Pair {
        void apply(double[] a, double[] b, int n);
    }

    /** @return Σ a b */
    static double dot(INDArray a, INDArray b) {
        double[] sums = new double[TILE]; // side by side, so that the loop becomes vector instructions
        each(a, b, false, (x, y, n) -> {
            for (int i = 0; i < n; i++) {
                sums[i] += x[i] * y[i];
            }
        });
        double sum = 0;
        for (double s : sums) {
            sum += s;
        }
        return sum;
    }

    /** @return the largest |a|; NaN if there is one */
    static double largest(INDArray a) {
        double[] most = new double[TILE];
        each(a, a, false, (x, y, n) -> {
            for (int i = 0; i < n; i++) {
                most[i] = Math.max(most[i], Math.abs(x[i]));
            }
        });
        double largest = 0;
        for (double m : most) {
            largest = Math.max(largest, m);
        }
        return largest;
    }

    /** @return Σ |a| */
    static double sumOfSizes(INDArray a) {
        double[] sums = new double[TILE];
        each(a, a, false, (x, y, n) -> {
            for (int i = 0; i < n; i++) {
                sums[i] += Math.abs(x[i]);
            }
        });
        double sum = 0;
        for (double s : sums) {
            sum += s;
        }
        return sum;
    }

    /** a ← p a + q b. */
    static void combine(INDArray a, double p, INDArray b, double q) {
        each(a, b, true, (x, y, n) -> {
            for (int i = 0; i < n; i++) {
                x[i] = p * x[i] + q * y[i];
            }
        });
    }

    /** a ← q b, whatever a was. */
    static void set(INDArray a, INDArray b, double q) {
        each(a, b, true, (x, y, n) -> {
            for (int i = 0; i < n; i++) {
                x[i] = q * y[i];
            }
        });
    }

    private static void each(INDArray a, INDArray b, boolean write, Pair what) {
        for (long from = 0; from < a.length(); from += PIECE) {
            long length = Math.min(PIECE, a.length() - from);
            if (a.dataType() == DataType.FLOAT) {
                floats(Elements.floats(a, from, length), Elements.floats(b, from, length), write, what);
            } else {
                doubles(Elements.doubles(a, from, length), Elements.doubles(b, from, length), write, what);
            }
        }
        Reference.reachabilityFence(a); // the buffers do not hold the memory
        Reference.reachabilityFence(b);
    }

    private static void floats(FloatBuffer a, FloatBuffer b, boolean write, Pair what) {
        float[] tile = new float[TILE];
        double[] x = new double[TILE];
        double[] y = new double[TILE];
        for (int at = 0, m = a.limit(); at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            b.get(at, tile, 0, n);
            for (int i = 0; i < n; i++) {
                y[i] = tile[i];
            }
            a.get(at, tile, 0, n);
            for (int i = 0; i < n; i++) {
                x[i] = tile[i];
            }
            what.apply(x, y, n);
            if (write) {
                for (int i = 0; i < n; i++) {
                    tile[i] = (float) x[i];
                }
                a.put(at, tile, 0, n);
            }
        }
    }

    private static void doubles(DoubleBuffer a, DoubleBuffer b, boolean write, Pair what) {
        double[] x = new double[TILE];
        double[] y = new double[TILE];
        for (int at = 0, m = a.limit(); at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            a.get(at, x, 0, n);
            b.get(at, y, 0, n);
            what.apply(x, y, n);
            if (write) {
                a.put(at, x, 0, n);
            }
        }
    }
}
