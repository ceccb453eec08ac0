package rai.layers;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.layer.LayerFunction;
import rai.api.layer.PlainPass;
import rai.api.layer.Tensor;

/** A layer, usually in float64, with its parameters and state, taken step by step. */
final class Worked {
    private final LayerFunction layer;
    private final Map<String, INDArray> parameters = new HashMap<>();
    private final Map<String, INDArray> gradients = new HashMap<>();
    private final Map<String, INDArray> states = new HashMap<>();
    private final int width;
    private final DataType type;
    private PlainPass pass;
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
            parameters.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, t.start(), type));
            gradients.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, 0.0, type));
            layer.start(t.name(), parameters.get(t.name()), new SplittableRandom(3));
        }
        for (Tensor t : layer.state(width)) {
            states.put(t.name(), Nd4j.valueArrayOf(new long[] {t.rows(), t.columns()}, t.start(), type));
        }
    }

    Worked set(String tensor, double... values) {
        tensor(tensor)
                .assign(Nd4j.createFromArray(values)
                        .castTo(type)
                        .reshape(tensor(tensor).shape()));
        return this;
    }

    /** A parameter or a part of the state. */
    INDArray tensor(String name) {
        return parameters.containsKey(name) ? parameters.get(name) : states.get(name);
    }

    Map<String, INDArray> parameters() {
        return parameters;
    }

    Map<String, INDArray> states() {
        return states;
    }

    double[] get(String tensor) {
        return flat(tensor(tensor));
    }

    double[] gradientOf(String tensor) {
        return flat(gradients.get(tensor));
    }

    double[] train(double... x) {
        forward(true, x);
        if (!states.isEmpty()) {
            layer.updateState(pass);
        }
        return flat(pass.output());
    }

    double[] evaluate(double... x) {
        forward(false, x);
        return flat(pass.output());
    }

    private void forward(boolean training, double... x) {
        pass = new PlainPass(type, training) {
            @Override
            public RandomGenerator random() {
                return new SplittableRandom(seed);
            }
        };
        pass.parameters().putAll(parameters);
        pass.gradients().putAll(gradients);
        pass.states().putAll(states);
        pass.startForward(
                Nd4j.createFromArray(x).castTo(type).reshape(x.length / width, width),
                Nd4j.valueArrayOf(new long[] {x.length / width, layer.outputs(width)}, Double.NaN, type));
        layer.forward(pass);
    }

    /** dL/dx, with dL/dy given. */
    double[] back(double... dy) {
        pass.startBackward(
                Nd4j.createFromArray(dy).castTo(type).reshape(pass.output().shape()),
                Nd4j.valueArrayOf(pass.input().shape(), Double.NaN, type));
        layer.backward(pass);
        return flat(pass.downstream());
    }

    private static double[] flat(INDArray array) {
        return array.dup().reshape(array.length()).toDoubleVector();
    }
}
