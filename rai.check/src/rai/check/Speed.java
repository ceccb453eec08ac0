package rai.check;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;

/** The time that an activation takes per element in float32, compared with max(z, 0) in plain loops. */
final class Speed {
    private static final int LENGTH = 1 << 15;
    private static final long NANOS = 2_000_000;
    /** Measuring ends when no time has become shorter for this many turns. */
    private static final int PATIENCE = 30;

    private static final int MOST = 200;

    private Speed() {}

    static String of(Activation activation) {
        INDArray z = Nd4j.createFromArray(Activations.ordinary(LENGTH)).castTo(DataType.FLOAT);
        INDArray a = z.ulike();
        INDArray gradient = z.ulike();
        Activation relu = new PlainRelu();
        double[] nanos = best(
                () -> activation.value(z, a),
                () -> activation.backward(z, a, z, gradient),
                () -> relu.value(z, a),
                () -> relu.backward(z, a, z, gradient));
        return String.format(
                Locale.ROOT,
                "float32: value %.2f, backward %.2f ns per element (relu %.2f, %.2f)",
                nanos[0],
                nanos[1],
                nanos[2],
                nanos[3]);
    }

    /**
     * The best of many short measurements, in turns: the first ones are slowed by the compiler, others by other programs.
     */
    private static double[] best(Runnable... calls) {
        double[] best = new double[calls.length];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int turn = 0, since = 0; turn < MOST && since < PATIENCE; turn++, since++) {
            for (int i = 0; i < calls.length; i++) {
                double each = nanos(calls[i]);
                since = each < 0.95 * best[i] ? 0 : since;
                best[i] = Math.min(best[i], each);
            }
        }
        return best;
    }

    private static double nanos(Runnable call) {
        long calls = 0;
        long start = System.nanoTime();
        long passed;
        do {
            call.run();
            calls++;
            passed = System.nanoTime() - start;
        } while (passed < NANOS);
        return (double) passed / calls / LENGTH;
    }

    /** The yardstick. */
    private static final class PlainRelu implements TiledActivation {
        /** Twice multiplied by it, the smallest float above 0 is above 1: a step without a branch. */
        private static final float HUGE = 0x1p100f;

        @Override
        public double value(double z) {
            return Math.max(z, 0);
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : 0;
        }

        @Override
        public void value(float[] z, float[] a, int from, int to) {
            for (int i = from; i < to; i++) {
                a[i] = Math.max(z[i], 0);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
            for (int i = from; i < to; i++) {
                gradient[i] *= Math.min(1, Math.max(z[i], 0) * HUGE * HUGE);
            }
        }
    }
}
