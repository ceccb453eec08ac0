package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.activation.ScalarActivation;
import rai.testkit.ActivationContract;

/** What holds for the activations of this bundle beyond the contract: golden values, and a fast path like the reference. */
interface BuiltInContract extends ActivationContract {
    double[] SPECIAL = {
        0, -0.0, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-40, -1e-40, 1e-30, -1e-30, 1e-8, -1e-8, 0.17, 0.3466, 17, -17, 40, -40, 87,
        -87, 88.3, -88.3, 88.5, -88.5, 88.7, -88.7, 89, -89, 104, -104, 1000, -1000, Float.MAX_VALUE, -Float.MAX_VALUE,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
    };

    @Override
    ScalarActivation activation();

    /** @return the name in the golden file */
    String golden();

    @Test
    default void valueAndDerivativeAgreeWithPyTorch() throws IOException {
        for (Golden g : Golden.of(golden())) {
            requireClose(activation().value(g.z()), g.value(), 1e-12, 0, "value at " + g.z());
            requireClose(activation().derivative(g.z()), g.derivative(), 1e-12, 0, "derivative at " + g.z());
        }
    }

    @Test
    default void arraysOfDoublesAgreeWithPyTorch() throws IOException {
        var golden = Golden.of(golden());
        double[] z = golden.stream().mapToDouble(Golden::z).toArray();
        double[] value = value(DataType.DOUBLE, z);
        double[] derivative = backward(DataType.DOUBLE, z, ones(z.length));
        for (int i = 0; i < z.length; i++) {
            requireClose(value[i], golden.get(i).value(), 1e-12, 0, "value at " + z[i]);
            requireClose(derivative[i], golden.get(i).derivative(), 1e-12, 0, "derivative at " + z[i]);
        }
    }

    @Test
    default void arraysOfFloatsAgreeWithPyTorch() throws IOException {
        var golden = Golden.of(golden());
        double[] z = golden.stream().mapToDouble(Golden::z).toArray();
        double[] value = value(DataType.FLOAT, z);
        for (int i = 0; i < z.length; i++) {
            requireClose(value[i], golden.get(i).value(), 1e-6, Float.MIN_NORMAL, "value at " + z[i]);
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
                requireClose(value[i], expected, tolerance(type), Float.MIN_NORMAL, "value at " + z[i] + " in " + type);
            }
        }
    }

    /** In float32 the slope is made from the rounded value: so it is right to a float's rounding of 1. */
    @Test
    default void backwardOfAnArrayIsTheScalarDerivativeOfEachElement() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            double[] z = points(type);
            double[] upstream = new SplittableRandom(7).doubles(z.length, -1, 1).map(x -> round(type, x)).toArray();
            double[] backward = backward(type, z, upstream);
            for (int i = 0; i < z.length; i++) {
                double expected = upstream[i] * activation().derivative(z[i]);
                double rounding = type == DataType.FLOAT ? 2.5e-7 : 4.5e-16;
                requireClose(backward[i], expected, 1e-15, rounding, "backward at " + z[i] + " in " + type);
            }
        }
    }

    /** A wrong gradient must not get lost behind a unit that is off. */
    @Test
    default void nanUpstreamGivesNanOut() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            assertThat(backward(type, new double[] {-3, -100, 0, 2}, new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN}))
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

    private static double tolerance(DataType type) {
        return type == DataType.FLOAT ? 5e-7 : 0;
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
