package rai.check;

import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Update;
import rai.api.state.Numbers;

/** A convex quadratic function that an optimizer descends. */
final class Valley {
    private static final int LENGTH = 700;

    final INDArray x;
    private final INDArray gradient;
    private final INDArray curvature;
    private final Map<String, INDArray> slots = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();

    Valley(ObjectiveOptimizer optimizer, DataType type) {
        x = Nd4j.linspace(-1, 2, LENGTH, DataType.DOUBLE).castTo(type);
        gradient = Nd4j.zeros(type, LENGTH);
        curvature = Nd4j.linspace(0.1, 2, LENGTH, DataType.DOUBLE).castTo(type);
        optimizer.slots().forEach(name -> slots.put(name, Nd4j.zeros(type, LENGTH)));
        optimizer.numbers().forEach(name -> numbers.put(name, 0.0));
        optimizer.init(slots::get);
    }

    double evaluate() {
        gradient.assign(curvature.mul(x));
        return gradient.mul(x).sumNumber().doubleValue() / 2;
    }

    void step(ObjectiveOptimizer optimizer, long step) {
        DoubleSupplier objective = this::evaluate;
        optimizer.step(x, gradient, evaluate(), objective, slots::get, new Kept(numbers), new Update(step));
        Reference.reachabilityFence(this); // an optimizer may work on native memory
    }

    /** Numbers in a map; only declared ones can be used. */
    record Kept(Map<String, Double> values) implements Numbers {
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
                throw new IllegalArgumentException(
                        "it asks for the number '" + name + "', but numbers() names " + values.keySet());
            }
            return name;
        }
    }
}
