package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentizedRangeTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({"3, 3.314493", "4, 3.633160", "10, 4.474124"})
    void quantilesAreThoseOfR(int k, double q) {
        // R: qtukey(0.95, k, Inf)
        assertThat(StudentizedRange.quantile(0.95, k, INFINITE)).isCloseTo(q, within(5e-7));
    }

    @Test
    void probabilitiesOfInfiniteDegreesOfFreedomAreThoseOfTheIntegralAtHighPrecision() throws IOException {
        for (Reference row : Reference.rows("studentized-range-infinite.csv")) {
            assertThat(StudentizedRange.cdf(row.number("q"), row.whole("k"), INFINITE))
                    .as("%s", row)
                    .isCloseTo(row.number("p"), within(1e-13));
        }
    }

    @Test
    void probabilitiesOfFiniteDegreesOfFreedomAreThoseOfSciPy() throws IOException {
        for (Reference row : Reference.rows("studentized-range.csv")) {
            assertThat(StudentizedRange.cdf(row.number("q"), row.whole("k"), row.number("df")))
                    .as("%s", row)
                    .isCloseTo(row.number("p"), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "40", "1000"})
    void theRangeOfTwoIsStudentsTTimesTheRootOfTwo(double df) {
        for (double q : new double[] {0.01, 1, 3, 10, 100}) {
            double p = 1 - 2 * TDistribution.of(df).survivalProbability(q / Math.sqrt(2));
            assertThat(StudentizedRange.cdf(q, 2, df)).as("q = %s", q).isCloseTo(p, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.01, 3, 1", "0.5, 3, 5", "0.95, 20, 10", "0.999, 5, 1", "0.99, 100, Infinity"})
    void aQuantileIsReachedWithItsProbability(double p, int k, double df) {
        assertThat(StudentizedRange.cdf(StudentizedRange.quantile(p, k, df), k, df))
                .isCloseTo(p, within(1e-12));
    }

    @Test
    void theEndsAreZeroAndInfinity() {
        assertThat(StudentizedRange.quantile(0, 3, 5)).isZero();
        assertThat(StudentizedRange.quantile(1, 3, 5)).isInfinite();
        assertThat(StudentizedRange.cdf(-1, 3, 5)).isZero();
        assertThat(StudentizedRange.cdf(INFINITE, 3, 5)).isEqualTo(1);
    }

    @Test
    void aRangeOfOneValueIsRefused() {
        assertThatThrownBy(() -> StudentizedRange.cdf(1, 1, 5)).hasMessageContaining("at least 2, not 1");
    }
}
