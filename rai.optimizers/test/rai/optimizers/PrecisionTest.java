package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.spec.Spec;
import rai.testkit.Specs;

/** The rules in single precision, each written once more for speed, agree with those in double precision. */
class PrecisionTest {
    /** More than a tile, so that the last one is not full. */
    private static final int LENGTH = 1_300;

    private static final Map<String, Supplier<ElementwiseOptimizer>> ALL = Stream.<Supplier<ElementwiseOptimizer>>of(
                    AdaBelief::new,
                    Adadelta::new,
                    Adagrad::new,
                    Adam::new,
                    AdamW::new,
                    Adamax::new,
                    Asgd::new,
                    Lion::new,
                    Nadam::new,
                    RAdam::new,
                    RmsProp::new,
                    Rprop::new,
                    Sgd::new)
            .collect(Collectors.toMap(optimizer -> Specs.name(optimizer.get()), optimizer -> optimizer));

    /** Every optimizer as it is by default, and with the settings that choose another branch of its rule. */
    static Stream<String> specs() {
        return Stream.concat(
                ALL.keySet().stream().sorted(),
                Stream.of(
                        "adam(amsgrad=true, weight-decay=0.01)",
                        "adamw(amsgrad=true, weight-decay=0.1)",
                        "rmsprop(centered=true, momentum=0.9)",
                        "sgd(momentum=0.9, nesterov=true, weight-decay=0.01)",
                        "sgd(momentum=0.9, dampening=0.1)"));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void singlePrecisionAgreesWithDoubleToItsOwnAccuracy(String spec) {
        Example floats = example(spec, DataType.FLOAT);
        Example doubles = example(spec, DataType.DOUBLE);
        for (int step = 1; step <= 20; step++) {
            INDArray gradient = random(step);
            floats.update(gradient.dup());
            doubles.update(gradient.castTo(DataType.DOUBLE));
            requireClose(floats.numbers(), doubles.numbers(), "x after update " + step);
            for (String name : doubles.slots.keySet()) {
                requireClose(floats.slot(name), doubles.slot(name), name + " after update " + step);
            }
        }
    }

    /** So an optimizer without weight decay may take the gradient as it is, instead of g + 0 x. */
    @ParameterizedTest
    @MethodSource("penalized")
    void theSignOfAGradientOfZeroDoesNotChangeABit(String spec) {
        Example positive = example(spec, DataType.FLOAT);
        Example negative = example(spec, DataType.FLOAT);
        for (int step = 1; step <= 20; step++) {
            INDArray gradient = random(step);
            positive.update(gradient.dup());
            negative.update(withNegativeZeros(gradient));
        }
        requireEqual(negative.numbers(), positive.numbers(), "x");
        for (String name : positive.slots.keySet()) {
            requireEqual(negative.slot(name), positive.slot(name), name);
        }
    }

    static Stream<String> penalized() {
        return specs().filter(spec -> ALL.get(Spec.parse(spec).name()).get() instanceof PenalizedOptimizer);
    }

    private static void requireEqual(double[] actual, double[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.doubleToRawLongBits(actual[i]))
                    .as("the bits of %s, element %d", what, i)
                    .isEqualTo(Double.doubleToRawLongBits(expected[i]));
        }
    }

    private static INDArray withNegativeZeros(INDArray gradient) {
        float[] numbers = gradient.toFloatVector();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers[i] == 0 ? -0f : numbers[i];
        }
        return Nd4j.createFromArray(numbers);
    }

    @Test
    void everyElementwiseOptimizerIsCompared() throws IOException {
        Path sources = Path.of("src", "rai", "optimizers");
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(
                Files.exists(sources) ? sources : Path.of("rai.optimizers").resolve(sources))) {
            for (Path file : files.toList()) {
                Matcher named = Pattern.compile("@Named\\(\"([^\"]+)\"\\)").matcher(Files.readString(file));
                if (named.find()) {
                    names.add(named.group(1));
                }
            }
        }
        names.remove("lbfgs"); // not element by element, and without a rule in rows
        assertThat(ALL.keySet()).containsExactlyInAnyOrderElementsOf(names);
    }

    private static Example example(String spec, DataType type) {
        ElementwiseOptimizer optimizer = ALL.get(Spec.parse(spec).name()).get();
        return new Example(Specs.configure(optimizer, spec), random(0).castTo(type));
    }

    private static void requireClose(double[] actual, double[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("%s, element %d", what, i)
                    .isCloseTo(expected[i], within(2e-5 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /** Numbers that both precisions hold; some are 0. */
    private static INDArray random(long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = random.nextInt(9) == 0 ? 0 : (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(numbers);
    }
}
