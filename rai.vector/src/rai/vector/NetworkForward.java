package rai.vector;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import rai.api.array.Doubles;
import rai.api.array.Elements;
import rai.api.layer.InnerNetwork;

/**
 * The forward pass through an activation network: in training with normalisation one sweep for z, one for the averages of each
 * hidden layer but the first, and one for the output; otherwise one sweep.
 */
final class NetworkForward {
    private final NetworkPass pass;

    NetworkForward(NetworkPass pass) {
        this.pass = pass;
    }

    void run() {
        if (pass.training && pass.normalized) {
            measureZ();
            for (int l = 2; l < pass.last; l++) {
                measure(l);
            }
        } else {
            pass.withoutAveragesOfItsOwn();
        }
        int below = pass.last - 1;
        float[] bias = new float[NetworkTile.MOST + 2 * Product.LANES];
        Arrays.fill(bias, (float) pass.bias[pass.last][0]);
        FloatBuffer output = Elements.floats(pass.pass.output());
        pass.share((task, tile) -> pass.tiles(task, tile, (t, from) -> {
            pass.lastHidden(t, from);
            Product.of(1, t.stride, pass.widths[below], pass.weight[pass.last], 1, 1, t.a[below], bias, t.output);
            output.put(from, t.output, 0, t.n);
        }));
        Reference.reachabilityFence(pass.pass);
    }

    /** Number, mean and sum of squares about it, of all elements so far (Chan, Golub and LeVeque, 1979). */
    private static final class Moments {
        private double count;
        private double mean;
        private double squares;

        void add(double n, double otherMean, double otherSquares) {
            double difference = otherMean - mean;
            squares += otherSquares + difference * difference * count * n / (count + n);
            mean += difference * n / (count + n);
            count += n;
        }
    }

    private void measureZ() {
        Moments[] ofTasks = new Moments[pass.tasks()];
        pass.share((task, tile) -> {
            ofTasks[task] = new Moments();
            pass.tiles(task, tile, (t, from) -> {
                double sum = 0;
                for (int e = 0; e < t.n; e++) {
                    sum += t.z[e];
                }
                double mean = sum / t.n;
                double squares = 0;
                for (int e = 0; e < t.n; e++) {
                    squares += (t.z[e] - mean) * (t.z[e] - mean);
                }
                ofTasks[task].add(t.n, mean, squares);
            });
        });
        Moments all = new Moments();
        for (Moments of : ofTasks) {
            all.add(of.count, of.mean, of.squares);
        }
        // what was rounded is what the backward pass will read
        Doubles kept = Doubles.of(pass.pass.scratch("moments-of-z", 2));
        kept.put(0, all.mean);
        kept.put(1, all.squares / all.count);
        pass.meanOfZ = kept.get(0);
        pass.varianceOfZ = kept.get(1);
        int width = pass.widths[1];
        double[] mean = new double[width];
        double[] variance = new double[width];
        for (int j = 0; j < width; j++) {
            double w = pass.weight[1][j];
            mean[j] = w * pass.meanOfZ + pass.bias[1][j];
            variance[j] = w * w * pass.varianceOfZ;
        }
        measured(1, mean, variance);
    }

    private void measured(int l, double[] mean, double[] variance) {
        int width = pass.widths[l];
        Doubles ofMean = Doubles.of(pass.pass.scratch(InnerNetwork.mean(l), 1, width));
        Doubles ofVariance = Doubles.of(pass.pass.scratch(InnerNetwork.variance(l), 1, width));
        ofMean.put(0, mean, width);
        ofVariance.put(0, variance, width);
        ofMean.get(0, mean, width);
        ofVariance.get(0, variance, width);
        pass.measured(l, mean, variance);
    }

    private void measure(int l) {
        int width = pass.widths[l];
        double[][] ofTasks = new double[pass.tasks()][];
        pass.share((task, tile) -> {
            float[] centre = new float[width];
            float[] lanes = new float[width * 2 * Rows.LANES];
            double[] rest = new double[2 * width];
            pass.tiles(task, tile, (t, from) -> {
                pass.upTo(l - 1, t);
                pass.linear(l, t);
                pass.keep(l, t, from);
                if (from == task * NetworkPass.TASK) {
                    means(t, t.q[l], centre);
                }
                int whole = t.n - t.n % Rows.LANES;
                Rows.moments(width, t.stride, whole, t.q[l], centre, lanes);
                for (int j = 0; j < width; j++) {
                    for (int e = whole; e < t.n; e++) {
                        double d = t.q[l][j * t.stride + e] - centre[j];
                        rest[2 * j] += d;
                        rest[2 * j + 1] += d * d;
                    }
                }
            });
            double n = pass.elementsOf(task);
            double[] moments = new double[2 * width];
            for (int j = 0; j < width; j++) {
                double sum = Rows.total(lanes, 2 * j * Rows.LANES) + rest[2 * j];
                double squares = Rows.total(lanes, (2 * j + 1) * Rows.LANES) + rest[2 * j + 1];
                moments[2 * j] = centre[j] + sum / n;
                moments[2 * j + 1] = Math.max(0, squares - sum * sum / n);
            }
            ofTasks[task] = moments;
        });
        double[] mean = new double[width];
        double[] variance = new double[width];
        for (int j = 0; j < width; j++) {
            Moments all = new Moments();
            for (int task = 0; task < ofTasks.length; task++) {
                all.add(pass.elementsOf(task), ofTasks[task][2 * j], ofTasks[task][2 * j + 1]);
            }
            mean[j] = all.mean + pass.bias[l][j];
            variance[j] = all.squares / all.count;
        }
        measured(l, mean, variance);
    }

    /** Of the first tile of a task: sums about them lose no digits. */
    private static void means(NetworkTile t, float[] q, float[] means) {
        for (int j = 0; j < means.length; j++) {
            double sum = 0;
            for (int e = 0; e < t.n; e++) {
                sum += q[j * t.stride + e];
            }
            means[j] = (float) (sum / t.n);
        }
    }
}
