package rai.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.loss.Loss;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.SpecException;

/**
 * A training as plain as it can be, in float64 and layer by layer: what a method may ask of a run, without a trainer. It
 * has no optimizer; {@link #update} only keeps the objective.
 */
final class PlainTraining implements Training {
    private final PlainNetwork network;
    private final INDArray inputs;
    private final INDArray targets;
    private final Loss loss = new SquaredError();
    private final INDArray parameters;
    private final INDArray parameterGradient;
    private final Map<String, INDArray> variables = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final Map<String, INDArray> views = new HashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();

    /** How often the method has told that its step is done. */
    int moves;
    /** What it told last. */
    double objective;

    long step;

    PlainTraining(PlainNetwork network, int examples, long seed) {
        this.network = network;
        SplittableRandom random = new SplittableRandom(seed);
        inputs = normal(random, 1, examples, network.inputs());
        targets = normal(random, 1, examples, network.outputs());
        parameters = normal(random, 0.5, network.parameterCount());
        parameterGradient = Nd4j.create(DataType.DOUBLE, network.parameterCount());
    }

    private static INDArray normal(SplittableRandom random, double sd, long... shape) {
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        INDArray flat = array.reshape(new long[] {array.length()});
        for (long i = 0; i < flat.length(); i++) {
            flat.putScalar(i, sd * random.nextGaussian());
        }
        return array;
    }

    /** Makes room for the variables of a method, and lets it give them their start values. */
    void begin(TrainingMethod method) {
        for (TrainingMethod.Variable variable : method.variables(network, examples())) {
            variables.put(variable.name(), Nd4j.create(DataType.DOUBLE, variable.shape()));
            gradients.put(variable.name(), Nd4j.create(DataType.DOUBLE, variable.shape()));
        }
        method.start(this);
    }

    int examples() {
        return (int) inputs.size(0);
    }

    /** @return all that a method may train, by name */
    Map<String, INDArray> trained() {
        Map<String, INDArray> all = new LinkedHashMap<>();
        all.put("parameters", parameters);
        all.putAll(variables);
        return all;
    }

    /** @return the gradients of {@link #trained}, copied */
    Map<String, INDArray> gradientsCopied() {
        Map<String, INDArray> all = new LinkedHashMap<>();
        all.put("parameters", parameterGradient.dup());
        gradients.forEach((name, gradient) -> all.put(name, gradient.dup()));
        return all;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public INDArray inputs() {
        return inputs;
    }

    @Override
    public INDArray targets() {
        return targets;
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public INDArray parameters() {
        return parameters;
    }

    @Override
    public INDArray parameterGradient() {
        return parameterGradient;
    }

    @Override
    public INDArray weight(int map) {
        Layer.Dense dense = network.dense(map);
        return piece(parameters, network.weightOffset(map), dense.inputs(), dense.outputs());
    }

    @Override
    public INDArray bias(int map) {
        return piece(parameters, network.biasOffset(map), 1, network.dense(map).outputs());
    }

    @Override
    public INDArray variable(String name) {
        return known(variables, name);
    }

    @Override
    public INDArray gradient(String name) {
        return known(gradients, name);
    }

    @Override
    public INDArray variable(String name, long offset, long... shape) {
        return views.computeIfAbsent(
                "v " + name + offset + Arrays.toString(shape), k -> piece(variable(name), offset, shape));
    }

    @Override
    public INDArray gradient(String name, long offset, long... shape) {
        return views.computeIfAbsent(
                "g " + name + offset + Arrays.toString(shape), k -> piece(gradient(name), offset, shape));
    }

    private static INDArray known(Map<String, INDArray> arrays, String name) {
        INDArray array = arrays.get(name);
        if (array == null) {
            throw new SpecException("this run has no " + name);
        }
        return array;
    }

    private static INDArray piece(INDArray array, long offset, long... shape) {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return array.reshape(new long[] {array.length()})
                .get(NDArrayIndex.interval(offset, offset + length))
                .reshape(shape);
    }

    @Override
    public INDArray scratch(String name, long... shape) {
        return scratch.computeIfAbsent(name + Arrays.toString(shape), k -> Nd4j.create(DataType.DOUBLE, shape));
    }

    @Override
    public Segment segment(int from, int to, int copies) {
        return new PlainPart(from, to, copies);
    }

    @Override
    public INDArray forward(int from, int to, INDArray input) {
        INDArray at = input;
        for (int layer = from; layer < to; layer++) {
            at = through(layer, at);
        }
        return at;
    }

    private INDArray through(int layer, INDArray input) {
        int map = network.maps().indexOf(layer);
        return map < 0 ? Transforms.tanh(input, true) : input.mmul(weight(map)).addRowVector(bias(map));
    }

    @Override
    public void update(double value) {
        moves++;
        objective = value;
    }

    @Override
    public void completed(double value) {
        moves++;
        objective = value;
    }

    @Override
    public void report(String name, double value) {}

    @Override
    public void report(String name, List<Double> values) {}

    /** Keeps the input of every layer of every copy. */
    private final class PlainPart implements Segment {
        private final int from;
        private final int length;
        private final int copies;
        private final INDArray[][] inputsOf;

        PlainPart(int from, int to, int copies) {
            this.from = from;
            this.length = to - from;
            this.copies = copies;
            this.inputsOf = new INDArray[copies][length];
        }

        @Override
        public INDArray forward(INDArray input) {
            INDArray all = null;
            for (int c = 0; c < copies; c++) {
                INDArray at = slice(input, c);
                for (int i = 0; i < length; i++) {
                    inputsOf[c][i] = at;
                    at = through(from + c * length + i, at);
                }
                all = all == null ? Nd4j.create(DataType.DOUBLE, copies, at.size(0), at.size(1)) : all;
                slice(all, c).assign(at);
            }
            return all;
        }

        @Override
        public INDArray backward(INDArray upstream, boolean inputGradient) {
            INDArray all = null;
            for (int c = 0; c < copies; c++) {
                INDArray up = slice(upstream, c);
                for (int i = length - 1; i >= 0; i--) {
                    up = back(from + c * length + i, inputsOf[c][i], up);
                }
                all = all == null ? Nd4j.create(DataType.DOUBLE, copies, up.size(0), up.size(1)) : all;
                slice(all, c).assign(up);
            }
            return inputGradient ? all : null;
        }

        private INDArray back(int layer, INDArray input, INDArray up) {
            int map = network.maps().indexOf(layer);
            if (map < 0) {
                INDArray a = Transforms.tanh(input, true);
                return up.mul(a.mul(a).rsub(1));
            }
            Layer.Dense dense = network.dense(map);
            piece(parameterGradient, network.weightOffset(map), dense.inputs(), dense.outputs())
                    .assign(input.transpose().mmul(up));
            piece(parameterGradient, network.biasOffset(map), 1, dense.outputs())
                    .assign(up.sum(true, 0));
            return up.mmul(weight(map).transpose());
        }

        private INDArray slice(INDArray array, int copy) {
            long rows = array.rank() == 3 ? array.size(1) : array.size(0);
            long width = array.size(array.rank() - 1);
            return piece(array, copy * rows * width, rows, width);
        }
    }
}
