package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Update;
import rai.api.state.Numbers;

/**
 * What every optimizer must keep to that evaluates the objective by itself. A test class implements this interface, says which
 * optimizer, and so inherits the tests.
 */
public interface ObjectiveOptimizerContract {
    /** @return the optimizer under test, configured; a new one at every call */
    ObjectiveOptimizer optimizer();

    /** State vectors and numbers become files of a checkpoint. */
    @Test
    @DisplayName("contract: slots and numbers have distinct names of lower-case words, always the same")
    default void slotsAndNumbersHaveDistinctNames() {
        List<String> names = new ArrayList<>(optimizer().slots());
        names.addAll(optimizer().numbers());
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
        assertThat(optimizer().slots()).isEqualTo(optimizer().slots());
        assertThat(optimizer().numbers()).isEqualTo(optimizer().numbers());
    }

    /** ½ Σ c x², c from 0.1 to 2. */
    @Test
    @DisplayName("contract: a convex quadratic function decreases at every step, until it is small")
    default void aConvexQuadraticDecreases() {
        for (DataType type : Trained.TYPES) {
            Valley valley = new Valley(optimizer(), type);
            double last = valley.evaluate();
            double start = last;
            for (int step = 1; step <= 10; step++) {
                valley.step(optimizer(), step);
                double now = valley.evaluate();
                assertThat(now).as("%s, objective after step %d", type, step).isLessThanOrEqualTo(last * (1 + 1e-6));
                last = now;
            }
            assertThat(last).as("%s, objective after ten steps", type).isLessThan(start / 10);
        }
    }

    /** A checkpoint is x, the slots, the numbers and the number of the step; all else would be lost. */
    @Test
    @DisplayName("contract: another instance goes on bit for bit from the state of the run alone")
    default void stateLiesInTheRunAlone() {
        for (DataType type : Trained.TYPES) {
            ObjectiveOptimizer optimizer = optimizer();
            Valley unbroken = new Valley(optimizer, type);
            Valley stranger = new Valley(optimizer, type);
            Valley resumed = new Valley(optimizer, type);
            for (int step = 1; step <= 4; step++) {
                unbroken.step(optimizer, step);
                resumed.step(step <= 2 ? optimizer : optimizer(), step);
                stranger.x.addi(0.1);
                stranger.step(optimizer, step);
            }
            assertThat(resumed.x.toDoubleVector()).as("%s, resumed by another instance", type)
                    .isEqualTo(unbroken.x.toDoubleVector());
        }
    }
}

/** A convex quadratic being descended. */
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
    }

    /** Numbers in a map, which must have been declared. */
    record Kept(Map<String, Double> values) implements Numbers {
        @Override
        public double get(String name) {
            assertThat(values).as("the declared numbers").containsKey(name);
            return values.get(name);
        }

        @Override
        public void set(String name, double value) {
            assertThat(values).as("the declared numbers").containsKey(name);
            values.put(name, value);
        }
    }
}
