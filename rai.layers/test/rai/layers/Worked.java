package rai.layers;

import java.util.Arrays;
import java.util.HashMap;
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

/** A layer, usually in float64, with its parameters and state, taken step by step. */
final class Worked implements Pass {
    private final LayerFunction layer;
    private final Map<String, INDArray> tensors = new HashMap<>();
    private final Map<String, INDArray> gradients = new HashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();
    private final int width;
    private final DataType type;
    private boolean training = true;
    private INDArray input;
    private INDArray output;
    private INDArray upstream;
    private INDArray downstream;
    /** The seed of what is drawn. */
    long seed = 1;

    Worked(LayerFunction layer, int width) {
        this(layer, width, DataType.DOUBLE);
    }

    Worked(LayerFunction layer, int width, DataType type) {
        this.layer = layer;
        this.width = width;
        this.type = type;
        for (Tensor t : layer.parameters(width)) {
            tensors.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, t.start(), type));
            gradients.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, 0.0, type));
            layer.start(t.name(), tensors.get(t.name()), new SplittableRandom(3));
        }
        for (Tensor t : layer.state(width)) {
            tensors.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, t.start(), type));
        }
    }

    Worked set(String tensor, double... values) {
        tensors.get(tensor).assign(Nd4j.createFromArray(values).castTo(type).reshape(tensors.get(tensor).shape()));
        return this;
    }

    /** Parameters and state. */
    Map<String, INDArray> tensors() {
        return tensors;
    }

    double[] get(String tensor) {
        return flat(tensors.get(tensor));
    }

    double[] gradientOf(String tensor) {
        return flat(gradients.get(tensor));
    }

    double[] train(double... x) {
        training = true;
        forward(x);
        if (!layer.state(width).isEmpty()) {
            layer.settle(this);
        }
        return flat(output);
    }

    double[] evaluate(double... x) {
        training = false;
        forward(x);
        return flat(output);
    }

    private void forward(double... x) {
        input = Nd4j.createFromArray(x).castTo(type).reshape(x.length / width, width);
        output = Nd4j.valueArrayOf(new long[] {x.length / width, layer.outputs(width)}, Double.NaN, type);
        layer.forward(this);
    }

    /** dL/dx, with dL/dy given. */
    double[] back(double... dy) {
        upstream = Nd4j.createFromArray(dy).castTo(type).reshape(output.shape());
        downstream = Nd4j.valueArrayOf(input.shape(), Double.NaN, type);
        layer.backward(this);
        return flat(downstream);
    }

    private static double[] flat(INDArray array) {
        return array.dup().reshape(array.length()).toDoubleVector();
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
        return tensors.get(name);
    }

    @Override
    public INDArray gradient(String name) {
        return gradients.get(name);
    }

    @Override
    public INDArray state(String name) {
        return tensors.get(name);
    }

    @Override
    public INDArray scratch(String name, long... shape) {
        INDArray array = scratch.get(name);
        if (array == null || !Arrays.equals(array.shape(), shape)) {
            scratch.put(name, Nd4j.create(type, shape));
        }
        return scratch.get(name);
    }

    @Override
    public RandomGenerator random() {
        return new SplittableRandom(seed);
    }

    @Override
    public void share(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }
}
