package rai.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
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

    private static RateRange trial(int steps, double shift) {
        double[] objectives = objectives(e -> 1 / (1 + Math.exp(4 * (e + shift))));
        return RangeTest.evaluate(rates(steps), Arrays.copyOf(objectives, steps));
    }

    @Test
    void theMeanOfSeveralSeedsIsEvaluatedOverTheStepsThatAllMade() {
        RateRange mean = new RangeTest().mean(List.of(trial(STEPS, 1), trial(80, 1), trial(90, 1.5)));
        assertThat(mean.rates()).hasSize(80);
        assertThat(mean.objectives()[40])
                .isCloseTo((2 * trial(80, 1).objectives()[40] + trial(80, 1.5).objectives()[40]) / 3, within(1e-12));
        assertThat(Math.log10(mean.rates()[mean.steepest()])).isBetween(-1.5, -1.0);
    }

    @Test
    void aSingleTestIsItsOwnMean() {
        RateRange only = trial(STEPS, 1);
        assertThat(new RangeTest().mean(List.of(only))).isSameAs(only);
    }

    @Test
    void anObjectiveBelowZeroMayFallFurther() {
        RateRange test = RangeTest.evaluate(rates(STEPS), objectives(e -> -10 - e));
        assertThat(test.diverged()).isEqualTo(-1);
    }
}
