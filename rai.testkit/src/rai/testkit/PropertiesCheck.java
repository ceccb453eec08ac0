package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;

/**
 * What an activation tells of itself, held against samples of it in float64: every 0.01 from -30 to 30, closely about 0 and the
 * kinks, and further and further off.
 */
final class PropertiesCheck {
    /** How far from a kink it is sampled on both sides: a jump there makes a huge difference quotient. */
    private static final double CLOSE = 1e-7;

    /** How nearly bounds must be reached. */
    private static final double NEARLY = 1e-3;

    /** What roundings may make of a comparison. */
    private static final double ROUNDING = 1e-12;

    /** A difference that roundings do not make. */
    private static final double REAL = 1e-9;

    /** A slope that is taken for infinite where the Lipschitz constant is. */
    private static final double STEEP = 1e3;

    /** A slope that is taken for 0 far off. */
    private static final double FLAT = 1e-6;

    private final Activation activation;
    private final Properties told;
    private final double[] z;
    private final double[] value;
    private final double[] slope;

    PropertiesCheck(Activation activation, Properties told, double[] kinks) {
        this.activation = activation;
        this.told = told;
        DoubleStream grid = IntStream.rangeClosed(-3000, 3000).mapToDouble(i -> i / 100.0);
        DoubleStream powers = IntStream.rangeClosed(-60, 60)
                .mapToDouble(i -> Math.pow(10, i / 4.0))
                .flatMap(x -> DoubleStream.of(x, -x));
        DoubleStream about = Arrays.stream(kinks).flatMap(k -> DoubleStream.of(k - CLOSE, k, k + CLOSE));
        z = DoubleStream.concat(grid, DoubleStream.concat(powers, about)).distinct().sorted().toArray();
        value = value(z);
        slope = slope(z);
    }

    void range() {
        double least = Arrays.stream(value).min().orElseThrow();
        double largest = Arrays.stream(value).max().orElseThrow();
        assertThat(least).as("the least value must not be below the low of %s", told)
                .isGreaterThanOrEqualTo(below(told.low()));
        assertThat(largest).as("the largest value must not exceed the high of %s", told)
                .isLessThanOrEqualTo(-below(-told.high()));
        if (Double.isFinite(told.low())) {
            assertThat(least).as("the values must come near the low of %s", told)
                    .isLessThanOrEqualTo(told.low() + NEARLY * size(told.low()));
        }
        if (Double.isFinite(told.high())) {
            assertThat(largest).as("the values must come near the high of %s", told)
                    .isGreaterThanOrEqualTo(told.high() - NEARLY * size(told.high()));
        }
    }

    void monotone() {
        for (int i = 1; i < z.length && told.monotone(); i++) {
            assertThat(value[i])
                    .as("monotone: the value at %s must not be below that at %s", z[i], z[i - 1])
                    .isGreaterThanOrEqualTo(below(value[i - 1]));
        }
        if (!told.monotone()) {
            assertThat(IntStream.range(1, z.length).anyMatch(i -> value[i] < value[i - 1] - REAL * size(value[i])))
                    .as("it says that it is not monotone, so it must fall somewhere")
                    .isTrue();
        }
    }

    void symmetry() {
        double[] mirrored = value(Arrays.stream(z).map(x -> -x).toArray());
        double[] opposite = Arrays.stream(mirrored).map(x -> -x).toArray();
        switch (told.symmetry()) {
            case ODD -> requireEqual(opposite, "odd: the value must change its sign with z");
            case EVEN -> requireEqual(mirrored, "even: the value must not depend on the sign of z");
            case NONE ->
                assertThat(differs(opposite) && differs(mirrored))
                        .as("it says that it has no symmetry, but it is odd or even")
                        .isTrue();
        }
    }

    void lipschitz() {
        double most = told.lipschitz();
        double steepest = 0;
        for (int i = 0; i < z.length; i++) {
            steepest = Math.max(steepest, Math.abs(slope[i]));
            assertThat(Math.abs(slope[i])).as("the slope at %s must not exceed the Lipschitz constant", z[i])
                    .isLessThanOrEqualTo(most * (1 + REAL));
            double rise = i == 0 ? 0 : Math.abs(value[i] - value[i - 1]);
            if (Double.isFinite(rise) && i > 0) {
                double run = z[i] - z[i - 1];
                assertThat(rise).as("the rise from %s to %s must not exceed the Lipschitz constant", z[i - 1], z[i])
                        .isLessThanOrEqualTo(most * run * (1 + REAL) + ROUNDING * size(value[i]));
                steepest = Double.isInfinite(most) ? Math.max(steepest, rise / run) : steepest;
            }
        }
        assertThat(steepest).as("the steepest slope must come near the Lipschitz constant %s", most)
                .isGreaterThanOrEqualTo(Double.isInfinite(most) ? STEEP : most * (1 - NEARLY));
    }

    void saturation() {
        boolean left = isFlat(-1e12);
        boolean right = isFlat(1e12);
        Saturation oneSide = left ? Saturation.LEFT : right ? Saturation.RIGHT : Saturation.NONE;
        Saturation found = left && right ? Saturation.BOTH : oneSide;
        assertThat(told.saturation()).as("where the slope tends to 0").isEqualTo(found);
    }

    /** At more than one point, because a periodic function has flat places too. */
    private boolean isFlat(double far) {
        return Arrays.stream(slope(DoubleStream.iterate(far, x -> 1.1 * x).limit(20).toArray()))
                .allMatch(s -> Math.abs(s) <= FLAT);
    }

    private void requireEqual(double[] other, String what) {
        for (int i = 0; i < z.length; i++) {
            assertThat(other[i]).as("%s, at %s", what, z[i])
                    .isBetween(below(value[i]), -below(-value[i]));
        }
    }

    private boolean differs(double[] other) {
        return IntStream.range(0, z.length)
                .anyMatch(i -> value[i] != other[i] && Math.abs(value[i] - other[i]) > REAL * size(value[i]));
    }

    private static double below(double x) {
        return Double.isInfinite(x) ? x : x - ROUNDING * size(x);
    }

    private static double size(double x) {
        return Math.max(1, Math.abs(x));
    }

    private double[] value(double[] at) {
        return Activations.value(activation, DataType.DOUBLE, at);
    }

    private double[] slope(double[] at) {
        double[] ones = new double[at.length];
        Arrays.fill(ones, 1);
        return Activations.backward(activation, DataType.DOUBLE, at, ones);
    }
}
