package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EffectTest {
    @Test
    void deltaCountsPairsThatAreLargerLessThoseThatAreSmaller() {
        // 3 > 1, 3 > 2, 2 > 1, 2 = 2, 1 = 1, 1 < 2
        assertThat(Effect.cliffsDelta(new double[] {1, 2, 3}, new double[] {1, 2}))
                .isEqualTo(2 / 6.0);
    }

    @Test
    void a12IsTheChanceOfALargerValue() {
        assertThat(Effect.a12(new double[] {1, 2, 3}, new double[] {1, 2})).isCloseTo(4 / 6.0, within(1e-15));
        assertThat(Effect.a12(new double[] {5, 6}, new double[] {1, 2})).isEqualTo(1);
    }

    @Test
    void valuesThatAreEqualOnPaperAreEqual() {
        assertThat(Effect.cliffsDelta(new double[] {0.1 + 0.2}, new double[] {0.3}))
                .isZero();
    }

    @Test
    void deltaAndUMeasureTheSame() {
        double[] a = {0.3, 0.7, 0.7, 0.9, 0.1};
        double[] b = {0.7, 0.2, 0.1};
        assertThat(Effect.a12(a, b)).isCloseTo(Unpaired.mannWhitney(a, b).statistic() / 15, within(1e-15));
    }

    @Test
    void standardizedIsInUnitsOfTheSpreadOfTheDifferences() {
        assertThat(Effect.standardized(new double[] {1, 2, 3}, new double[3])).isEqualTo(2);
        assertThat(Effect.standardized(new double[] {1, 2}, new double[] {1, 2}))
                .isNaN();
        assertThat(Effect.standardized(new double[] {.3, .2}, new double[] {.2, .1}))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void theWordsOfDeltaChangeAtTheBoundsOfRomano() {
        assertThat(Magnitude.ofDelta(-0.146)).isEqualTo(Magnitude.NEGLIGIBLE);
        assertThat(Magnitude.ofDelta(-0.147)).isEqualTo(Magnitude.SMALL);
        assertThat(Magnitude.ofDelta(0.33)).isEqualTo(Magnitude.MEDIUM);
        assertThat(Magnitude.ofDelta(0.474)).isEqualTo(Magnitude.LARGE);
        assertThat(Magnitude.LARGE.word()).isEqualTo("large");
    }

    @Test
    void theWordsOfA12ChangeAtTheBoundsOfVarghaAndDelaney() {
        assertThat(Magnitude.ofA12(0.559)).isEqualTo(Magnitude.NEGLIGIBLE);
        assertThat(Magnitude.ofA12(0.56)).isEqualTo(Magnitude.SMALL);
        assertThat(Magnitude.ofA12(0.36)).isEqualTo(Magnitude.MEDIUM);
        assertThat(Magnitude.ofA12(0.2)).isEqualTo(Magnitude.LARGE);
    }
}
