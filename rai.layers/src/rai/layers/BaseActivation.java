package rai.layers;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.array.Doubles;

/**
 * An activation on some of the numbers of a Java array, in the run's data type; of each call it remembers what the backward pass
 * needs. For one thread.
 */
abstract class BaseActivation {
    /**
     * @param activation the activation
     * @param type float or double
     * @param most the most numbers of a call
     * @return its loops over Java arrays, if it has them in this data type; else the activation on arrays of the run
     */
    static BaseActivation of(Activation activation, DataType type, int most) {
        return type == DataType.FLOAT && activation instanceof TiledActivation tiled
                ? new Tiled(tiled, most)
                : new Plain(activation, type);
    }

    /**
     * Doubles become their activations.
     *
     * @param v the numbers, from index 0
     * @param n how many
     */
    abstract void value(double[] v, int n);

    /**
     * dL/da becomes dL/dv, for the numbers of the last {@link #value}.
     *
     * @param gradient the gradient, from index 0
     * @param n how many
     */
    abstract void backward(double[] gradient, int n);

    private static final class Tiled extends BaseActivation {
        private final TiledActivation activation;
        private final float[] v;
        private final float[] a;
        private final float[] g;

        Tiled(TiledActivation activation, int most) {
            this.activation = activation;
            v = new float[most];
            a = new float[most];
            g = new float[most];
        }

        @Override
        void value(double[] numbers, int n) {
            for (int i = 0; i < n; i++) {
                v[i] = (float) numbers[i];
            }
            for (int from = 0; from < n; from += TiledActivation.TILE) {
                activation.value(v, a, from, Math.min(n, from + TiledActivation.TILE));
            }
            for (int i = 0; i < n; i++) {
                numbers[i] = a[i];
            }
        }

        @Override
        void backward(double[] gradient, int n) {
            for (int i = 0; i < n; i++) {
                g[i] = (float) gradient[i];
            }
            for (int from = 0; from < n; from += TiledActivation.TILE) {
                activation.backward(v, a, g, from, Math.min(n, from + TiledActivation.TILE));
            }
            for (int i = 0; i < n; i++) {
                gradient[i] = g[i];
            }
        }
    }

    private static final class Plain extends BaseActivation {
        private final Activation activation;
        private final DataType type;
        private INDArray v;
        private INDArray a;
        private INDArray g;

        Plain(Activation activation, DataType type) {
            this.activation = activation;
            this.type = type;
        }

        @Override
        void value(double[] numbers, int n) {
            if (v == null || v.length() != n) {
                v = Nd4j.createUninitialized(type, new long[] {n}, 'c');
                a = Nd4j.createUninitialized(type, new long[] {n}, 'c');
                g = Nd4j.createUninitialized(type, new long[] {n}, 'c');
            }
            Doubles.of(v).put(0, numbers, n);
            activation.value(v, a);
            Doubles.of(a).get(0, numbers, n);
        }

        @Override
        void backward(double[] gradient, int n) {
            Doubles.of(g).put(0, gradient, n);
            activation.backward(v, a, g, g);
            Doubles.of(g).get(0, gradient, n);
        }
    }
}
