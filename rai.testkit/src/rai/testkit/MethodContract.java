package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.DoubleBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;

/**
 * What every training method must keep: its gradient is that of its objective, and its state is in the run alone. A test
 * class that implements this interface inherits the tests. They run on small networks of tanh layers, in float64, on plain
 * array operations; no trainer is needed.
 */
public interface MethodContract {
    /** @return the method under test, configured */
    TrainingMethod method();

    /** @return methods whose variables the method under test reads, in the order in which they come before it */
    default List<TrainingMethod> before() {
        return List.of();
    }

    /**
     * Whether the method trains an element; the gradient of others is not looked at.
     *
     * @param network the network
     * @param name {@code parameters}, or the name of a variable
     * @param element the element's place in the flat vector
     * @return false for what the method holds fixed
     */
    default boolean trains(Network network, String name, long element) {
        return true;
    }

    /** Layers of equal and of different widths, and a single map. */
    private static List<PlainNetwork> networks() {
        return List.of(new PlainNetwork(3, 4, 4, 4, 4, 2), new PlainNetwork(2, 5, 3, 4, 1), new PlainNetwork(3, 2));
    }

    private PlainTraining begun(PlainNetwork network, long seed) {
        PlainTraining training = new PlainTraining(network, 6, seed);
        before().forEach(training::begin);
        training.begin(method());
        return training;
    }

    /** Away from the start, where much may be zero. */
    private PlainTraining disturbed(PlainNetwork network, long seed) {
        PlainTraining training = begun(network, seed);
        training.trained().values().forEach(values -> {
            INDArray flat = values.reshape(new long[] {values.length()});
            for (long i = 0; i < flat.length(); i++) {
                flat.putScalar(i, flat.getDouble(i) + 0.1 * Math.sin(37 * i));
            }
        });
        return training;
    }

    /** Whatever it is. */
    @Test
    default void itSupportsFullBatchesOrMiniBatches() {
        assertThat(method().batching()).as("batching()").isNotEmpty();
    }

    /** Names and shapes follow from the network and the number of examples alone. */
    @Test
    default void itsVariablesAreTheSameWheneverAskedFor() {
        for (PlainNetwork network : networks()) {
            List<String> once = describe(network);
            assertThat(describe(network)).as("variables()").isEqualTo(once);
            assertThat(once).as("names of variables()").doesNotHaveDuplicates();
        }
    }

    private List<String> describe(PlainNetwork network) {
        return method().variables(network, 6).stream()
                .map(v -> v.name() + " of " + v.length() + " elements")
                .toList();
    }

    /** What is trained must have a value to start from. */
    @Test
    default void theStartValuesOfItsVariablesAreFinite() {
        for (PlainNetwork network : networks()) {
            begun(network, 1)
                    .trained()
                    .forEach((name, values) -> assertThat(finite(values)).as("start of " + name + " is finite").isTrue());
        }
    }

    /** By central differences, at every parameter and every element of every variable. */
    @Test
    default void theGradientIsThatOfTheObjective() {
        if (!(method() instanceof GradientMethod method)) {
            return; // a method that moves the parameters itself has no gradient to check
        }
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 2);
            method.gradient(training);
            Map<String, INDArray> gradients = training.gradientsCopied();
            training.trained().forEach((name, values) -> {
                if (gradients.containsKey(name)) {
                    compare(method, training, name, values, gradients.get(name));
                }
            });
        }
    }

    private void compare(
            GradientMethod method, PlainTraining training, String name, INDArray values, INDArray gradient) {
        double h = 1e-5;
        INDArray flat = values.reshape(new long[] {values.length()});
        INDArray flatGradient = gradient.reshape(new long[] {gradient.length()});
        for (long i = 0; i < flat.length(); i++) {
            if (!trains(training.network(), name, i)) {
                continue;
            }
            double at = flat.getDouble(i);
            flat.putScalar(i, at + h);
            double above = method.gradient(training);
            flat.putScalar(i, at - h);
            double below = method.gradient(training);
            flat.putScalar(i, at);
            double expected = (above - below) / (2 * h);
            assertThat(flatGradient.getDouble(i))
                    .as("dL/d(%s) at element %d, against central differences of the objective", name, i)
                    .isCloseTo(expected, within(1e-7 + 1e-6 * Math.abs(expected)));
        }
    }

    /** The trainer moves; the method looks. */
    @Test
    default void theGradientAltersNeitherWhatIsTrainedNorTheExamples() {
        if (!(method() instanceof GradientMethod method)) {
            return;
        }
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 3);
            Map<String, DoubleBuffer> before = copies(training);
            DoubleBuffer inputs = bits(training.inputs());
            DoubleBuffer targets = bits(training.targets());
            method.gradient(training);
            assertThat(copies(training)).as("parameters and variables after gradient()").isEqualTo(before);
            assertThat(bits(training.inputs())).as("inputs after gradient()").isEqualTo(inputs);
            assertThat(bits(training.targets())).as("targets after gradient()").isEqualTo(targets);
        }
    }

    /** One method may serve many runs at once, and be replaced between two steps: it must keep nothing. */
    @Test
    default void twoRunsInTurnGiveWhatEachGivesAlone() {
        PlainNetwork network = networks().get(0);
        TrainingMethod shared = method();
        PlainTraining one = disturbed(network, 4);
        PlainTraining other = disturbed(network, 5);
        PlainTraining alone = disturbed(network, 4);
        for (int step = 0; step < 3; step++) {
            for (PlainTraining training : List.of(one, other)) {
                training.step = step;
                shared.step(training);
                descend(training);
            }
        }
        for (int step = 0; step < 3; step++) {
            alone.step = step;
            method().step(alone); // another instance, where method() makes one
            descend(alone);
        }
        assertThat(one.objective).as("objective of a run beside another run").isEqualTo(alone.objective);
        assertThat(copies(one)).as("state of a run beside another run").isEqualTo(copies(alone));
    }

    private static void descend(PlainTraining training) {
        Map<String, INDArray> gradients = training.gradientsCopied();
        training.trained().forEach((name, values) -> {
            if (gradients.containsKey(name)) {
                values.subi(gradients.get(name).mul(0.01));
            }
        });
    }

    /** By update(objective), or by moved(objective) where the method has moved the parameters itself. */
    @Test
    default void aStepTellsItsObjectiveOnce() {
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 6);
            method().step(training);
            assertThat(training.moves).as("calls of update() or moved() in one step").isEqualTo(1);
            assertThat(training.objective).as("objective of a finite state").isFinite();
        }
    }

    /** Reports are read while the run goes on. */
    @Test
    default void reportingLeavesTheStateAsItIs() {
        for (PlainNetwork network : networks()) {
            PlainTraining training = disturbed(network, 7);
            Map<String, DoubleBuffer> before = copies(training);
            method().report(training);
            assertThat(copies(training)).as("parameters and variables after report()").isEqualTo(before);
            assertThat(training.moves).as("steps told by report()").isZero();
        }
    }

    /** As buffers, since arrays of the tensor library count as equal where they nearly are. */
    private static Map<String, DoubleBuffer> copies(PlainTraining training) {
        Map<String, DoubleBuffer> copies = new LinkedHashMap<>();
        training.trained().forEach((name, values) -> copies.put(name, bits(values)));
        return copies;
    }

    private static DoubleBuffer bits(INDArray values) {
        return DoubleBuffer.wrap(values.dup('c').data().asDouble());
    }

    private static boolean finite(INDArray values) {
        for (double value : values.castTo(DataType.DOUBLE).dup('c').data().asDouble()) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
