package rai.losses;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.loss.Loss;

/**
 * A loss that is the mean of ρ(output - target) over all elements. Elements are taken in tiles that stay in the
 * first-level cache, and a loss works on one such tile in short loops without branches, which the compiler turns into
 * vector instructions. Sums are kept in double precision and in an order that depends on the shape alone.
 */
abstract class DifferenceLoss implements Loss {
    private static final int TILE = 512;

    /**
     * Evaluates one tile.
     *
     * @param difference output - target; receives scale · ρ'(difference)
     * @param loss receives ρ(difference)
     * @param n how many elements count
     * @param scale factor of the derivative
     */
    abstract void evaluate(float[] difference, float[] loss, int n, float scale);

    /** The same in double precision. */
    abstract void evaluate(double[] difference, double[] loss, int n, double scale);

    @Override
    public final boolean ofDifference() {
        return true;
    }

    @Override
    public final double value(INDArray output, INDArray target) {
        return evaluate(output, target, null);
    }

    @Override
    public final double gradient(INDArray output, INDArray target, INDArray gradient) {
        return evaluate(output, target, gradient);
    }

    private double evaluate(INDArray output, INDArray target, INDArray gradient) {
        return output.dataType() == DataType.FLOAT
                ? mean(Elements.floats(output), Elements.floats(target),
                        gradient == null ? null : Elements.floats(gradient))
                : mean(Elements.doubles(output), Elements.doubles(target),
                        gradient == null ? null : Elements.doubles(gradient));
    }

    private double mean(FloatBuffer output, FloatBuffer target, FloatBuffer gradient) {
        float[] d = new float[TILE];
        float[] loss = new float[TILE];
        int m = output.limit();
        float scale = (float) (1.0 / m);
        double total = 0;
        for (int at = 0; at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            output.get(at, d, 0, n);
            target.get(at, loss, 0, n);
            for (int i = 0; i < n; i++) {
                d[i] -= loss[i];
            }
            evaluate(d, loss, n, scale);
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
        double scale = 1.0 / m;
        double total = 0;
        for (int at = 0; at < m; at += TILE) {
            int n = Math.min(TILE, m - at);
            output.get(at, d, 0, n);
            target.get(at, loss, 0, n);
            for (int i = 0; i < n; i++) {
                d[i] -= loss[i];
            }
            evaluate(d, loss, n, scale);
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
