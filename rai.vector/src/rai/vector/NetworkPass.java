package rai.vector;

import java.nio.FloatBuffer;
import java.util.Queue;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.TiledActivation;
import rai.api.array.Doubles;
import rai.api.array.Elements;
import rai.api.layer.InnerNetwork;
import rai.api.layer.Pass;

/**
 * What forward and backward pass through an {@link InnerNetwork} have in common: its parameters, the averages, and how a tile
 * of elements comes up to a hidden layer. Of a hidden layer nothing is kept but, if it is narrow, what the last one reads: each
 * sweep over the elements computes again, in the cache, what it needs. The first hidden layer's averages follow from those of z.
 */
final class NetworkPass {
    /** Elements of a task: as many as can be summed in floats. */
    static final int TASK = 16 * NetworkTile.MOST;
    /** The widest last hidden layer that is kept. */
    private static final int KEPT = 16;

    final Pass pass;
    final int[] widths;
    /** The number of the output layer. */
    final int last;

    final boolean normalized;
    final boolean training;
    final int elements;
    final float[][] weight;
    final double[][] bias;
    final double[][] gamma;
    final double[][] beta;
    final double epsilon;

    /** Of z in training with normalisation; else 0. */
    double meanOfZ;

    double varianceOfZ;
    /** Of Wᵀ a, so without the bias. */
    final float[][] mean;

    final double[][] inverse;
    /** Of each unit, a factor and a summand: v = factor · (Wᵀ a - mean) + summand. */
    private final float[][] factor;

    private final float[][] summand;
    private final TiledActivation activation;
    private final INDArray keptLast;
    private final Queue<NetworkTile> free;
    private final FloatBuffer z;

    NetworkPass(InnerNetwork network, Pass pass, Queue<NetworkTile> free) {
        this.pass = pass;
        this.free = free;
        widths = network.widths();
        last = widths.length - 1;
        normalized = network.normalized();
        training = pass.training();
        epsilon = network.epsilon();
        activation = (TiledActivation) network.activation();
        elements = (int) pass.input().length();
        z = Elements.floats(pass.input());
        weight = new float[last + 1][];
        bias = new double[last + 1][];
        gamma = new double[last][];
        beta = new double[last][];
        mean = new float[last][];
        inverse = new double[last][];
        factor = new float[last][];
        summand = new float[last][];
        for (int l = 1; l <= last; l++) {
            int size = widths[l - 1] * widths[l];
            weight[l] = new float[size + Product.slack(widths[l])];
            Elements.floats(pass.parameter(InnerNetwork.weight(l))).get(0, weight[l], 0, size);
            bias[l] = Doubles.copy(pass.parameter(InnerNetwork.bias(l)));
            if (normalized && l < last) {
                gamma[l] = Doubles.copy(pass.parameter(InnerNetwork.gamma(l)));
                beta[l] = Doubles.copy(pass.parameter(InnerNetwork.beta(l)));
            }
        }
        boolean keeps = training && normalized && last > 2 && widths[last - 1] <= KEPT;
        keptLast = keeps ? pass.scratch("kept", (long) tasks() * TASK * widths[last - 1]) : null;
    }

    int tasks() {
        return (elements + TASK - 1) / TASK;
    }

    /** Work on one tile of a task. */
    interface Work {
        /**
         * @param tile the tile, with its z
         * @param from its first element
         */
        void of(NetworkTile tile, int from);
    }

    /** Work on one task. */
    interface TaskWork {
        void of(int task, NetworkTile tile);
    }

    /** Shares out all tasks. */
    void share(TaskWork work) {
        pass.share(tasks(), task -> {
            NetworkTile tile = free.poll();
            tile = tile == null ? new NetworkTile(widths) : tile;
            work.of(task, tile);
            free.add(tile);
        });
    }

    /** Goes through the tiles of a task. */
    void tiles(int task, NetworkTile tile, Work work) {
        int end = Math.min(elements, (task + 1) * TASK);
        for (int from = task * TASK; from < end; from += NetworkTile.MOST) {
            tile.resize(Math.min(NetworkTile.MOST, end - from));
            z.get(from, tile.z, 0, tile.n);
            tile.clearRest(tile.z, 1);
            work.of(tile, from);
        }
    }

    int elementsOf(int task) {
        return Math.min(TASK, elements - task * TASK);
    }

    /** Without normalisation, or with running averages. */
    void withoutAveragesOfItsOwn() {
        for (int l = 1; l < last; l++) {
            if (normalized) {
                double[] m = Doubles.copy(pass.state(InnerNetwork.runningMean(l)));
                measured(l, m, Doubles.copy(pass.state(InnerNetwork.runningVariance(l))));
            } else {
                mean[l] = new float[widths[l]];
                factor[l] = new float[widths[l]];
                summand[l] = new float[widths[l]];
                for (int j = 0; j < widths[l]; j++) {
                    factor[l][j] = l == 1 ? weight[1][j] : 1;
                    summand[l][j] = (float) bias[l][j];
                }
            }
        }
    }

    /** With the averages that the forward pass has left. */
    void withAveragesOfForward() {
        if (!normalized) {
            withoutAveragesOfItsOwn();
            return;
        }
        double[] ofZ = Doubles.copy(pass.scratch("moments-of-z", 2));
        meanOfZ = ofZ[0];
        varianceOfZ = ofZ[1];
        for (int l = 1; l < last; l++) {
            measured(
                    l,
                    Doubles.copy(pass.scratch(InnerNetwork.mean(l), 1, widths[l])),
                    Doubles.copy(pass.scratch(InnerNetwork.variance(l), 1, widths[l])));
        }
    }

    /** @param ofMean and ofVariance the averages of u of a layer */
    void measured(int l, double[] ofMean, double[] ofVariance) {
        int width = widths[l];
        mean[l] = new float[width];
        inverse[l] = new double[width];
        factor[l] = new float[width];
        summand[l] = new float[width];
        for (int j = 0; j < width; j++) {
            inverse[l][j] = 1 / Math.sqrt(ofVariance[j] + epsilon);
            double scale = gamma[l][j] * inverse[l][j];
            if (l == 1) {
                double w = weight[1][j];
                factor[1][j] = (float) (scale * w);
                summand[1][j] = (float) (training ? beta[1][j] : scale * (bias[1][j] - ofMean[j]) + beta[1][j]);
            } else {
                mean[l][j] = (float) (ofMean[j] - bias[l][j]);
                factor[l][j] = (float) scale;
                summand[l][j] = (float) beta[l][j];
            }
        }
    }

    /** @return of each unit of the first hidden layer how v changes with z, followed by what products read beyond */
    float[] slopeOfFirst() {
        return java.util.Arrays.copyOf(factor[1], factor[1].length + Product.slack(1));
    }

    /** t.a becomes the activations of a hidden layer, and of all below it. */
    void upTo(int layer, NetworkTile t) {
        if (layer == 0) {
            return;
        }
        float centre = (float) meanOfZ;
        for (int j = 0; j < widths[1]; j++) {
            scale(t.z, 0, centre, factor[1][j], summand[1][j], t.v[1], j * t.stride, t.stride);
        }
        activate(1, t);
        for (int l = 2; l <= layer; l++) {
            linear(l, t);
            normalize(l, t);
        }
    }

    /** q = Wᵀ a. */
    void linear(int l, NetworkTile t) {
        Product.of(widths[l], t.stride, widths[l - 1], weight[l], 1, widths[l], t.a[l - 1], null, t.q[l]);
    }

    /** From q to a. */
    void normalize(int l, NetworkTile t) {
        for (int j = 0; j < widths[l]; j++) {
            int at = j * t.stride;
            scale(t.q[l], at, mean[l][j], factor[l][j], summand[l][j], t.v[l], at, t.stride);
        }
        activate(l, t);
    }

    private static void scale(
            float[] from, int at, float centre, float factor, float summand, float[] to, int start, int n) {
        for (int e = 0; e < n; e++) {
            to[start + e] = (from[at + e] - centre) * factor + summand;
        }
    }

    private void activate(int l, NetworkTile t) {
        int size = widths[l] * t.stride;
        for (int at = 0; at < size; at += TiledActivation.TILE) {
            activation.value(t.v[l], t.a[l], at, Math.min(size, at + TiledActivation.TILE));
        }
    }

    /** t.g from dL/da to dL/dv. */
    void activationBackward(int l, NetworkTile t) {
        int size = widths[l] * t.stride;
        for (int at = 0; at < size; at += TiledActivation.TILE) {
            activation.backward(t.v[l], t.a[l], t.g[l], at, Math.min(size, at + TiledActivation.TILE));
        }
    }

    /** The last hidden layer, from what was kept of it or from z. */
    void lastHidden(NetworkTile t, int from) {
        if (keptLast != null) {
            kept(from, t).get(0, t.q[last - 1], 0, widths[last - 1] * t.stride);
            normalize(last - 1, t);
        } else {
            upTo(last - 1, t);
        }
    }

    /** Keeps q of the last hidden layer, if it is narrow. */
    void keep(int l, NetworkTile t, int from) {
        if (keptLast != null && l == last - 1) {
            kept(from, t).put(0, t.q[l], 0, widths[l] * t.stride);
        }
    }

    private FloatBuffer kept(int from, NetworkTile t) {
        return Elements.floats(keptLast, (long) from * widths[last - 1], (long) widths[last - 1] * t.stride);
    }
}
