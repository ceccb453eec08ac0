package rai.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;

/** A pass on arrays of its own; tasks are run from the last to the first, which must make no difference. */
final class PlainPass implements Pass {
    private final DataType type;
    private final boolean training;
    private final INDArray input;
    private final INDArray output;
    private final INDArray upstream;
    private INDArray downstream;
    final Map<String, INDArray> parameters = new LinkedHashMap<>();
    final Map<String, INDArray> gradients = new LinkedHashMap<>();
    final Map<String, INDArray> state = new LinkedHashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();

    /**
     * Outputs and gradients are full of NaN at first: whatever is not written shows.
     *
     * @param x [rows, inputs]
     */
    PlainPass(LayerFunction layer, DataType type, boolean training, double[][] x, long seed) {
        this.type = type;
        this.training = training;
        int inputs = x[0].length;
        input = Nd4j.createFromArray(x).castTo(type);
        output = Nd4j.valueArrayOf(new long[] {x.length, layer.outputs(inputs)}, Double.NaN, type);
        downstream = Nd4j.valueArrayOf(new long[] {x.length, inputs}, Double.NaN, type);
        SplittableRandom random = new SplittableRandom(seed); // of the parameters: they don't depend on how many rows there are
        upstream = Nd4j.createFromArray(numbers(new SplittableRandom(seed + 2), x.length, layer.outputs(inputs), 1))
                .castTo(type);
        for (Tensor tensor : layer.parameters(inputs)) {
            INDArray start = array(tensor, tensor.start());
            layer.start(tensor.name(), start, new SplittableRandom(seed + 1));
            INDArray noise = Nd4j.createFromArray(numbers(random, tensor.rows(), tensor.columns(), 0.2)).castTo(type);
            parameters.put(tensor.name(), start.addi(noise));
            gradients.put(tensor.name(), array(tensor, Double.NaN));
        }
        for (Tensor tensor : layer.state(inputs)) {
            state.put(tensor.name(), array(tensor, tensor.start()));
        }
    }

    private INDArray array(Tensor tensor, double value) {
        return Nd4j.valueArrayOf(new long[] {tensor.rows(), tensor.columns()}, value, type);
    }

    /** Numbers that single precision holds exactly: so both precisions are told the same. */
    static double[][] numbers(SplittableRandom random, int rows, int columns, double sd) {
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) {
            Arrays.setAll(row, i -> (float) (sd * random.nextGaussian()));
        }
        return numbers;
    }

    void wantNoDownstream() {
        downstream = null;
    }

    /** All tensors that a layer must not write in a forward or backward pass, as numbers. */
    Map<String, List<Double>> readOnly() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        all.put("the input", elements(input));
        all.put("the upstream gradient", elements(upstream));
        parameters.forEach((name, array) -> all.put("the parameter " + name, elements(array)));
        state.forEach((name, array) -> all.put("the state " + name, elements(array)));
        return all;
    }

    /** What a backward pass writes, as numbers. */
    Map<String, List<Double>> results() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        all.put("the output", elements(output));
        if (downstream != null) {
            all.put("dL/d(input)", elements(downstream));
        }
        gradients.forEach((name, array) -> all.put("dL/d(" + name + ")", elements(array)));
        return all;
    }

    static List<Double> elements(INDArray array) {
        return Arrays.stream(array.dup().reshape(array.length()).toDoubleVector()).boxed().toList();
    }

    /** L = Σ upstream ⊙ output. */
    double objective() {
        return output.mul(upstream).sumNumber().doubleValue();
    }

    @Override
    public boolean training() {
        return training;
    }

    @Override
    public INDArray input() {
        return input;
    }

    @Override
    public INDArray output() {
        return output;
    }

    @Override
    public INDArray upstream() {
        return upstream;
    }

    @Override
    public INDArray downstream() {
        return downstream;
    }

    @Override
    public INDArray parameter(String name) {
        return parameters.get(name);
    }

    @Override
    public INDArray gradient(String name) {
        return gradients.get(name);
    }

    @Override
    public INDArray state(String name) {
        return state.get(name);
    }

    @Override
    public INDArray scratch(String name, long... shape) {
        INDArray array = scratch.get(name);
        if (array == null || !Arrays.equals(array.shape(), shape)) {
            array = Nd4j.valueArrayOf(shape, Double.NaN, type);
            scratch.put(name, array);
        }
        return array;
    }

    @Override
    public RandomGenerator random() {
        if (!training) {
            throw new IllegalStateException("random numbers are asked for in evaluation");
        }
        return new SplittableRandom(5);
    }

    @Override
    public void share(int tasks, IntConsumer task) {
        for (int i = tasks - 1; i >= 0; i--) {
            task.accept(i);
        }
    }
}
