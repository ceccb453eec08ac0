package rai.core.compute;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.core.network.FlatNetwork;

/** A pass of some rows through a {@link Layer.Apply}. */
final class FunctionPass implements Pass {
    /** Runs all tasks in the thread that asks. */
    static final Sharing ALONE = (tasks, task) -> {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    };

    /** How a pass has tasks done. */
    @FunctionalInterface
    interface Sharing {
        void run(int tasks, IntConsumer task);
    }

    private final Layer.Apply layer;
    private final DataType type;
    private final Map<String, INDArray> parameters;
    private final Map<String, INDArray> state;
    private final Map<String, INDArray> gradients = new HashMap<>();
    private final Map<String, Pointer> gradientAddresses = new HashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();
    private final Sharing sharing;
    private final Supplier<RandomGenerator> random;

    INDArray input;
    INDArray output;
    INDArray upstream;
    INDArray downstream;
    /** Where dL/d(input) is written as soon as it is wanted. */
    INDArray ofInput;

    /**
     * @param random its random numbers; null if the network is not being trained
     */
    FunctionPass(
            Layer.Apply layer,
            DataType type,
            Map<String, INDArray> parameters,
            Map<String, INDArray> state,
            Sharing sharing,
            Supplier<RandomGenerator> random) {
        this.layer = layer;
        this.type = type;
        this.parameters = parameters;
        this.state = state;
        this.sharing = sharing;
        this.random = random;
    }

    /** The parameters of a layer as views, by name. */
    static Map<String, INDArray> parameters(FlatNetwork network, int layer, INDArray flat) {
        return views(
                flat,
                ((Layer.Apply) network.layers().get(layer)).parameters(),
                t -> network.parameterOffset(layer, t.name()));
    }

    /** The state of a layer as views, by name. */
    static Map<String, INDArray> state(FlatNetwork network, int layer, INDArray flat) {
        return views(
                flat, ((Layer.Apply) network.layers().get(layer)).state(), t -> network.stateOffset(layer, t.name()));
    }

    private static Map<String, INDArray> views(INDArray flat, List<Tensor> tensors, ToLongFunction<Tensor> offset) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        tensors.forEach(t -> views.put(t.name(), Views.of(flat, offset.applyAsLong(t), t.rows(), t.columns())));
        return views;
    }

    /** Makes room for the gradients of the parameters. */
    void prepareGradients() {
        for (Tensor tensor : layer.parameters()) {
            gradients.computeIfAbsent(tensor.name(), name -> {
                INDArray gradient = Views.scratch(type, tensor.rows(), tensor.columns());
                gradientAddresses.put(name, Views.address(gradient, 0));
                return gradient;
            });
        }
    }

    Pointer gradientAddress(String parameter) {
        return gradientAddresses.get(parameter);
    }

    @Override
    public boolean training() {
        return random != null;
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
        return known(parameters, name);
    }

    @Override
    public INDArray gradient(String name) {
        return known(gradients, name);
    }

    @Override
    public INDArray state(String name) {
        return known(state, name);
    }

    private INDArray known(Map<String, INDArray> tensors, String name) {
        INDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the layer " + layer.spec() + " has no tensor named '" + name + "'");
        }
        return tensor;
    }

    @Override
    public INDArray scratch(String name, long... shape) {
        INDArray array = scratch.get(name);
        if (array == null || !Arrays.equals(array.shape(), shape)) {
            array = Views.scratch(type, shape);
            scratch.put(name, array);
        }
        return array;
    }

    @Override
    public RandomGenerator random() {
        if (random == null) {
            throw new IllegalStateException("the layer " + layer.spec() + " asks for random numbers in evaluation");
        }
        return random.get();
    }

    @Override
    public void share(int tasks, IntConsumer task) {
        sharing.run(tasks, task);
    }
}
