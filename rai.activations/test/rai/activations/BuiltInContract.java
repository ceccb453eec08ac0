package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.activation.Properties;
import rai.api.activation.TiledActivation;
import rai.testkit.ActivationContract;

/** What holds for the activations of this bundle beyond the contract: golden values, and a fast path like the reference. */
interface BuiltInContract extends ActivationContract {
    double[] SPECIAL = {
        0,
        -0.0,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        1e-40,
        -1e-40,
        1e-30,
        -1e-30,
        1e-8,
        -1e-8,
        0.17,
        0.3466,
        17,
        -17,
        40,
        -40,
        87,
        -87,
        88.3,
        -88.3,
        88.5,
        -88.5,
        88.7,
        -88.7,
        89,
        -89,
        104,
        -104,
        1000,
        -1000,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    /** How far floats may be off, relatively. */
    double FLOAT = 1e-5;

    /** What is smaller counts as 0 in float32. */
    double FLOOR = 1e-30;

    @Override
    TiledActivation activation();

    /** @return the name in the golden file; if it is not there, the tests against it are skipped */
    String golden();

    /** @return how far PyTorch's numbers may be off, absolutely and for |z| up to 1, where its formula cancels */
    default double cancelledInGolden() {
        return 0;
    }

    /** @return how far PyTorch's derivatives may be off, relatively */
    default double goldenSlopeTolerance() {
        return 1e-12;
    }

    /** @return how far values in float32 may be off, relatively */
    default double floatTolerance() {
        return 5e-7;
    }

    /** @return how far slopes in float32 may be off, absolutely: those made of a rounded value have no more digits than it */
    default double floatSlopeFloor() {
        return 4e-7;
    }

    @Test
    default void valueAndDerivativeAgreeWithPyTorch() throws IOException {
        for (Golden g : Golden.of(golden())) {
            double cancelled = cancelledInGolden() * Math.max(1, Math.abs(g.z()));
            requireClose(activation().value(g.z()), g.value(), 1e-12, cancelled, "value at " + g.z());
            double slope = activation().derivative(g.z());
            requireClose(slope, g.derivative(), goldenSlopeTolerance(), cancelled, "derivative at " + g.z());
        }
    }

    @Test
    default void arraysOfFloatsAgreeWithPyTorch() throws IOException {
        List<Golden> golden = Golden.of(golden());
        double[] z = golden.stream().mapToDouble(Golden::z).toArray();
        double[] value = value(DataType.FLOAT, z);
        for (int i = 0; i < z.length; i++) {
            double point = (float) z[i]; // 0.1 is not a float
            double moved = Math.abs(activation().value(point) - activation().value(z[i]));
            double cancelled = cancelledInGolden() * Math.max(1, Math.abs(z[i]));
            requireClose(
                    value[i],
                    (float) golden.get(i).value(),
                    1e-6,
                    moved + cancelled + Float.MIN_NORMAL,
                    "value at " + z[i]);
        }
    }

    /** The scalar definition is the reference of the array form. */
    @Test
    default void valueOfAnArrayIsTheScalarValueOfEachElement() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            double[] z = points(type);
            double[] value = value(type, z);
            for (int i = 0; i < z.length; i++) {
                double expected = round(type, activation().value(z[i]));
                double tolerance = type == DataType.FLOAT ? floatTolerance() : 0;
                double floor = type == DataType.FLOAT ? FLOOR : 0;
                requireClose(value[i], expected, tolerance, floor, "value at " + z[i] + " in " + type);
            }
        }
    }

    /** In float32 relative to the steepest slope nearby: where a slope passes through 0, no float is right relatively. */
    @Test
    default void backwardOfAnArrayIsTheScalarDerivativeOfEachElement() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            double[] z = points(type);
            double[] upstream = new SplittableRandom(7)
                    .doubles(z.length, -1, 1)
                    .map(x -> round(type, x))
                    .toArray();
            double[] backward = backward(type, z, upstream);
            for (int i = 0; i < z.length; i++) {
                double expected =
                        round(type, upstream[i] * round(type, activation().derivative(z[i])));
                double allowed = type == DataType.FLOAT ? slopeTolerance(z[i], upstream[i]) : 0;
                requireClose(backward[i], expected, 1e-15, allowed, "backward at " + z[i] + " in " + type);
            }
        }
    }

    private double slopeTolerance(double z, double upstream) {
        double steepest = Math.abs(activation().derivative(z));
        for (double beside : new double[] {z - 0.05, z + 0.05}) {
            steepest = Math.max(steepest, Math.abs(activation().derivative(beside)));
        }
        return Math.abs(upstream) * Math.max(floatSlopeFloor(), FLOAT * steepest) + FLOOR;
    }

    /** A dense grid, and all powers of 2 that a float has. */
    @Test
    default void tilesAgreeWithTheDoublesEverywhere() {
        float[] z = grid();
        float[] a = z.clone();
        float[] slope = new float[z.length];
        Arrays.fill(slope, 1);
        for (int from = 0; from < z.length; from += TiledActivation.TILE) {
            int to = Math.min(z.length, from + TiledActivation.TILE);
            activation().value(a, a, from, to);
            activation().backward(z, a, slope, from, to);
        }
        for (int i = 0; i < z.length; i++) {
            requireClose(a[i], (float) activation().value(z[i]), floatTolerance(), FLOOR, "value at " + z[i]);
            requireClose(
                    slope[i], (float) activation().derivative(z[i]), 0, slopeTolerance(z[i], 1), "slope at " + z[i]);
        }
    }

    /** Also if they are shorter than a vector of the machine, empty, or not at its borders. */
    @Test
    default void tilesLeaveOtherElementsAlone() {
        float[] z = new float[700];
        float[] upstream = new float[z.length];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) random.nextDouble(-9, 9);
            upstream[i] = (float) random.nextDouble(-1, 1);
        }
        float[] expected = new float[z.length];
        float[] slopes = upstream.clone();
        for (int i = 0; i < z.length; i++) {
            activation().value(z, expected, i, i + 1);
            activation().backward(z, expected, slopes, i, i + 1);
        }
        for (int[] part : new int[][] {{0, 512}, {3, 5}, {13, 13}, {188, 700}, {7, 24}}) {
            float[] read = z.clone();
            float[] a = new float[z.length];
            Arrays.fill(a, 1234);
            float[] inPlace = z.clone();
            activation().value(read, a, part[0], part[1]);
            activation().value(inPlace, inPlace, part[0], part[1]);
            requireOnly(a, expected, filled(z.length), part, "values");
            requireOnly(inPlace, expected, z, part, "values in place");
            float[] gradient = upstream.clone();
            float[] values = a.clone();
            activation().backward(read, values, gradient, part[0], part[1]);
            requireOnly(gradient, slopes, upstream, part, "gradients");
            assertThat(read).as("z").isEqualTo(z);
            assertThat(values).as("a").isEqualTo(a);
        }
    }

    private static void requireOnly(float[] actual, float[] inside, float[] outside, int[] part, String what) {
        float[] expected = outside.clone();
        System.arraycopy(inside, part[0], expected, part[0], part[1] - part[0]);
        assertThat(actual).as("%s of the part %s", what, Arrays.toString(part)).isEqualTo(expected);
    }

    private static float[] filled(int n) {
        float[] all = new float[n];
        Arrays.fill(all, 1234);
        return all;
    }

    private static float[] grid() {
        float[] z = new float[60_001 + 2 * 277];
        for (int i = 0; i <= 60_000; i++) {
            z[i] = (i - 30_000) / 250f;
        }
        for (int i = 0; i < 277; i++) {
            z[60_001 + 2 * i] = (float) Math.scalb(1.0, i - 149);
            z[60_002 + 2 * i] = -z[60_001 + 2 * i];
        }
        return z;
    }

    /** Nine decimals more than the contract asks for: the numbers are known, so there is no reason to round them. */
    @Test
    default void lipschitzConstantAndLeastValueAreExact() {
        Properties told = activation().properties().orElseThrow();
        if (Double.isFinite(told.lipschitz())) {
            double steepest = largest(z -> Math.abs(activation().derivative(z)));
            requireClose(steepest, told.lipschitz(), 1e-12, 0, "Lipschitz constant");
            if (!told.monotone()) {
                requireClose(-largest(z -> -activation().value(z)), told.low(), 1e-12, 0, "least value");
            }
        }
    }

    /** By a search about the largest of many points: far off, or between its neighbours by golden sections. */
    private static double largest(DoubleUnaryOperator f) {
        double best = IntStream.rangeClosed(-40_000, 40_000)
                .mapToDouble(i -> i / 1000.0)
                .boxed()
                .max(Comparator.comparingDouble(f::applyAsDouble))
                .orElseThrow();
        double low = best - 1e-3;
        double high = best + 1e-3;
        for (int i = 0; i < 60; i++) {
            double third = (high - low) * 0.381966011250105;
            if (f.applyAsDouble(low + third) < f.applyAsDouble(high - third)) {
                low += third;
            } else {
                high -= third;
            }
        }
        return DoubleStream.of(best, low, -1e9, 1e9).map(f).max().orElseThrow();
    }

    /** A wrong gradient must not get lost after a unit that is off. */
    @Test
    default void nanUpstreamGivesNanOut() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            double[] upstream = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
            assertThat(backward(type, new double[] {-3, -100, 0, 2}, upstream))
                    .as("in %s", type)
                    .containsOnly(Double.NaN);
        }
    }

    private static double[] points(DataType type) {
        SplittableRandom random = new SplittableRandom(3);
        return DoubleStream.concat(
                        Arrays.stream(SPECIAL),
                        DoubleStream.concat(random.doubles(2000, -12, 12), random.doubles(1000, -110, 110)))
                .map(x -> round(type, x))
                .toArray();
    }

    private static double round(DataType type, double x) {
        return type == DataType.FLOAT ? (float) x : x;
    }

    private static void requireClose(double actual, double expected, double relative, double absolute, String what) {
        boolean close = Double.compare(actual + 0.0, expected + 0.0) == 0 // NaN, infinities, and either zero
                || Math.abs(actual - expected) <= Math.max(relative * Math.abs(expected), absolute);
        assertThat(close).as("%s: %s instead of %s", what, actual, expected).isTrue();
    }

    private double[] value(DataType type, double[] z) {
        INDArray out = view(type, new double[z.length]);
        activation().value(view(type, z), out);
        return out.toDoubleVector();
    }

    private double[] backward(DataType type, double[] z, double[] upstream) {
        INDArray at = view(type, z);
        INDArray a = view(type, new double[z.length]);
        activation().value(at, a);
        INDArray gradient = view(type, upstream);
        activation().backward(at, a, gradient, gradient);
        return gradient.toDoubleVector();
    }

    private static double[] ones(int n) {
        return DoubleStream.generate(() -> 1).limit(n).toArray();
    }

    /** The last elements of a longer vector. */
    private static INDArray view(DataType type, double[] values) {
        INDArray all = Nd4j.zeros(type, values.length + 3);
        INDArray view = all.get(NDArrayIndex.interval(3, values.length + 3));
        view.assign(Nd4j.createFromArray(values).castTo(type));
        return view;
    }
}
