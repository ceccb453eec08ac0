package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.activation.NormalMoments;
import rai.api.activation.ScalarActivation;
import rai.api.array.Elementary;

class GaussKronrodTest {
    private static final double CLOSE = 1e-11;

    @Test
    void identityHasUnitMoments() {
        NormalMoments identity = moments(z -> z, z -> 1);
        requireMoments(identity, 0, 1, 1);
        assertThat(identity.mean()).isZero();
    }

    /** E[max(u, 0)] = 1/√(2π), and half of the second moments. */
    @Test
    void reluHasHalfTheSecondMoments() {
        NormalMoments relu = moments(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0);
        requireMoments(relu, 1 / Math.sqrt(2 * Math.PI), 0.5, 0.5);
        assertThat(relu.forwardGain()).isCloseTo(Math.sqrt(2), within(CLOSE));
        assertThat(relu.backwardGain()).isCloseTo(Math.sqrt(2), within(CLOSE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5, 3})
    void leakyReluHasTheGainOfHeEtAl(double slope) {
        NormalMoments leaky = moments(z -> z > 0 ? z : slope * z, z -> z > 0 ? 1 : slope);
        assertThat(leaky.forwardGain()).isCloseTo(Math.sqrt(2 / (1 + slope * slope)), within(CLOSE));
        assertThat(leaky.backwardGain()).isCloseTo(Math.sqrt(2 / (1 + slope * slope)), within(CLOSE));
    }

    /** E[erf(u)²] = 2/π arcsin(2/3) (Williams, 1997, Computing with infinite networks), E[erf'(u)²] = 4 / (π √5). */
    @Test
    void erfHasTheMomentsOfWilliams() {
        requireMoments(
                moments(GaussKronrodTest::erf, z -> 2 / Math.sqrt(Math.PI) * Math.exp(-z * z)),
                0,
                2 / Math.PI * Math.asin(2.0 / 3),
                4 / (Math.PI * Math.sqrt(5)));
    }

    /** E[sin(ωu)²] = (1 - e^(-2ω²)) / 2, E[ω² cos(ωu)²] = ω² (1 + e^(-2ω²)) / 2. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 30, 200})
    void sineHasItsMomentsHoweverFastItSwings(double w) {
        double e = Math.exp(-2 * w * w);
        requireMoments(moments(z -> Math.sin(w * z), z -> w * Math.cos(w * z)), 0, (1 - e) / 2, w * w * (1 + e) / 2);
    }

    /** From the adaptive quadrature of SciPy 1.17. */
    @Test
    void tanhAndSigmoidHaveTheMomentsOfAnotherProgram() {
        requireMoments(
                moments(Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z)), 0, 0.39429449039784126, 0.4644029024482683);
        DoubleUnaryOperator sigmoid = z -> 1 / (1 + Math.exp(-z));
        requireMoments(
                moments(sigmoid, z -> sigmoid.applyAsDouble(z) * (1 - sigmoid.applyAsDouble(z))),
                0.5,
                0.293379035858093,
                0.04483624135019437);
    }

    /** E[e^u] = √e, E[e^(2u)] = e². */
    @Test
    void exponentialGrowthIsIntegrated() {
        requireMoments(moments(Math::exp, Math::exp), Math.exp(0.5), Math.exp(2), Math.exp(2));
    }

    /** The probability of u > 0.3, from tables 0.38208857781104733; no interval ends at 0.3. */
    @Test
    void jumpAnywhereIsFound() {
        double above = 0.38208857781104733;
        requireMoments(moments(z -> z > 0.3 ? 2 : 0, z -> z > 0.3 ? 1 : 0), 2 * above, 4 * above, above);
    }

    /** max(u - k, 0) with k = 0.3: φ(k) - k P, and (1 + k²) P - k φ(k). */
    @Test
    void kinkAnywhereIsFound() {
        double k = 0.3;
        double above = 0.38208857781104733;
        double density = Math.exp(-k * k / 2) / Math.sqrt(2 * Math.PI);
        requireMoments(
                moments(z -> Math.max(z - k, 0), z -> z > k ? 1 : 0),
                density - k * above,
                (1 + k * k) * above - k * density,
                above);
    }

    @Test
    void momentsOfTinyValuesAreRelativelyAsGood() {
        NormalMoments tiny = moments(z -> 1e-9 * Math.max(z - 0.3, 0), z -> z > 0.3 ? 1e-9 : 0);
        assertThat(tiny.slopeSecondMoment() * 1e18).isCloseTo(0.38208857781104733, within(CLOSE));
    }

    /** E[e^(u²)] is infinite, and so is E[1 / (4|u|)], that of the slope of √|u|. */
    @Test
    void aDivergentMomentIsNotANumber() {
        NormalMoments outgrowing = moments(z -> Math.exp(z * z / 2), z -> z * Math.exp(z * z / 2));
        assertThat(outgrowing.secondMoment()).isNaN();
        NormalMoments pole = moments(z -> Math.sqrt(Math.abs(z)), z -> Math.signum(z) / (2 * Math.sqrt(Math.abs(z))));
        assertThat(pole.secondMoment()).isCloseTo(Math.sqrt(2 / Math.PI), within(CLOSE));
        assertThat(pole.slopeSecondMoment()).isNaN();
    }

    @Test
    void functionThatIsNaNEverywhereHasNoMoments() {
        assertThat(moments(z -> Double.NaN, z -> 1).mean()).isNaN();
    }

    @Test
    void constantZeroHasZeroMomentsAndNoFiniteGain() {
        NormalMoments zero = moments(z -> 0, z -> 0);
        requireMoments(zero, 0, 0, 0);
        assertThat(zero.forwardGain()).isInfinite();
    }

    @Test
    void densityIntegratesToOne() {
        assertThat(GaussKronrod.expectation(
                        Elementary.FAST, u -> Arrays.stream(u).map(v -> 1).toArray()))
                .isCloseTo(1, within(1e-15));
    }

    private static NormalMoments moments(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
        return new GaussKronrod().moments(new ScalarActivation() {
            @Override
            public double value(double z) {
                return value.applyAsDouble(z);
            }

            @Override
            public double derivative(double z) {
                return derivative.applyAsDouble(z);
            }
        });
    }

    private static void requireMoments(NormalMoments actual, double mean, double second, double slopeSecond) {
        assertThat(actual.mean()).as("mean").isCloseTo(mean, within(CLOSE));
        assertThat(actual.secondMoment()).as("second moment").isCloseTo(second, within(CLOSE * Math.max(1, second)));
        assertThat(actual.slopeSecondMoment())
                .as("second moment of the slope")
                .isCloseTo(slopeSecond, within(CLOSE * Math.max(1, slopeSecond)));
    }

    /** 2/√π e^(-z²) Σ 2^n z^(2n+1) / (1·3·...·(2n+1)): no cancellation. */
    private static double erf(double z) {
        if (Math.abs(z) > 6) {
            return Math.signum(z);
        }
        double term = z;
        double sum = z;
        for (int n = 1; n < 200; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
    }
}
