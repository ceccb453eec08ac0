package rai.check;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;

/** How long an activation takes for an element in float32, beside max(z, 0) as plain loops. */
final class Speed {
    private static final int LENGTH = 1 << 15;
    private static final long NANOS = 3_000_000;
    /** It is measured until it has not become faster for so many stretches of time. */
    private static final int PATIENCE = 25;
    private static final int MOST = 300;

    private Speed() {}

    static String of(Activation activation) {
        INDArray z = Nd4j.createFromArray(Activations.ordinary(LENGTH)).castTo(DataType.FLOAT);
        INDArray a = z.ulike();
        INDArray gradient = z.ulike();
        Activation relu = new PlainRelu();
        return String.format(Locale.ROOT, "float32: value %.2f, backward %.2f ns per element (relu %.2f, %.2f)",
                nanos(() -> activation.value(z, a)),
                nanos(() -> activation.backward(z, a, z, gradient)),
                nanos(() -> relu.value(z, a)),
                nanos(() -> relu.backward(z, a, z, gradient)));
    }

    /** The best of many short stretches of time: the first ones wait for the compiler, and others for other programs. */
    private static double nanos(Runnable call) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0, since = 0; i < MOST && since < PATIENCE; i++, since++) {
            long calls = 0;
            long start = System.nanoTime();
            long passed;
            do {
                call.run();
                calls++;
                passed = System.nanoTime() - start;
            } while (passed < NANOS);
            double each = (double) passed / calls / LENGTH;
            since = each < 0.95 * best ? 0 : since;
            best = Math.min(best, each);
        }
        return best;
    }

    /** The yardstick. */
    private static final class PlainRelu implements TiledActivation {
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
                gradient[i] = z[i] > 0 ? gradient[i] : 0;
            }
        }
    }
}
