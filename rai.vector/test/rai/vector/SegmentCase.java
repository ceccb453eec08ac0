package rai.vector;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.engine.Engine;
import rai.api.loss.Loss;
import rai.api.network.Layer;
import rai.api.network.Segment;
import rai.api.spec.Spec;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.Segments;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.network.FlatNetwork;

/**
 * Random segments to be pulled. Where a derivative jumps, rounding decides about the gradient: so no example comes so close to
 * such a point, in an activation or where an output meets its target, that two ways to round may differ there.
 */
final class SegmentCase {
    /** Far above what rounding makes of values of about 1. */
    private static final double CLOSE = 1e-5;

    private static final double JUMP = 1e-3;
    private static final int TRIES = 1000;

    private final ServiceCatalog catalog;
    private final SplittableRandom random;
    private final FlatNetwork network;
    private final DataType type;
    private final int length;
    private final int width;
    final int copies;
    final int rows;
    final boolean chained;
    final INDArray parameters;
    /** Inputs [copies, rows, width]; and, if they are chained, the targets of the last copy after them. */
    final INDArray inputs;
    /** Targets [copies, rows, width]. */
    final INDArray targets;

    /**
     * @param segment the layers of one segment, from width to width
     * @param chained whether the input of each copy is the target of the copy before, in one array
     */
    SegmentCase(
            ServiceCatalog catalog,
            String segment,
            int width,
            int copies,
            int rows,
            boolean chained,
            DataType type,
            long seed) {
        this.catalog = catalog;
        this.width = width;
        this.copies = copies;
        this.rows = rows;
        this.chained = chained;
        this.type = type;
        random = new SplittableRandom(seed);
        network = FlatNetwork.parse(copies + "x(" + segment + ")", width, width, catalog);
        length = network.layers().size() / copies;
        parameters = array(start());
        double[][][] z = new double[copies + 1][rows][];
        double[][][] t = new double[copies][rows][];
        float[] flat = parameters.data().asFloat();
        for (int row = 0; row < rows; row++) {
            double[] output = null;
            for (int c = 0; c <= copies; c++) {
                double[] above = null;
                for (int tries = 0; z[c][row] == null; tries++) {
                    double[] x = randoms(2);
                    above = c < copies ? forward(flat, c, x) : new double[0];
                    if (above != null && (!chained || c == 0 || isApart(output, x))) {
                        z[c][row] = x;
                    } else if (tries > TRIES) {
                        throw new IllegalStateException("every input comes close to a jump of '" + segment + "'");
                    }
                }
                while (!chained && c < copies && (t[c][row] == null || !isApart(above, t[c][row]))) {
                    t[c][row] = randoms(2);
                }
                output = above;
            }
        }
        inputs = chained ? array(z) : array(Arrays.copyOf(z, copies));
        targets = chained ? Views.of(inputs, (long) rows * width, copies, rows, width) : array(t);
    }

    private double[] start() {
        double[] all = new double[Math.toIntExact(network.parameterCount())];
        for (int map = 0; map < network.maps().size(); map++) {
            Layer.Dense dense = network.map(map);
            int weights = dense.inputs() * dense.outputs();
            double most = Math.sqrt(3.0 / dense.inputs());
            for (int i = 0; i < weights; i++) {
                all[(int) network.weightOffset(map) + i] = random.nextDouble(-most, most);
            }
            for (int i = 0; i < dense.outputs(); i++) {
                all[(int) network.biasOffset(map) + i] = random.nextDouble(-0.5, 0.5);
            }
        }
        return all;
    }

    private double[] randoms(double most) {
        return random.doubles(width, -most, most).map(x -> (float) x).toArray();
    }

    /** The output of one example; null if a derivative jumps close by. */
    private double[] forward(float[] flat, int copy, double[] x) {
        double[] at = x;
        for (int i = copy * length; i < (copy + 1) * length; i++) {
            Layer layer = network.layers().get(i);
            double[] next = new double[layer.outputs()];
            if (layer instanceof Layer.Activate activate) {
                ScalarActivation activation = (ScalarActivation) activation(activate.spec());
                for (int j = 0; j < next.length; j++) {
                    if (jumps(activation, at[j])) {
                        return null;
                    }
                    next[j] = activation.value(at[j]);
                }
            } else {
                int map = network.mapOfLayer(i);
                int weight = (int) network.weightOffset(map);
                int bias = (int) network.biasOffset(map);
                for (int j = 0; j < next.length; j++) {
                    next[j] = flat[bias + j];
                }
                for (int p = 0; p < at.length; p++) {
                    for (int j = 0; j < next.length; j++) {
                        next[j] += at[p] * flat[weight + p * next.length + j];
                    }
                }
            }
            at = next;
        }
        return at;
    }

    private static boolean jumps(ScalarActivation activation, double z) {
        double step = CLOSE * Math.max(1, Math.abs(z));
        double below = activation.derivative(z - step);
        double above = activation.derivative(z + step);
        return Math.abs(above - below) > JUMP * Math.max(1, Math.abs(below));
    }

    private static boolean isApart(double[] output, double[] target) {
        for (int j = 0; j < target.length; j++) {
            if (Math.abs(output[j] - target[j]) < CLOSE * Math.max(1, Math.abs(output[j]))) {
                return false;
            }
        }
        return true;
    }

    Activation activation(Spec spec) {
        return catalog.resolve(Activation.class, spec).service();
    }

    private INDArray array(double[] values) {
        return Nd4j.createFromArray(values).castTo(type);
    }

    private INDArray array(double[][][] values) {
        return Nd4j.createFromArray(values).castTo(type);
    }

    /** What a pull leaves: its value, and all gradients one after the other. */
    record Pulled(double value, List<float[]> gradients) {}

    /**
     * Pulls on arrays of its own.
     *
     * @param engine computes it; null for the reference
     * @param times how often; more than once to see that nothing is left over from the time before
     */
    Pulled targetLoss(Engine engine, Loss loss, boolean inputGradient, int threads, int times) {
        INDArray gradient =
                Nd4j.createUninitialized(type, network.parameterCount()).assign(Double.NaN);
        try (Workers workers = new Workers(threads)) {
            Segments segments = new Segments(network, parameters, gradient, null, workers, this::activation);
            segments.use(engine);
            Segment segment = segments.segment(0, length, copies, rows);
            Pulled pulled = null;
            for (int i = 0; i < times; i++) {
                pulled = targetLoss(segment, gradient, loss, inputGradient);
            }
            return pulled;
        }
    }

    private Pulled targetLoss(Segment segment, INDArray gradient, Loss loss, boolean inputGradient) {
        INDArray input = Views.of(inputs, 0, copies, rows, width);
        INDArray ofInputs = Nd4j.ones(type, inputs.shape()).muli(1e-3);
        INDArray ofTargets = chained
                ? Views.of(ofInputs, (long) rows * width, copies, rows, width)
                : Nd4j.createUninitialized(type, targets.shape()).assign(Double.NaN);
        INDArray ofInput = inputGradient ? Views.of(ofInputs, 0, copies, rows, width) : null;
        double value = segment.targetLoss(input, targets, loss, 0.7, ofInput, ofTargets);
        return new Pulled(
                value,
                List.of(
                        gradient.dup().data().asFloat(),
                        ofInputs.dup().data().asFloat(),
                        ofTargets.dup().data().asFloat()));
    }
}
