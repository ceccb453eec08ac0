package rai.init;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.ScalarActivation;
import rai.api.init.DenseStart;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;
import rai.api.spec.Spec;

/** Started maps, in float64, and the activations around them. */
final class Maps {
    static final Optional<Neighbour> NOTHING = Optional.empty();
    static final Optional<Neighbour> SIGMOID = activation("sigmoid", z -> 1 / (1 + Math.exp(-z)));
    static final Optional<Neighbour> TANH = activation("tanh", Math::tanh);
    static final Optional<Neighbour> RELU = activation("relu", z -> Math.max(z, 0));
    static final Optional<Neighbour> IDENTITY = activation("identity", z -> z);

    private Maps() {}

    static DenseStart start(Initializer initializer, long fanIn, long fanOut) {
        return start(initializer, fanIn, fanOut, TANH, TANH, 1);
    }

    static DenseStart start(
            Initializer initializer,
            long fanIn,
            long fanOut,
            Optional<Neighbour> input,
            Optional<Neighbour> output,
            long seed) {
        DenseStart map = new DenseStart(
                Nd4j.zeros(DataType.DOUBLE, fanIn, fanOut),
                Nd4j.zeros(DataType.DOUBLE, 1, fanOut),
                input,
                output,
                new SplittableRandom(seed),
                most -> {
                    throw new UnsupportedOperationException("no training examples here");
                });
        initializer.initialize(map);
        return map;
    }

    static Optional<Neighbour> activation(String name, DoubleUnaryOperator value) {
        return Optional.of(new Neighbour(Spec.named(name), new ScalarActivation() {
            @Override
            public double value(double z) {
                return value.applyAsDouble(z);
            }

            @Override
            public double derivative(double z) {
                throw new UnsupportedOperationException("no initializer asks for it");
            }
        }));
    }

    static double[] numbers(INDArray array) {
        return array.dup().data().asDouble();
    }
}
