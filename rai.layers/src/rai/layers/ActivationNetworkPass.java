package rai.layers;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.layer.InnerNetwork;
import rai.api.layer.Pass;

/**
 * One pass through an {@link ActivationNetwork}. The elements are taken in tiles that stay in the cache; within a tile the
 * numbers of one hidden unit lie side by side. In training a hidden layer is finished for all tiles before the next one
 * begins, since its normalisation compares them all: u of each hidden layer is kept from the forward pass to the backward pass.
 */
final class ActivationNetworkPass {
    // Long because forward and backward pass share the sweep over tiles and its scratch arrays, and are read side by
    // side.

    private static final int TILE = 512;

    private final ActivationNetwork network;
    private final Pass pass;
    private final DataType type;
    private final int[] widths;
    /** The number of the output layer. */
    private final int last;

    private final int elements;
    private final int tiles;
    private final double[][] weight;
    private final double[][] bias;
    private final double[][] gamma;
    private final double[][] beta;
    private final double[][] mean;
    private final double[][] inverse;
    private final Doubles[] kept;
    private final Queue<Scratch> free = new ConcurrentLinkedQueue<>();

    ActivationNetworkPass(ActivationNetwork network, Pass pass) {
        this.network = network;
        this.pass = pass;
        type = pass.input().dataType();
        widths = network.widths();
        last = widths.length - 1;
        elements = (int) pass.input().length();
        tiles = (elements + TILE - 1) / TILE;
        weight = new double[last + 1][];
        bias = new double[last + 1][];
        gamma = new double[last + 1][];
        beta = new double[last + 1][];
        mean = new double[last + 1][];
        inverse = new double[last + 1][];
        kept = new Doubles[last + 1];
        for (int l = 1; l <= last; l++) {
            weight[l] = read(pass.parameter(InnerNetwork.weight(l)));
            bias[l] = read(pass.parameter(InnerNetwork.bias(l)));
            if (network.batchNorm && l < last) {
                gamma[l] = read(pass.parameter(InnerNetwork.gamma(l)));
                beta[l] = read(pass.parameter(InnerNetwork.beta(l)));
            }
            if (pass.training() && l < last) {
                kept[l] = Doubles.of(pass.scratch("u-" + l, (long) elements * widths[l]));
            }
        }
    }

    static INDArray mean(Pass pass, int layer, int width) {
        return pass.scratch(InnerNetwork.mean(layer), 1, width);
    }

    static INDArray variance(Pass pass, int layer, int width) {
        return pass.scratch(InnerNetwork.variance(layer), 1, width);
    }

    private static double[] read(INDArray array) {
        double[] values = new double[(int) array.length()];
        Doubles.of(array).get(0, values, values.length);
        return values;
    }

    private int size(int tile) {
        return Math.min(TILE, elements - tile * TILE);
    }

    private interface Work {
        void of(int tile, int n, Scratch scratch);
    }

    private void share(Work work) {
        pass.share(tiles, tile -> {
            Scratch scratch = free.poll();
            scratch = scratch == null ? new Scratch() : scratch;
            work.of(tile, size(tile), scratch);
            free.add(scratch);
        });
    }

    /** Takes the running averages for those of the step. */
    private void measuredSoFar() {
        for (int l = 1; network.batchNorm && l < last; l++) {
            measured(l, pass.state(InnerNetwork.runningMean(l)), pass.state(InnerNetwork.runningVariance(l)));
        }
    }

    /** s.a becomes the activations of a layer in evaluation, from z; z itself for layer 0. */
    private void upTo(int layer, int tile, int n, Scratch s, Doubles z) {
        z.get(tile * TILE, s.a, n);
        for (int l = 1; l <= layer; l++) {
            linear(l, s.a, s.u, n);
            activate(l, n, s);
        }
    }

    /**
     * dL/dz of a pass in evaluation, where the averages do not depend on z. What the backward pass through a layer needs is computed
     * again: an activation network has few layers.
     */
    void backwardInEvaluation() {
        Doubles z = Doubles.of(pass.input());
        Doubles up = Doubles.of(pass.upstream());
        Doubles down = Doubles.of(pass.downstream());
        measuredSoFar();
        share((tile, n, s) -> {
            up.get(tile * TILE, s.g, n);
            for (int l = last; l >= 1; l--) {
                inputGradient(l, n, s);
                if (l > 1) {
                    upTo(l - 1, tile, n, s, z);
                    s.base.backward(s.g, n * widths[l - 1]);
                    throughFixedNormalization(l - 1, n, s);
                }
            }
            down.put(tile * TILE, s.g, n);
        });
    }

    /** s.g from dL/dv to dL/du, where the averages are fixed. */
    private void throughFixedNormalization(int layer, int n, Scratch s) {
        for (int j = 0; network.batchNorm && j < widths[layer]; j++) {
            double scale = gamma[layer][j] * inverse[layer][j];
            for (int e = j * n; e < (j + 1) * n; e++) {
                s.g[e] *= scale;
            }
        }
    }

    void forward() {
        Doubles z = Doubles.of(pass.input());
        Doubles out = Doubles.of(pass.output());
        if (!pass.training()) {
            measuredSoFar();
            share((tile, n, s) -> {
                upTo(last - 1, tile, n, s, z);
                linear(last, s.a, s.u, n);
                out.put(tile * TILE, s.u, n);
            });
            return;
        }
        for (int l = 1; l <= last; l++) {
            int layer = l;
            double[][] sums = new double[tiles][];
            share((tile, n, s) -> {
                below(layer, tile, n, s, z);
                linear(layer, s.a, s.u, n);
                if (layer == last) {
                    out.put(tile * TILE, s.u, n);
                    return;
                }
                kept[layer].put(tile * TILE * widths[layer], s.u, n * widths[layer]);
                if (network.batchNorm) {
                    // what was rounded is what the others will read
                    kept[layer].get(tile * TILE * widths[layer], s.u, n * widths[layer]);
                    sums[tile] = moments(s.u, n, widths[layer]);
                }
            });
            if (network.batchNorm && l < last) {
                merge(l, sums);
                measured(l, mean(pass, l, widths[l]), variance(pass, l, widths[l]));
            }
        }
    }

    /** s.a becomes what a layer reads: z, or the activations of the layer below. */
    private void below(int layer, int tile, int n, Scratch s, Doubles z) {
        if (layer == 1) {
            z.get(tile * TILE, s.a, n);
        } else {
            kept[layer - 1].get(tile * TILE * widths[layer - 1], s.u, n * widths[layer - 1]);
            activate(layer - 1, n, s);
        }
    }

    /** u = Wᵀ a + b. */
    private void linear(int layer, double[] a, double[] u, int n) {
        int in = widths[layer - 1];
        int out = widths[layer];
        for (int j = 0; j < out; j++) {
            int to = j * n;
            double b = bias[layer][j];
            for (int e = 0; e < n; e++) {
                u[to + e] = b;
            }
            for (int i = 0; i < in; i++) {
                add(weight[layer][i * out + j], a, i * n, u, to, n);
            }
        }
    }

    /** to += factor · from. */
    private static void add(double factor, double[] from, int fromStart, double[] to, int toStart, int n) {
        for (int e = 0; e < n; e++) {
            to[toStart + e] += factor * from[fromStart + e];
        }
    }

    /** Four sums at once: a single one would wait for each of its additions. */
    private static double dot(double[] x, int xStart, double[] y, int yStart, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int e = 0;
        for (; e + 3 < n; e += 4) {
            a += x[xStart + e] * y[yStart + e];
            b += x[xStart + e + 1] * y[yStart + e + 1];
            c += x[xStart + e + 2] * y[yStart + e + 2];
            d += x[xStart + e + 3] * y[yStart + e + 3];
        }
        for (; e < n; e++) {
            a += x[xStart + e] * y[yStart + e];
        }
        return (a + b) + (c + d);
    }

    private static double sum(double[] x, int start, int n) {
        double sum = 0;
        for (int e = 0; e < n; e++) {
            sum += x[start + e];
        }
        return sum;
    }

    /** s.u is normalised; s.a becomes the activations of it, and s.base holds what the backward pass through them needs. */
    private void activate(int layer, int n, Scratch s) {
        int width = widths[layer];
        normalize(layer, s.u, n);
        if (network.batchNorm) {
            for (int j = 0; j < width; j++) {
                for (int e = 0; e < n; e++) {
                    s.a[j * n + e] = gamma[layer][j] * s.u[j * n + e] + beta[layer][j];
                }
            }
        } else {
            System.arraycopy(s.u, 0, s.a, 0, n * width);
        }
        s.base.value(s.a, n * width);
    }

    private void normalize(int layer, double[] u, int n) {
        for (int j = 0; network.batchNorm && j < widths[layer]; j++) {
            double m = mean[layer][j];
            double scale = inverse[layer][j];
            for (int e = j * n; e < (j + 1) * n; e++) {
                u[e] = (u[e] - m) * scale;
            }
        }
    }

    private void measured(int layer, INDArray ofMean, INDArray ofVariance) {
        mean[layer] = read(ofMean);
        inverse[layer] = read(ofVariance);
        for (int j = 0; j < widths[layer]; j++) {
            inverse[layer][j] = 1 / Math.sqrt(inverse[layer][j] + network.epsilon);
        }
    }

    /** Of each unit the mean, then of each the sum of squares about it. */
    private static double[] moments(double[] u, int n, int width) {
        double[] moments = new double[2 * width];
        for (int j = 0; j < width; j++) {
            double m = sum(u, j * n, n) / n;
            double squares = 0;
            for (int e = j * n; e < (j + 1) * n; e++) {
                squares += (u[e] - m) * (u[e] - m);
            }
            moments[j] = m;
            moments[width + j] = squares;
        }
        return moments;
    }

    /** Moments of all tiles, in their order (Chan, Golub and LeVeque, 1979). */
    private void merge(int layer, double[][] moments) {
        int width = widths[layer];
        Doubles ofMean = Doubles.of(mean(pass, layer, width));
        Doubles ofVariance = Doubles.of(variance(pass, layer, width));
        for (int j = 0; j < width; j++) {
            double count = 0;
            double m = 0;
            double squares = 0;
            for (int tile = 0; tile < tiles; tile++) {
                double n = size(tile);
                double difference = moments[tile][j] - m;
                m += difference * n / (count + n);
                squares += moments[tile][width + j] + difference * difference * count * n / (count + n);
                count += n;
            }
            ofMean.put(j, m);
            ofVariance.put(j, squares / count);
        }
    }

    /** From the output to z: each stage makes dL/du of one layer of what the stage before left, and passes it down. */
    void backward() {
        Doubles z = Doubles.of(pass.input());
        Doubles up = Doubles.of(pass.upstream());
        Doubles down = pass.downstream() == null ? null : Doubles.of(pass.downstream());
        Doubles[] ofV = new Doubles[last];
        double[][] sums = null; // of dL/dv, and of dL/dv ⊙ x̂, of the layer above
        for (int l = 1; l < last; l++) {
            ofV[l] = Doubles.of(pass.scratch("dL/dv-" + l, (long) elements * widths[l]));
            if (network.batchNorm) {
                measured(l, mean(pass, l, widths[l]), variance(pass, l, widths[l]));
            }
        }
        for (int l = last; l >= 1; l--) {
            int layer = l;
            double[] above = sums == null ? null : total(sums);
            double[][] gradients = new double[tiles][];
            double[][] next = new double[tiles][];
            share((tile, n, s) -> {
                int width = widths[layer];
                if (layer == last) {
                    up.get(tile * TILE, s.g, n);
                } else {
                    ofV[layer].get(tile * TILE * width, s.g, n * width);
                    if (network.batchNorm) {
                        kept[layer].get(tile * TILE * width, s.u, n * width);
                        normalize(layer, s.u, n);
                        throughNormalization(layer, above, n, s);
                    }
                }
                below(layer, tile, n, s, z);
                gradients[tile] = parameterGradients(layer, n, s);
                if (layer > 1) {
                    inputGradient(layer, n, s);
                    s.base.backward(s.g, n * widths[layer - 1]);
                    ofV[layer - 1].put(tile * TILE * widths[layer - 1], s.g, n * widths[layer - 1]);
                    next[tile] = network.batchNorm ? normalizationGradients(layer - 1, n, s) : null;
                } else if (down != null) {
                    inputGradient(layer, n, s);
                    down.put(tile * TILE, s.g, n);
                }
            });
            write(layer, total(gradients));
            if (network.batchNorm && layer > 1) {
                sums = next;
                double[] ofNormalization = total(next);
                int width = widths[layer - 1];
                Doubles.of(pass.gradient(InnerNetwork.beta(layer - 1))).put(0, ofNormalization, width);
                Doubles ofGamma = Doubles.of(pass.gradient(InnerNetwork.gamma(layer - 1)));
                for (int j = 0; j < width; j++) {
                    ofGamma.put(j, ofNormalization[width + j]);
                }
            }
        }
    }

    /** s.g from dL/dv to dL/du, with x̂ in s.u. */
    private void throughNormalization(int layer, double[] sums, int n, Scratch s) {
        int width = widths[layer];
        for (int j = 0; j < width; j++) {
            double scale = gamma[layer][j] * inverse[layer][j];
            double m = sums[j] / elements;
            double withX = sums[width + j] / elements;
            for (int e = j * n; e < (j + 1) * n; e++) {
                s.g[e] = scale * (s.g[e] - m - s.u[e] * withX);
            }
        }
    }

    /** dL/dW and after it dL/db, with a in s.a and dL/du in s.g. */
    private double[] parameterGradients(int layer, int n, Scratch s) {
        int in = widths[layer - 1];
        int out = widths[layer];
        double[] gradients = new double[(in + 1) * out];
        for (int j = 0; j < out; j++) {
            for (int i = 0; i < in; i++) {
                gradients[i * out + j] = dot(s.a, i * n, s.g, j * n, n);
            }
            gradients[in * out + j] = sum(s.g, j * n, n);
        }
        return gradients;
    }

    /** s.g from dL/du of a layer to dL/da of the one below. */
    private void inputGradient(int layer, int n, Scratch s) {
        int in = widths[layer - 1];
        int out = widths[layer];
        Arrays.fill(s.h, 0, in * n, 0);
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                add(weight[layer][i * out + j], s.g, j * n, s.h, i * n, n);
            }
        }
        System.arraycopy(s.h, 0, s.g, 0, in * n);
    }

    /** The sums over the tile of dL/dv, and after them those of dL/dv ⊙ x̂, with x̂ in s.u. */
    private double[] normalizationGradients(int layer, int n, Scratch s) {
        int width = widths[layer];
        double[] sums = new double[2 * width];
        for (int j = 0; j < width; j++) {
            sums[j] = sum(s.g, j * n, n);
            sums[width + j] = dot(s.g, j * n, s.u, j * n, n);
        }
        return sums;
    }

    private static double[] total(double[][] ofTiles) {
        double[] total = ofTiles[0].clone();
        for (int tile = 1; tile < ofTiles.length; tile++) {
            for (int i = 0; i < total.length; i++) {
                total[i] += ofTiles[tile][i];
            }
        }
        return total;
    }

    private void write(int layer, double[] gradients) {
        int weights = widths[layer - 1] * widths[layer];
        Doubles.of(pass.gradient(InnerNetwork.weight(layer))).put(0, gradients, weights);
        Doubles ofBias = Doubles.of(pass.gradient(InnerNetwork.bias(layer)));
        for (int j = 0; j < widths[layer]; j++) {
            ofBias.put(j, gradients[weights + j]);
        }
    }

    /** The arrays of one tile: up to as many numbers as the widest layer has in it. */
    private final class Scratch {
        private final double[] a;
        private final double[] u;
        private final double[] g;
        private final double[] h;
        private final BaseActivation base;

        Scratch() {
            int widest = 1;
            for (int width : widths) {
                widest = Math.max(widest, width);
            }
            a = new double[widest * TILE];
            u = new double[widest * TILE];
            g = new double[widest * TILE];
            h = new double[widest * TILE];
            base = BaseActivation.of(network.activation, type, widest * TILE);
        }
    }
}
