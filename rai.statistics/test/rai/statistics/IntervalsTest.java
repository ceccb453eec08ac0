package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    @Test
    void theIntervalOfAMeanIsThatOfSciPy() throws IOException {
        for (Reference row : Reference.rows("paired-t.csv")) {
            Interval interval = Intervals.t(Values.differences(row.values("a"), row.values("b")), 0.95);
            assertThat(interval.low()).as("%s", row).isCloseTo(row.number("low"), within(1e-10));
            assertThat(interval.high()).as("%s", row).isCloseTo(row.number("high"), within(1e-10));
        }
    }

    @Test
    void welchsIntervalIsThatOfSciPy() throws IOException {
        for (Reference row : Reference.rows("welch.csv")) {
            Interval interval = Intervals.welch(row.values("a"), row.values("b"), 0.95);
            assertThat(interval.low()).as("%s", row).isCloseTo(row.number("low"), within(1e-9));
            assertThat(interval.high()).as("%s", row).isCloseTo(row.number("high"), within(1e-9));
        }
    }

    @Test
    void wilsonsIntervalIsThatOfSciPy() throws IOException {
        for (Reference row : Reference.rows("wilson.csv")) {
            Interval interval = Intervals.wilson(row.whole("successes"), row.whole("trials"), row.number("level"));
            assertThat(interval.low()).as("%s", row).isCloseTo(row.number("low"), within(1e-12));
            assertThat(interval.high()).as("%s", row).isCloseTo(row.number("high"), within(1e-12));
        }
    }

    @Test
    void overlapWidensTheIntervalOfAMeanAsTheVarianceOfNadeauAndBengioSays() {
        double[] values = {0.90, 0.91, 0.89, 0.905, 0.895};
        // t(0.975; 4) = 2.7764451, sd = √0.0000625; 1/5 + 1/4
        double half = 2.7764451051977987 * Math.sqrt(0.0000625) * Math.sqrt(0.45);
        Interval interval = Intervals.t(values, 0.25, 0.95);
        assertThat(interval.low()).isCloseTo(0.9 - half, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.9 + half, within(1e-12));
        assertThat(Intervals.t(values, 0, 0.95)).isEqualTo(Intervals.t(values, 0.95));
    }

    @Test
    void aNegativeOverlapIsRefused() {
        assertThatThrownBy(() -> Intervals.t(new double[] {1, 2}, -0.25, 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0, not -0.25");
    }

    @Test
    void equalValuesHaveAPointAsInterval() {
        assertThat(Intervals.t(new double[] {0.5, 0.5, 0.5}, 0.95)).isEqualTo(new Interval(0.5, 0.5, 0.95));
    }

    @Test
    void oneValueHasNoInterval() {
        Interval interval = Intervals.t(new double[] {0.5}, 0.95);
        assertThat(interval.isDefined()).isFalse();
        assertThat(interval.contains(0.5)).isFalse();
    }

    @Test
    void noneOrAllOfTheTrialsEndTheIntervalAtZeroOrOne() {
        for (int trials = 1; trials <= 50; trials++) {
            assertThat(Intervals.wilson(0, trials, 0.95).low()).isEqualTo(0);
            assertThat(Intervals.wilson(trials, trials, 0.95).high()).isEqualTo(1);
        }
    }

    @Test
    void noTrialsHaveNoInterval() {
        assertThat(Intervals.wilson(0, 0, 0.95).isDefined()).isFalse();
    }

    @Test
    void aLevelInPercentIsRefused() {
        assertThatThrownBy(() -> Intervals.t(new double[] {1, 2}, 95)).hasMessageContaining("between 0 and 1, not 95");
    }
}
