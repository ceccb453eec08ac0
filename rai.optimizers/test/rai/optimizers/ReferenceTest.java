package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.testkit.Specs;

/** Twenty updates along random gradients, compared bit for bit with plain ND4J operations. */
class ReferenceTest {
    private static final int LENGTH = 5_003;

    @FunctionalInterface
    private interface Update {
        void apply(Example example, INDArray gradient, long step);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FLOAT ; sgd(rate=0.1)",
                "DOUBLE; sgd(rate=0.1)",
                "FLOAT ; sgd(rate=0.1, weight-decay=0.01)",
                "DOUBLE; sgd(rate=0.1, weight-decay=0.01)",
                "FLOAT ; sgd(rate=0.1, weight-decay=0.01, momentum=0.9)",
                "DOUBLE; sgd(rate=0.1, weight-decay=0.01, momentum=0.9)",
                "FLOAT ; sgd(rate=0.1, momentum=0.9, nesterov=true)",
                "DOUBLE; sgd(rate=0.1, momentum=0.9, nesterov=true)"
            })
    void sgdDoesWhatItsFormulaSays(DataType type, String spec) {
        Sgd sgd = Specs.configure(new Sgd(), spec);
        compare(sgd, type, (e, gradient, step) -> Reference.update(sgd, e.x, gradient, e.slots::get));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FLOAT ; rprop(step=0.1)",
                "DOUBLE; rprop(step=0.1)",
                "FLOAT ; rprop(step=0.1, eta-plus=1.37, eta-minus=0.61, min-step=0.05, max-step=0.3)",
                "DOUBLE; rprop(step=0.1, eta-plus=1.37, eta-minus=0.61, min-step=0.05, max-step=0.3)"
            })
    void rpropDoesWhatItsFormulaSays(DataType type, String spec) {
        Rprop rprop = Specs.configure(new Rprop(), spec);
        compare(rprop, type, (e, gradient, step) -> Reference.update(rprop, e.x, gradient, e.slots::get));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FLOAT ; adam(rate=0.1)",
                "DOUBLE; adam(rate=0.1)",
                "FLOAT ; adam(rate=0.1, beta1=0.8, beta2=0.95, epsilon=0.001, weight-decay=0.01)",
                "DOUBLE; adam(rate=0.1, beta1=0.8, beta2=0.95, epsilon=0.001, weight-decay=0.01)"
            })
    void adamDoesWhatItsFormulaSays(DataType type, String spec) {
        Adam adam = Specs.configure(new Adam(), spec);
        compare(adam, type, (e, gradient, step) -> Reference.update(adam, e.x, gradient, e.slots::get, step));
    }

    private static void compare(ElementwiseOptimizer optimizer, DataType type, Update reference) {
        Example actual = new Example(optimizer, random(type, 0));
        Example expected = new Example(optimizer, random(type, 0));
        for (int step = 1; step <= 20; step++) {
            INDArray gradient = random(type, step);
            reference.apply(expected, gradient, step);
            actual.update(gradient.dup());
            requireSame(actual.numbers(), expected.numbers(), "x after update " + step);
            for (String name : optimizer.slots()) {
                requireSame(actual.slot(name), expected.slot(name), name + " after update " + step);
            }
        }
    }

    private static void requireSame(double[] actual, double[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s, element %d", what, i).isEqualTo(expected[i]);
        }
    }

    private static INDArray random(DataType type, long seed) {
        Random random = new Random(seed);
        double[] numbers = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = random.nextInt(9) == 0 ? 0 : random.nextGaussian();
        }
        return Nd4j.createFromArray(numbers).castTo(type);
    }
}
