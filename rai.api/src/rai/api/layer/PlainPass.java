package rai.api.layer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A pass over arrays that the caller provides, in the caller's thread: for trying a layer outside of a run.
 *
 * <pre>{@code
 * PlainPass pass = new PlainPass(DataType.DOUBLE, true);
 * pass.parameters().put("slope", slope);
 * pass.gradients().put("slope", gradient);
 * pass.startForward(input, output);
 * layer.forward(pass);
 * pass.startBackward(upstream, downstream);
 * layer.backward(pass);
 * }</pre>
 */
@ProviderType
public class PlainPass implements Pass {
    private static final long SEED = 5;

    private final DataType type;
    private final boolean training;
    private final Map<String, INDArray> parameters = new LinkedHashMap<>();
    private final Map<String, INDArray> gradients = new LinkedHashMap<>();
    private final Map<String, INDArray> states = new LinkedHashMap<>();
    private final Map<String, INDArray> scratch = new HashMap<>();
    private INDArray input;
    private INDArray output;
    private INDArray upstream;
    private INDArray downstream;

    /**
     * @param type the type of all arrays
     * @param training whether the network is being trained
     */
    public PlainPass(DataType type, boolean training) {
        this.type = type;
        this.training = training;
    }

    /**
     * Starts a forward pass, and clears the scratch arrays of an earlier one.
     *
     * @param input what the layer reads [rows, inputs]
     * @param output receives its output [rows, outputs]
     */
    public final void startForward(INDArray input, INDArray output) {
        this.input = input;
        this.output = output;
        scratch.clear();
    }

    /**
     * Starts the backward pass, after the forward pass.
     *
     * @param upstream dL/d(output) [rows, outputs]
     * @param downstream receives dL/d(input) [rows, inputs]; null if it is not needed
     */
    public final void startBackward(INDArray upstream, INDArray downstream) {
        this.upstream = upstream;
        this.downstream = downstream;
    }

    /** @return the parameters by name, to be filled */
    public final Map<String, INDArray> parameters() {
        return parameters;
    }

    /** @return what receives the gradients of the parameters, by name, to be filled */
    public final Map<String, INDArray> gradients() {
        return gradients;
    }

    /** @return the tensors of the running state by name, to be filled */
    public final Map<String, INDArray> states() {
        return states;
    }

    @Override
    public final boolean training() {
        return training;
    }

    @Override
    public final INDArray input() {
        return input;
    }

    @Override
    public final INDArray output() {
        return output;
    }

    @Override
    public final INDArray upstream() {
        return upstream;
    }

    @Override
    public final INDArray downstream() {
        return downstream;
    }

    /** @throws IllegalArgumentException if there is no such parameter */
    @Override
    public final INDArray parameter(String name) {
        return known(parameters, name);
    }

    /** @throws IllegalArgumentException if there is no such gradient */
    @Override
    public final INDArray gradient(String name) {
        return known(gradients, name);
    }

    /** @throws IllegalArgumentException if there is no such tensor */
    @Override
    public final INDArray state(String name) {
        return known(states, name);
    }

    private static INDArray known(Map<String, INDArray> tensors, String name) {
        INDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("it asks for '" + name + "', but has named " + tensors.keySet());
        }
        return tensor;
    }

    /** NaN at first, so that reading before writing is noticed. */
    @Override
    public final INDArray scratch(String name, long... shape) {
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
            throw new IllegalStateException("it asks for random numbers in evaluation");
        }
        return new SplittableRandom(SEED);
    }

    /** One after the other, from the first to the last. */
    @Override
    public void share(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }
}
