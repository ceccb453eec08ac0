package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.TiledActivation;
import rai.api.spec.SpecException;
import rai.testkit.Specs;

class CurveTest implements BuiltInContract {
    private static Curve curve(String settings) {
        return Specs.configure(new Curve(), "curve(" + settings + ")");
    }

    private static Curve of(DoubleUnaryOperator f, double from, double to, int points) {
        String values = IntStream.range(0, points)
                .mapToObj(i -> String.valueOf(f.applyAsDouble(from + i * (to - from) / (points - 1))))
                .collect(Collectors.joining(" "));
        return curve("points=\"" + values + "\", from=" + from + ", to=" + to);
    }

    /** A curve as a network learns them: with a smallest value, steeper on one side. */
    @Override
    public TiledActivation activation() {
        return of(z -> Math.tanh(z) + Math.exp(-z * z) - 0.2 * z, -3, 3, 61);
    }

    @Override
    public String golden() {
        return "none";
    }

    @Nested
    class WithoutSettings implements BuiltInContract {
        @Override
        public TiledActivation activation() {
            return new Curve();
        }

        @Override
        public String golden() {
            return "identity";
        }

        /** -3 + (z + 3) loses the last digits of a small z. */
        @Override
        public double cancelledInGolden() {
            return 0x1p-52;
        }
    }

    @Nested
    class WithFlatEnds implements BuiltInContract {
        @Override
        public TiledActivation activation() {
            return curve("points=\"0 0 0 1 3 3 3\", from=-1, to=2");
        }

        @Override
        public String golden() {
            return "none";
        }
    }

    @Nested
    class WithThreePoints implements BuiltInContract {
        @Override
        public TiledActivation activation() {
            return curve("points=\"1 0 1\", from=-1, to=1");
        }

        @Override
        public String golden() {
            return "none";
        }
    }

    @Test
    void itPassesThroughItsPoints() {
        Curve curve = curve("points=\"2 -1 0.5 7\", from=-1, to=2");
        assertThat(new double[] {curve.value(-1), curve.value(0), curve.value(1), curve.value(2)})
                .containsExactly(2, -1, 0.5, 7);
    }

    /** z² - z + 2 on five points: value and slope are exact between them as well. */
    @ParameterizedTest
    @CsvSource({"-2, 8, -5", "-1.3, 4.99, -3.6", "0.25, 1.8125, -0.5", "1.9, 3.71, 2.8"})
    void aParabolaIsReproduced(double z, double value, double slope) {
        Curve curve = of(x -> x * x - x + 2, -2, 2, 5);
        assertThat(curve.value(z)).isCloseTo(value, within(1e-14));
        assertThat(curve.derivative(z)).isCloseTo(slope, within(1e-14));
    }

    @Test
    void beyondItsEndsItIsStraight() {
        Curve curve = of(x -> x * x, -2, 2, 5);
        assertThat(curve.value(5)).isEqualTo(4 + 3 * 4);
        assertThat(curve.value(-4)).isEqualTo(4 + 2 * 4);
        assertThat(curve.derivative(5)).isEqualTo(4);
        assertThat(curve.derivative(-4)).isEqualTo(-4);
    }

    /** h = 0.1; the error of values is of third order, that of slopes of second order. */
    @Test
    void aSmoothFunctionIsApproximatedClosely() {
        Curve tanh = of(Math::tanh, -3, 3, 61);
        for (double z = -3; z < 3; z += 0.013) {
            double t = Math.tanh(z);
            assertThat(tanh.value(z)).isCloseTo(t, within(2e-4));
            assertThat(tanh.derivative(z)).isCloseTo(1 - t * t, within(5e-3));
        }
    }

    @Test
    void itsPropertiesFollowFromItsPoints() {
        assertThat(of(Math::tanh, -3, 3, 7).properties())
                .map(Properties::symmetry)
                .contains(Symmetry.ODD);
        assertThat(curve("points=\"1 0 1\", from=-1, to=1").properties())
                .contains(new Properties(0, Double.POSITIVE_INFINITY, false, Symmetry.EVEN, 2, Saturation.NONE));
        assertThat(curve("points=\"0 0 0 1 3 3 3\", from=-1, to=2").properties())
                .map(Properties::saturation)
                .contains(Saturation.BOTH);
        assertThat(curve("points=\"0 1 3\", from=0, to=2").properties())
                .hasValueSatisfying(of -> assertThat(of.monotone()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "points=\"1 2\" | curve needs 3 to 10001 points, not 2: write them as in curve(points=\"-1 0 1\","
                        + " from=-2, to=2)",
                "points=\"1 2 x\" | the point 'x' of curve is not a finite number",
                "points=\"1 2 NaN\" | the point 'NaN' of curve is not a finite number",
                "from=1, to=1 | curve needs from below to, not from=1.0, to=1.0"
            })
    void whatIsNotACurveIsExplained(String settings, String message) {
        assertThatThrownBy(() -> curve(settings))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }
}
