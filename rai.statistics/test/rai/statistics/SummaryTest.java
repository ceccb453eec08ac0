package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void quartilesInterpolateAsInNumPy() {
        // numpy.percentile([7, 1, 4, 2, 9, 3], [25, 50, 75])
        Summary summary = Summary.of(7, 1, 4, 2, 9, 3);
        assertThat(summary.lowerQuartile()).isEqualTo(2.25);
        assertThat(summary.median()).isEqualTo(3.5);
        assertThat(summary.upperQuartile()).isEqualTo(6.25);
        assertThat(summary.min()).isEqualTo(1);
        assertThat(summary.max()).isEqualTo(9);
    }

    @Test
    void theStandardDeviationDividesByOneLessThanN() {
        Summary summary = Summary.of(2, 4, 4, 4, 5, 5, 7, 9);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.sd()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-15));
    }

    @Test
    void aLargeOffsetCostsNoDigits() {
        assertThat(Summary.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).sd()).isCloseTo(Math.sqrt(30), within(1e-12));
    }

    @Test
    void oneValueHasNoStandardDeviation() {
        Summary one = Summary.of(0.5);
        assertThat(one.mean()).isEqualTo(0.5);
        assertThat(one.upperQuartile()).isEqualTo(0.5);
        assertThat(one.sd()).isNaN();
    }

    @Test
    void ofNoValuesAllIsUndefined() {
        assertThat(Summary.of().n()).isZero();
        assertThat(Summary.of().mean()).isNaN();
        assertThat(Summary.of().median()).isNaN();
    }

    @Test
    void aValueThatIsNotFiniteIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Summary.of(1, Double.NaN, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Value 2 of 3 is NaN");
    }
}
