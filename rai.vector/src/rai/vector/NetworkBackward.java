package rai.vector;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import rai.api.array.Doubles;
import rai.api.array.Elements;
import rai.api.layer.InnerNetwork;

/**
 * The backward pass through an activation network. With normalisation, dL/du of a hidden layer needs sums of dL/dv over all
 * elements: there is one sweep for each hidden layer, from the last one to the first, each of which begins at the output. Without,
 * one sweep does it all.
 *
 * <p>The first hidden layer needs no sweep of its own after its sums: since u_1 is a line in z, what the sums add to dL/dz is a
 * line in z as well, and with g = dL/dv_1, w = W_1, s = 1 / √(v_1 + ε), ζ = z - mean(z) and G = Σ g ζ
 *
 * <pre>
 * dL/dγ = w s G,  dL/dW = γ s (G - w s mean(ζ²) dL/dγ) = γ s³ ε G,  dL/db = 0
 * </pre>
 */
final class NetworkBackward {
    private final NetworkPass pass;
    private final int hidden;
    /** Of each hidden layer the sums of dL/dv and of dL/dv (u - m), for those that are known. */
    private final double[][] sums;

    private final FloatBuffer upstream;
    private final FloatBuffer downstream;

    NetworkBackward(NetworkPass pass) {
        this.pass = pass;
        hidden = pass.last - 1;
        sums = new double[pass.last][];
        upstream = Elements.floats(pass.pass.upstream());
        downstream = pass.pass.downstream() == null ? null : Elements.floats(pass.pass.downstream());
    }

    void run() {
        pass.withAveragesOfForward();
        for (int l = pass.normalized ? hidden : 1; l >= 1; l--) {
            sweep(l);
        }
        if (pass.normalized && downstream != null) {
            addLine();
        }
        Reference.reachabilityFence(pass.pass);
    }

    /** Whether a sweep is the first one. */
    private boolean begins(int level) {
        return !pass.normalized || level == hidden;
    }

    /** What is summed over the elements of a task. */
    private final class Sums {
        /** dL/dW, of the layers for which this sweep has dL/du first. */
        private final float[][] weight = new float[pass.last + 1][];
        /** Pairs: of each unit the sums of dL/dv and of dL/dv (q - mean), or for the first layer dL/dv (z - mean). */
        private final float[][] unit = new float[pass.last + 1][];

        Sums(int level) {
            for (int l = 1; l <= pass.last; l++) {
                boolean seesGradient = l == pass.last ? begins(level) : !pass.normalized || l == level + 1;
                if (l > level && seesGradient) {
                    weight[l] = new float[Rows.productLanes(pass.widths[l - 1], pass.widths[l])];
                }
                if (l == level || !pass.normalized || l == pass.last && begins(level)) {
                    unit[l] = new float[2 * Rows.LANES * Rows.upTo(Rows.LEFT, pass.widths[l])];
                }
            }
        }
    }

    /** As {@link Sums}, in double precision and without lanes. */
    private record Totals(double[][] weight, double[][] unit) {
        void add(Totals other) {
            add(weight, other.weight);
            add(unit, other.unit);
        }

        private static void add(double[][] to, double[][] what) {
            for (int l = 0; l < to.length; l++) {
                for (int i = 0; to[l] != null && i < to[l].length; i++) {
                    to[l][i] += what[l][i];
                }
            }
        }
    }

    private Totals totals(Sums s) {
        double[][] weight = new double[pass.last + 1][];
        double[][] unit = new double[pass.last + 1][];
        for (int l = 1; l <= pass.last; l++) {
            int in = pass.widths[l - 1];
            int out = pass.widths[l];
            if (s.weight[l] != null) {
                int columns = Rows.upTo(Rows.RIGHT, out);
                weight[l] = new double[in * out];
                for (int i = 0; i < in; i++) {
                    for (int j = 0; j < out; j++) {
                        weight[l][i * out + j] = Rows.total(s.weight[l], (i * columns + j) * Rows.LANES);
                    }
                }
            }
            if (s.unit[l] != null) {
                unit[l] = new double[2 * out];
                for (int i = 0; i < 2 * out; i++) {
                    unit[l][i] = Rows.total(s.unit[l], i * Rows.LANES);
                }
            }
        }
        return new Totals(weight, unit);
    }

    private void sweep(int level) {
        Totals[] ofTasks = new Totals[pass.tasks()];
        float[] ofZ = pass.slopeOfFirst();
        pass.share((task, tile) -> {
            Sums s = new Sums(level);
            pass.tiles(task, tile, (t, from) -> {
                down(level, t, from, s);
                if (level == 1 && downstream != null) {
                    Product.of(1, t.stride, pass.widths[1], ofZ, 1, 1, t.g[1], null, t.output);
                    downstream.put(from, t.output, 0, t.n);
                }
            });
            ofTasks[task] = totals(s);
        });
        Totals all = ofTasks[0];
        for (int task = 1; task < ofTasks.length; task++) {
            all.add(ofTasks[task]);
        }
        sums[level] = all.unit[level];
        write(level, all);
    }

    /** From the output to dL/dv of a hidden layer. */
    private void down(int level, NetworkTile t, int from, Sums s) {
        if (begins(level) && pass.normalized) {
            pass.lastHidden(t, from);
        } else {
            pass.upTo(hidden, t);
        }
        upstream.get(from, t.upstream, 0, t.n);
        t.clearRest(t.upstream, 1);
        for (int j = 0; j < pass.widths[hidden]; j++) {
            times(t.upstream, pass.weight[pass.last][j], t.g[hidden], j * t.stride, t.stride);
        }
        if (s.weight[pass.last] != null) {
            Rows.products(pass.widths[hidden], 1, t.stride, t.a[hidden], t.upstream, s.weight[pass.last]);
            Rows.weighted(1, t.stride, t.upstream, t.z, new float[1], s.unit[pass.last]);
        }
        pass.activationBackward(hidden, t);
        for (int l = hidden; l > level; l--) {
            if (pass.normalized) {
                throughNormalization(l, t);
            } else {
                Rows.weighted(pass.widths[l], t.stride, t.g[l], t.q[l], pass.mean[l], s.unit[l]);
            }
            if (s.weight[l] != null) {
                Rows.products(pass.widths[l - 1], pass.widths[l], t.stride, t.a[l - 1], t.g[l], s.weight[l]);
            }
            int in = pass.widths[l - 1];
            Product.of(in, t.stride, pass.widths[l], pass.weight[l], pass.widths[l], 1, t.g[l], null, t.g[l - 1]);
            pass.activationBackward(l - 1, t);
        }
        if (level > 1) {
            Rows.weighted(pass.widths[level], t.stride, t.g[level], t.q[level], pass.mean[level], s.unit[level]);
        } else {
            onesAndZ(t);
            Rows.products(pass.widths[1], 2, t.stride, t.g[1], t.onesAndZ, s.unit[1]);
        }
    }

    private void onesAndZ(NetworkTile t) {
        float centre = (float) pass.meanOfZ;
        for (int e = 0; e < t.stride; e++) {
            t.onesAndZ[e] = 1;
            t.onesAndZ[t.stride + e] = t.z[e] - centre;
        }
    }

    private static void times(float[] from, float factor, float[] to, int start, int n) {
        for (int e = 0; e < n; e++) {
            to[start + e] = factor * from[e];
        }
    }

    /** t.g from dL/dv to dL/du. */
    private void throughNormalization(int l, NetworkTile t) {
        for (int j = 0; j < pass.widths[l]; j++) {
            double inverse = pass.inverse[l][j];
            float scale = (float) (pass.gamma[l][j] * inverse);
            float mean = (float) (sums[l][2 * j] / pass.elements);
            float slope = (float) (inverse * inverse * sums[l][2 * j + 1] / pass.elements);
            normalizationBackward(t.g[l], t.q[l], j * t.stride, t.stride, scale, mean, slope, pass.mean[l][j]);
        }
        t.clearRest(t.g[l], pass.widths[l]);
    }

    private static void normalizationBackward(
            float[] g, float[] q, int from, int n, float scale, float mean, float slope, float centre) {
        for (int e = from; e < from + n; e++) {
            g[e] = scale * (g[e] - mean - (q[e] - centre) * slope);
        }
    }

    /** Subtracts from dL/dz what the sums of the first hidden layer contribute. */
    private void addLine() {
        double constant = 0;
        double slope = 0;
        for (int j = 0; j < pass.widths[1]; j++) {
            double w = pass.weight[1][j];
            double inverse = pass.inverse[1][j];
            constant += w * pass.gamma[1][j] * inverse * sums[1][2 * j] / pass.elements;
            slope += w * w * w * pass.gamma[1][j] * inverse * inverse * inverse * sums[1][2 * j + 1] / pass.elements;
        }
        float c = (float) constant;
        float s = (float) slope;
        float centre = (float) pass.meanOfZ;
        pass.share((task, tile) -> pass.tiles(task, tile, (t, from) -> {
            downstream.get(from, t.output, 0, t.n);
            for (int e = 0; e < t.n; e++) {
                t.output[e] -= c + s * (t.z[e] - centre);
            }
            downstream.put(from, t.output, 0, t.n);
        }));
    }

    private void write(int level, Totals all) {
        for (int l = 2; l <= pass.last; l++) {
            if (all.weight[l] != null) {
                put(InnerNetwork.weight(l), all.weight[l]);
            }
        }
        for (int l = 1; l <= pass.last; l++) {
            if (all.unit[l] != null) {
                int width = pass.widths[l];
                double[] ofV = new double[width];
                double[] withInput = new double[width];
                for (int j = 0; j < width; j++) {
                    ofV[j] = all.unit[l][2 * j];
                    withInput[j] = all.unit[l][2 * j + 1];
                }
                if (l < pass.last && pass.normalized) {
                    writeNormalized(l, ofV, withInput);
                } else {
                    put(InnerNetwork.bias(l), ofV);
                    if (l == 1) {
                        put(InnerNetwork.weight(1), withInput);
                    }
                }
            }
        }
    }

    private void writeNormalized(int l, double[] ofV, double[] withInput) {
        int width = pass.widths[l];
        double[] ofGamma = new double[width];
        double[] ofFirst = new double[width];
        for (int j = 0; j < width; j++) {
            double inverse = pass.inverse[l][j];
            double w = pass.weight[1][l == 1 ? j : 0];
            ofGamma[j] = (l == 1 ? w : 1) * inverse * withInput[j];
            ofFirst[j] = pass.gamma[l][j] * inverse * inverse * inverse * pass.epsilon * withInput[j];
        }
        put(InnerNetwork.beta(l), ofV);
        put(InnerNetwork.gamma(l), ofGamma);
        put(InnerNetwork.bias(l), new double[width]);
        if (l == 1) {
            put(InnerNetwork.weight(1), ofFirst);
        }
    }

    private void put(String parameter, double[] gradient) {
        Doubles.of(pass.pass.gradient(parameter)).put(0, gradient, gradient.length);
    }
}
