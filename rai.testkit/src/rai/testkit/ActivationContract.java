package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.Activation;

/**
 * What every activation must keep. A test class that implements this interface inherits the tests:
 *
 * <pre>
 * class SoftsignTest implements ActivationContract {
 *     &#64;Override
 *     public Activation activation() {
 *         return new Softsign();
 *     }
 * }
 * </pre>
 */
public interface ActivationContract {
    /** @return the activation under test */
    Activation activation();

    /** @return where the value or the derivative jumps; central differences are not taken there */
    default double[] kinks() {
        return new double[0];
    }

    /** @return whether value and derivative have limits at ±∞, which may be infinite; false for sine and its like */
    default boolean hasLimits() {
        return true;
    }

    /** In float64, away from kinks: |difference| at most 1e-7 of the derivative, or 1e-7 where that is below 1. */
    @Test
    default void derivativeAgreesWithCentralDifferences() {
        double[] z = DoubleStream.iterate(-6, x -> x <= 6, x -> x + 0.093)
                .filter(x -> Arrays.stream(kinks()).allMatch(k -> Math.abs(x - k) > 1e-3))
                .toArray();
        double h = 1e-5;
        double[] above = value(DataType.DOUBLE, Arrays.stream(z).map(x -> x + h).toArray());
        double[] below = value(DataType.DOUBLE, Arrays.stream(z).map(x -> x - h).toArray());
        double[] derivative = derivative(DataType.DOUBLE, z);
        for (int i = 0; i < z.length; i++) {
            double expected = (above[i] - below[i]) / (2 * h);
            requireClose(derivative[i], expected, 1e-7,
                    "backward at z = " + z[i] + " must agree with the central difference of value");
        }
    }

    /** Inputs 0, -0 and nearly 0. */
    @Test
    default void valueAndDerivativeAreFiniteAtZeroAndAtTinyInputs() {
        for (DataType type : Activations.TYPES) {
            double tiny = type == DataType.FLOAT ? Float.MIN_VALUE : Double.MIN_VALUE;
            double[] z = {0, -0.0, tiny, -tiny, 1e-30, -1e-30, 1e-8, -1e-8};
            double[] value = value(type, z);
            double[] derivative = derivative(type, z);
            for (int i = 0; i < z.length; i++) {
                assertThat(value[i]).as("value(%s) in %s must be finite", z[i], type).isFinite();
                assertThat(derivative[i]).as("derivative at %s in %s must be finite", z[i], type).isFinite();
            }
        }
    }

    /** Inputs to ±1000: infinities are allowed (as for e^z), NaN is not. */
    @Test
    default void valueAndDerivativeAreNumbersAtLargeInputs() {
        requireNumbers(-20, 20, -50, 50, -90, 90, -100, 100, -710, 710, -750, 750, -1000, 1000);
    }

    /** Inputs ±∞, where value and derivative are the limits. */
    @Test
    default void valueAndDerivativeAreNumbersAtInfinities() {
        if (hasLimits()) {
            requireNumbers(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
    }

    /** NaN among ordinary inputs. */
    @Test
    default void nanInGivesNanOutAtThatElementAlone() {
        for (DataType type : Activations.TYPES) {
            double[] z = {-1.5, Double.NaN, 0.7, 2.1, Double.NaN};
            double[] value = value(type, z);
            double[] derivative = derivative(type, z);
            for (int i = 0; i < z.length; i++) {
                assertThat(Double.isNaN(value[i]))
                        .as("value of %s in %s is %s", Arrays.toString(z), type, Arrays.toString(value))
                        .isEqualTo(Double.isNaN(z[i]));
                assertThat(Double.isNaN(derivative[i]))
                        .as("derivative at %s in %s is %s", Arrays.toString(z), type, Arrays.toString(derivative))
                        .isEqualTo(Double.isNaN(z[i]));
            }
        }
    }

    /** dL/dz is dL/da times the derivative. */
    @Test
    default void backwardMultipliesTheUpstreamGradient() {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(200);
            double[] upstream = Activations.ordinary(new SplittableRandom(2), 200);
            double[] derivative = derivative(type, z);
            double[] product = backward(type, z, upstream);
            for (int i = 0; i < z.length; i++) {
                requireClose(product[i], upstream[i] * derivative[i], type == DataType.FLOAT ? 1e-6 : 1e-14,
                        "backward at z = " + z[i] + " with upstream " + upstream[i] + " in " + type
                                + " must be the upstream times the derivative");
            }
        }
    }

    /** float32 against float64: relative 1e-6, or 1e-6 where the number is below 1. */
    @Test
    default void floatAgreesWithDouble() {
        double[] z = Arrays.stream(Activations.ordinary(500)).map(x -> (float) x).toArray();
        double[] value = value(DataType.FLOAT, z);
        double[] derivative = derivative(DataType.FLOAT, z);
        double[] expected = value(DataType.DOUBLE, z);
        double[] slope = derivative(DataType.DOUBLE, z);
        for (int i = 0; i < z.length; i++) {
            requireClose(value[i], expected[i], 1e-6, "value(" + z[i] + ") as float must agree with that as double");
            requireClose(derivative[i], slope[i], 1e-6,
                    "the derivative at " + z[i] + " as float must agree with that as double");
        }
    }

    /** z, a and upstream are only read. */
    @Test
    default void inputsAreNotAltered() {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(50);
            GuardedArray at = GuardedArray.of(type, z);
            GuardedArray a = GuardedArray.filled(type, 0, z.length);
            double[] before = at.values();
            activation().value(at.view(), a.view());
            assertThat(at.values()).as("value must not alter z").isEqualTo(before);
            GuardedArray upstream = GuardedArray.of(type, z);
            double[] valueBefore = a.values();
            activation().backward(at.view(), a.view(), upstream.view(), GuardedArray.of(type, z).view());
            assertThat(at.values()).as("backward must not alter z").isEqualTo(before);
            assertThat(a.values()).as("backward must not alter a").isEqualTo(valueBefore);
            assertThat(upstream.values()).as("backward must not alter the upstream gradient").isEqualTo(before);
        }
    }

    /** Views with an offset into a longer vector, of two and three dimensions, overwritten whatever stood there. */
    @Test
    default void onlyTheViewIsWrittenAndItsShapeDoesNotMatter() {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(24);
            double[] value = value(type, z);
            double[] backward = backward(type, z, z);
            for (long[] shape : new long[][] {{4, 6}, {1, 24}, {24, 1}, {2, 3, 4}}) {
                String what = "with an array of shape " + Arrays.toString(shape) + " in " + type;
                GuardedArray at = GuardedArray.of(type, shape, z);
                GuardedArray out = GuardedArray.filled(type, Double.NaN, shape);
                activation().value(at.view(), out.view());
                assertThat(out.values()).as("value %s", what).isEqualTo(value);
                out.requireGuards("value " + what);
                GuardedArray gradient = GuardedArray.filled(type, Double.NaN, shape);
                activation().backward(at.view(), out.view(), at.view(), gradient.view());
                assertThat(gradient.values()).as("backward %s", what).isEqualTo(backward);
                gradient.requireGuards("backward " + what);
            }
        }
    }

    /** value(z, z) and backward(z, a, upstream, upstream). */
    @Test
    default void resultMayOverwriteItsInput() {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(1500);
            GuardedArray both = GuardedArray.of(type, z);
            activation().value(both.view(), both.view());
            assertThat(both.values()).as("value in place in %s", type).isEqualTo(value(type, z));
            GuardedArray upstream = GuardedArray.of(type, z);
            activation().backward(GuardedArray.of(type, z).view(), both.view(), upstream.view(), upstream.view());
            assertThat(upstream.values()).as("backward in place in %s", type).isEqualTo(backward(type, z, z));
        }
    }

    /** The trainer may hand out an array whole or in parts. */
    @Test
    default void elementsDoNotDependOnTheirNeighbours() {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(1500);
            double[] whole = value(type, z);
            double[] gradient = backward(type, z, z);
            for (int cut : new int[] {1, 13, 512, 1037}) {
                double[] first = Arrays.copyOfRange(z, 0, cut);
                double[] rest = Arrays.copyOfRange(z, cut, z.length);
                assertThat(DoubleStream.concat(Arrays.stream(value(type, first)), Arrays.stream(value(type, rest))).toArray())
                        .as("value in two parts, cut at %d, in %s", cut, type)
                        .isEqualTo(whole);
                assertThat(DoubleStream.concat(
                                        Arrays.stream(backward(type, first, first)), Arrays.stream(backward(type, rest, rest)))
                                .toArray())
                        .as("backward in two parts, cut at %d, in %s", cut, type)
                        .isEqualTo(gradient);
            }
        }
    }

    /** Nothing is kept from one call to the next. */
    @Test
    default void sameInputGivesTheSameAnswerAgain() {
        for (DataType type : Activations.TYPES) {
            double[] z = Activations.ordinary(100);
            double[] first = value(type, z);
            double[] gradient = backward(type, z, z);
            value(type, new double[] {3, -2, 1});
            backward(type, new double[] {3, -2, 1}, new double[] {1, 2, 3});
            assertThat(value(type, z)).as("value for the second time, in %s", type).isEqualTo(first);
            assertThat(backward(type, z, z)).as("backward for the second time, in %s", type).isEqualTo(gradient);
        }
    }

    /** Different inputs at the same time, from 4 threads. */
    @Test
    default void severalThreadsMayCallAtOnce() throws Exception {
        Activation shared = activation();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                double[] z = Activations.ordinary(new SplittableRandom(t), 3000);
                double[] value = Activations.value(shared, DataType.FLOAT, z);
                double[] gradient = Activations.backward(shared, DataType.FLOAT, z, z);
                Callable<Void> calls = () -> {
                    for (int i = 0; i < 50; i++) {
                        assertThat(Activations.value(shared, DataType.FLOAT, z))
                                .as("value while other threads call")
                                .isEqualTo(value);
                        assertThat(Activations.backward(shared, DataType.FLOAT, z, z))
                                .as("backward while other threads call")
                                .isEqualTo(gradient);
                    }
                    return null;
                };
                all.add(threads.submit(calls));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of the properties, where it tells them: all values lie between low and high, and come near both. */
    @Test
    default void valuesFillTheRangeThatItTells() {
        properties().ifPresent(PropertiesCheck::range);
    }

    /** Of the properties, where it tells them. */
    @Test
    default void itIsMonotoneWhereItSaysSo() {
        properties().ifPresent(PropertiesCheck::monotone);
    }

    /** Of the properties, where it tells them. */
    @Test
    default void itHasTheSymmetryThatItTells() {
        properties().ifPresent(PropertiesCheck::symmetry);
    }

    /** Of the properties, where it tells them: no slope and no jump is steeper, and one comes within a thousandth. */
    @Test
    default void itsSteepestSlopeIsTheLipschitzConstantThatItTells() {
        properties().ifPresent(PropertiesCheck::lipschitz);
    }

    /** Of the properties, where it tells them. */
    @Test
    default void itSaturatesWhereItSaysSo() {
        properties().ifPresent(PropertiesCheck::saturation);
    }

    private Optional<PropertiesCheck> properties() {
        return activation().properties().map(told -> new PropertiesCheck(activation(), told, kinks()));
    }

    private void requireNumbers(double... z) {
        for (DataType type : Activations.TYPES) {
            double[] value = value(type, z);
            double[] derivative = derivative(type, z);
            for (int i = 0; i < z.length; i++) {
                assertThat(value[i]).as("value(%s) in %s must be its limit", z[i], type).isNotNaN();
                assertThat(derivative[i]).as("derivative at %s in %s must be its limit", z[i], type).isNotNaN();
            }
        }
    }

    private static void requireClose(double actual, double expected, double tolerance, String what) {
        double allowed = tolerance * Math.max(1, Math.abs(expected));
        if (!(Math.abs(actual - expected) <= allowed || actual == expected)) {
            fail("%s: it is %s instead of %s", what, actual, expected);
        }
    }

    private double[] value(DataType type, double[] z) {
        return Activations.value(activation(), type, z);
    }

    private double[] backward(DataType type, double[] z, double[] upstream) {
        return Activations.backward(activation(), type, z, upstream);
    }

    private double[] derivative(DataType type, double[] z) {
        double[] ones = new double[z.length];
        Arrays.fill(ones, 1);
        return backward(type, z, ones);
    }
}
