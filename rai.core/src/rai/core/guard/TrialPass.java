package rai.core.guard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.layer.Pass;
import rai.core.compute.Views;

/** A pass of a few rows through a layer that is being probed. */
final class TrialPass implements Pass {
    private final DataType type;
    private final boolean training;
    final Map<String, INDArray> parameters = new HashMap<>();
    final Map<String, INDArray> gradients = new HashMap<>();
    final Map<String, INDArray> state = new HashMap<>();
    final Map<String, INDArray> scratch = new HashMap<>();
    INDArray input;
    INDArray output;
    INDArray upstream;
    INDArray downstream;

    TrialPass(DataType type, boolean training) {
        this.type = type;
        this.training = training;
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
        return KeptNumbers.known(parameters, name);
    }

    @Override
    public INDArray gradient(String name) {
        return KeptNumbers.known(gradients, name);
    }

    @Override
    public INDArray state(String name) {
        return KeptNumbers.known(state, name);
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
        if (!training) {
            throw new IllegalStateException("it asks for random numbers in evaluation");
        }
        return new SplittableRandom(5);
    }

    @Override
    public void share(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }
}
