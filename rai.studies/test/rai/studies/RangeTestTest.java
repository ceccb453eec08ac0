package rai.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rai.api.run.RateRange;

class RangeTestTest {
    private static final int STEPS = 100;

    /** 10⁻⁴ .. 10⁴. */
    private static double[] rates(int count) {
        double[] rates = new double[count];
        Arrays.setAll(rates, i -> Math.pow(10, -4 + 8.0 * i / (STEPS - 1)));
        return rates;
    }

    private static double[] objectives(java.util.function.DoubleUnaryOperator ofLogarithm) {
        return Arrays.stream(rates(STEPS)).map(Math::log10).map(ofLogarithm).toArray();
    }

    @Test
    void theObjectiveFallsFastestInTheMiddleOfASlope() {
        RateRange test = RangeTest.evaluate(rates(STEPS), objectives(e -> 1 / (1 + Math.exp(4 * (e + 1)))));
        assertThat(Math.log10(test.rates()[test.steepest()])).isBetween(-1.1, -0.9);
        assertThat(test.diverged()).isEqualTo(-1);
    }

    @Test
    void noiseDoesNotMoveIt() {
        java.util.Random random = new java.util.Random(1);
        RateRange test = RangeTest.evaluate(
                rates(STEPS), objectives(e -> 1 / (1 + Math.exp(2 * (e + 1))) + 0.3 + 0.01 * random.nextGaussian()));
        assertThat(Math.log10(test.rates()[test.steepest()])).isBetween(-1.6, -0.4);
    }

    @Test
    void whatFollowsTheDivergenceIsNotLookedAt() {
        double[] objectives = objectives(e -> e < 1 ? 1 - 0.1 * (e + 4) : Math.exp(3 * e));
        objectives[STEPS - 1] = 0;
        RateRange test = RangeTest.evaluate(rates(STEPS), objectives);
        assertThat(Math.log10(test.rates()[test.diverged()])).isBetween(1.0, 1.1);
        assertThat(test.lowest()).isLessThan(test.diverged());
        assertThat(test.smoothed()).hasSize(test.diverged());
    }

    @Test
    void anObjectiveThatIsNotANumberIsTooLarge() {
        double[] objectives = objectives(e -> 1 - 0.1 * (e + 4));
        objectives[60] = Double.NaN;
        assertThat(RangeTest.evaluate(rates(STEPS), objectives).diverged()).isEqualTo(60);
    }

    @Test
    void anObjectiveThatOnlyGrowsHasNoFastestFall() {
        RateRange test = RangeTest.evaluate(rates(STEPS), objectives(e -> 1 + 0.1 * (e + 4)));
        assertThat(test.steepest()).isEqualTo(-1);
        assertThat(test.lowest()).isZero();
    }

    @Test
    void anObjectiveBelowZeroMayFallFurther() {
        RateRange test = RangeTest.evaluate(rates(STEPS), objectives(e -> -10 - e));
        assertThat(test.diverged()).isEqualTo(-1);
    }
}
