package rai.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.loss.Loss;
import rai.api.method.Batch;
import rai.api.method.LinearAlgebra;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;

/**
 * A training as plain as it can be, in float64 and layer by layer: what a method may ask of a run, without a trainer. It
 * has no optimizer: {@link #minimize} only keeps the objective, and {@link #update} descends a little.
 */
// Long because it answers all that a method may ask of a run, each in a few lines.
final class PlainTraining implements Training {
    private final PlainNetwork network;
    private final INDArray inputs;
    private final INDArray targets;
    private final Loss loss = new SquaredError();
    private final INDArray parameters;
    private final INDArray parameterGradient;
    private final Map<String, INDArray> variables = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final long seed;
    private final Map<String, INDArray> views = new HashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();
    private final Map<List<Integer>, Segment> segments = new HashMap<>();

    /** How often the method has reported that its step is done. */
    int moves;
    /** What it reported last. */
    double objective;

    /** What the method has counted since it was last asked. */
    private final Map<String, Double> counted = new LinkedHashMap<>();

    private final PlainBatches batches;
    /** The widths of the blocks of each array with a row per example. */
    private final Map<String, List<Integer>> perExample = new HashMap<>();

    private long step;

    /** With all examples in every step. */
    PlainTraining(PlainNetwork network, int examples, long seed) {
        this(network, examples, examples, seed);
    }

    PlainTraining(PlainNetwork network, int examples, int batch, long seed) {
        this.network = network;
        batches = new PlainBatches(examples, batch);
        this.seed = seed;
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

    /** Turns to the batch of a step, and to the values that the variables have now. */
    void at(long number) {
        step = number;
        batches.at(number);
    }

    /** Makes room for the variables of a method, and lets it give them their start values. */
    void begin(TrainingMethod method) {
        makeRoom(method);
        method.start(this);
        batches.writeBack();
    }

    private void makeRoom(TrainingMethod method) {
        for (TrainingMethod.Variable variable : method.variables(network, examples())) {
            variables.put(variable.name(), Nd4j.create(DataType.DOUBLE, variable.shape()));
            gradients.put(variable.name(), Nd4j.create(DataType.DOUBLE, variable.shape()));
        }
        for (TrainingMethod.Variable kept : method.state(network, examples())) {
            variables.computeIfAbsent(kept.name(), name -> Nd4j.create(DataType.DOUBLE, kept.shape()));
        }
        values.clear();
        method.numbers().forEach(name -> values.put(name, 0.0));
        method.counters().forEach(name -> counters.put(name, 0L));
        Stream.concat(method.variables(network, examples()).stream(), method.state(network, examples()).stream())
                .filter(TrainingMethod.Variable::perExample)
                .forEach(variable -> perExample.put(variable.name(), widths(variable)));
    }

    private static List<Integer> widths(TrainingMethod.Variable variable) {
        return variable.blocks().isEmpty()
                ? List.of((int) (variable.length() / variable.shape()[0]))
                : variable.blocks();
    }

    /** @return the example whose row an element of an array belongs to */
    int example(String name, long element) {
        long begin = 0;
        for (int width : perExample.get(name)) {
            long end = begin + (long) examples() * width;
            if (element < end) {
                return (int) ((element - begin) / width);
            }
            begin = end;
        }
        throw new IndexOutOfBoundsException("element " + element + " of " + name);
    }

    /** Continues where another training is, with nothing but what a checkpoint holds. */
    void resume(PlainTraining other, List<TrainingMethod> methods) {
        methods.forEach(this::makeRoom);
        parameters.assign(other.parameters);
        variables.forEach((name, array) -> array.assign(other.variables.get(name)));
        values.putAll(other.values);
        counters.putAll(other.counters);
        at(other.step);
    }

    /** @return what was counted so far, by the names of the method's counters */
    Map<String, Long> counters() {
        return counters;
    }

    /** @return whether an array has a row per example */
    boolean isPerExample(String name) {
        return perExample.containsKey(name);
    }

    int examples() {
        return batches.examples();
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
        gradients.forEach((name, gradient) -> all.put(
                name,
                perExample.containsKey(name) && !batches.isFull()
                        ? batches.spread(name, gradient, perExample.get(name))
                        : gradient.dup()));
        return all;
    }

    /** @return what the method has counted since the last call, by name */
    Map<String, Double> takeCounted() {
        Map<String, Double> taken = new LinkedHashMap<>(counted);
        counted.clear();
        return taken;
    }

    /** @return the method's numbers by name */
    Map<String, Double> values() {
        return values;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public INDArray inputs() {
        return batches.isFull() ? inputs : batches.pick(inputs);
    }

    @Override
    public INDArray targets() {
        return batches.isFull() ? targets : batches.pick(targets);
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
    public double scheduleFactor() {
        return 1;
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

    static INDArray piece(INDArray array, long offset, long... shape) {
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
        return segments.computeIfAbsent(List.of(from, to, copies), k -> new PlainPart(from, to, copies));
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
    public void minimize(DoubleSupplier evaluate) {
        completed(evaluate.getAsDouble());
    }

    /** Plain gradient descent: enough to see what is moved. */
    @Override
    public void update(String counter, Trained part) {
        if (!counters.containsKey(counter)) {
            throw new IllegalArgumentException("the method did not declare the counter '" + counter + "'");
        }
        counters.merge(counter, 1L, Long::sum);
        for (int map = 0; map < network.maps().size(); map++) {
            int layer = network.maps().get(map);
            if (part.from() <= layer && layer < part.to()) {
                Layer.Dense dense = network.dense(map);
                long weights = (long) dense.inputs() * dense.outputs();
                descend(parameters, parameterGradient, network.weightOffset(map), weights);
                descend(parameters, parameterGradient, network.biasOffset(map), dense.outputs());
            }
        }
        for (String name : part.variables()) {
            boolean whole = !perExample.containsKey(name);
            INDArray moved = whole ? variable(name) : rows(name);
            descend(moved, whole ? gradient(name) : rowsGradient(name), 0, moved.length());
        }
        batches.writeBack();
    }

    private static void descend(INDArray values, INDArray gradient, long offset, long length) {
        piece(values, offset, length).subi(piece(gradient, offset, length).mul(0.01));
    }

    @Override
    public Batch batch() {
        return batches;
    }

    @Override
    public INDArray rows(String name) {
        return batches.isFull() ? perExample(name) : batches.rows(name, perExample(name), perExample.get(name));
    }

    @Override
    public INDArray rowsGradient(String name) {
        known(gradients, name);
        return batches.isFull() ? gradient(name) : batches.rowsGradient(name, perExample(name), perExample.get(name));
    }

    @Override
    public INDArray rows(String name, long offset, long... shape) {
        return piece(rows(name), offset, shape);
    }

    @Override
    public INDArray rowsGradient(String name, long offset, long... shape) {
        return piece(rowsGradient(name), offset, shape);
    }

    private INDArray perExample(String name) {
        INDArray array = known(variables, name);
        if (!perExample.containsKey(name)) {
            throw new SpecException("'" + name + "' has no row per example: declare it with Variable.perExample");
        }
        return array;
    }

    @Override
    public INDArray state(String name) {
        return known(variables, name);
    }

    @Override
    public Numbers numbers() {
        return new Numbers() {
            @Override
            public double get(String name) {
                return values.get(known(name));
            }

            @Override
            public void set(String name, double value) {
                values.put(known(name), value);
            }

            private String known(String name) {
                if (!values.containsKey(name)) {
                    throw new IllegalArgumentException("the method did not declare the number '" + name + "'");
                }
                return name;
            }
        };
    }

    @Override
    public LinearAlgebra algebra() {
        return new PlainAlgebra();
    }

    @Override
    public RandomGenerator random(String purpose, long... numbers) {
        return new SplittableRandom(31 * (31 * (seed + 31 * step) + purpose.hashCode()) + Arrays.hashCode(numbers));
    }

    @Override
    public <T> T derived(String key, Supplier<T> make) {
        return make.get();
    }

    @Override
    public void completed(double value) {
        moves++;
        objective = value;
        batches.writeBack();
    }

    @Override
    public void report(String name, double value) {}

    @Override
    public void report(String name, List<Double> values) {}

    @Override
    public void count(String name, double amount) {
        if (!name.matches("[a-z0-9_]+")) {
            throw new IllegalArgumentException(
                    "'" + name + "' can't be counted: a name has lower-case letters, digits and underscores");
        }
        counted.merge(name, amount, Double::sum);
    }

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
        public INDArray backward(INDArray upstream, boolean inputGradient, ParameterGradient ofParameters) {
            INDArray before = parameterGradient.dup();
            INDArray below = backward(upstream, inputGradient);
            if (ofParameters == ParameterGradient.NONE) {
                parameterGradient.assign(before);
            } else if (ofParameters == ParameterGradient.ADD) {
                for (int layer = from; layer < from + copies * length; layer++) {
                    int map = network.maps().indexOf(layer);
                    if (map >= 0) {
                        Layer.Dense dense = network.dense(map);
                        long weights = (long) dense.inputs() * dense.outputs();
                        add(before, network.weightOffset(map), weights);
                        add(before, network.biasOffset(map), dense.outputs());
                    }
                }
            }
            return below;
        }

        private void add(INDArray before, long offset, long many) {
            piece(parameterGradient, offset, many).addi(piece(before, offset, many));
        }

        @Override
        public INDArray tangent(INDArray ofInput, INDArray ofParameters) {
            INDArray all = null;
            for (int c = 0; c < copies; c++) {
                INDArray at = ofInput == null ? inputsOf[c][0].mul(0) : slice(ofInput, c);
                for (int i = 0; i < length; i++) {
                    at = tangent(from + c * length + i, inputsOf[c][i], at, ofParameters);
                }
                all = all == null ? Nd4j.create(DataType.DOUBLE, copies, at.size(0), at.size(1)) : all;
                slice(all, c).assign(at);
            }
            return all;
        }

        private INDArray tangent(int layer, INDArray input, INDArray at, INDArray ofParameters) {
            int map = network.maps().indexOf(layer);
            if (map < 0) {
                INDArray a = Transforms.tanh(input, true);
                return at.mul(a.mul(a).rsub(1));
            }
            INDArray out = at.mmul(weight(map));
            if (ofParameters == null) {
                return out;
            }
            Layer.Dense dense = network.dense(map);
            return out.add(input.mmul(piece(ofParameters, network.weightOffset(map), dense.inputs(), dense.outputs())))
                    .addRowVector(piece(ofParameters, network.biasOffset(map), 1, dense.outputs()));
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
