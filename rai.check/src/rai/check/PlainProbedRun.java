package rai.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.network.Network;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.Words;

/**
 * A run that stands still, for trying a probe: a small network with start values, some steps later, on a sample. Its loss is half
 * the mean over the rows of the squared distance from the targets.
 */
final class PlainProbedRun implements ProbedRun {
    private static final int ROWS = 7;

    private final boolean comparesWithStart;
    private final INDArray inputs;
    private final INDArray targets;
    private final List<PlainProbedLayer> layers;
    private final Map<String, INDArray> tensors = new LinkedHashMap<>();
    private final Map<String, INDArray> starts = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final double loss;

    /**
     * @param type float or double
     * @param shape the layers: {@code d} is a dense map of width 4, {@code t} tanh, {@code s} an activation with a slope for each
     *     unit, {@code (} and {@code )} the ends of a residual block
     * @param size a factor on all parameters; NaN makes them NaN
     * @param comparesWithStart whether the start may be asked for
     */
    PlainProbedRun(DataType type, String shape, double size, boolean comparesWithStart) {
        this.comparesWithStart = comparesWithStart;
        Random random = new Random(5);
        inputs = filled(random, type, 1, ROWS, PlainProbedLayer.WIDTH);
        targets = filled(random, type, 1, ROWS, PlainProbedLayer.WIDTH);
        layers = PlainProbedLayer.parse(shape, this);
        for (PlainProbedLayer layer : layers) {
            layer.parameters().forEach(tensor -> {
                long[] form = tensor.shape().stream().mapToLong(Long::longValue).toArray();
                starts.put(tensor.name(), filled(random, type, size, form));
                tensors.put(tensor.name(), starts.get(tensor.name()).add(filled(random, type, 0.25 * size, form)));
            });
        }
        loss = pass();
    }

    /** Scaled number by number: ND4J multiplies an array with a small number in place of NaN. */
    private static INDArray filled(Random random, DataType type, double size, long... shape) {
        INDArray array = Nd4j.create(type, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, size * random.nextGaussian());
        }
        return array;
    }

    /** Forward and backward. */
    private double pass() {
        Deque<INDArray> kept = new ArrayDeque<>();
        INDArray at = inputs;
        for (PlainProbedLayer layer : layers) {
            at = layer.forward(at, kept, tensors);
        }
        INDArray difference = at.sub(targets);
        INDArray gradient = difference.div(ROWS);
        Deque<INDArray> around = new ArrayDeque<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            gradient = layers.get(i).backward(gradient, around, tensors, gradients);
        }
        return difference.mul(difference).sumNumber().doubleValue() / (2 * ROWS);
    }

    @Override
    public long step() {
        return 12;
    }

    @Override
    public Network network() {
        return new PlainProbedNetwork(
                layers.stream().map(PlainProbedLayer::layer).toList());
    }

    @Override
    public List<ProbedLayer> layers() {
        return new ArrayList<>(layers.stream().filter(layer -> !layer.isFork()).toList());
    }

    private static INDArray copy(Map<String, INDArray> from, String name) {
        INDArray tensor = from.get(name);
        if (tensor == null) {
            throw Words.unknown("tensor", name, from.keySet());
        }
        return tensor.dup('c');
    }

    /** The tensor itself, for the layers. */
    INDArray own(String tensor) {
        return tensors.get(tensor);
    }

    @Override
    public INDArray tensor(String tensor) {
        return copy(tensors, tensor);
    }

    @Override
    public INDArray start(String parameter) {
        if (!comparesWithStart) {
            throw new IllegalStateException(
                    "it asks for the parameters at the start, but its comparesWithStart() is false");
        }
        return copy(starts, parameter);
    }

    @Override
    public INDArray gradient(String parameter) {
        return copy(gradients, parameter);
    }

    @Override
    public INDArray inputs() {
        return inputs.dup('c');
    }

    @Override
    public INDArray targets() {
        return targets.dup('c');
    }

    @Override
    public double loss() {
        return loss;
    }
}
