package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    /** The spatial test of 26 children, A: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), table 14.1. */
    private static final double[] SPATIAL = {
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41
    };

    /** CD4 counts of 20 patients at the start and after a year: DiCiccio and Efron, Statistical Science 11 (1996), table 1. */
    private static final double[] CD4_BASELINE = {
        2.12, 4.35, 3.39, 2.51, 4.04, 5.10, 3.77, 3.35, 4.10, 3.35, 4.15, 3.56, 3.39, 1.88, 2.56, 2.96, 2.49, 3.03,
        2.66, 3.00
    };

    private static final double[] CD4_YEAR = {
        2.47, 4.61, 5.26, 3.02, 6.36, 5.93, 3.93, 4.09, 4.88, 3.81, 4.74, 3.29, 5.55, 2.82, 4.23, 3.23, 2.56, 4.31,
        4.37, 2.40
    };

    /** Averages of 15 law schools: Efron and Tibshirani, table 3.1. */
    private static final double[] LSAT = {576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594};

    private static final double[] GPA = {
        3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96
    };

    @Test
    void theIntervalOfTheVarianceOfTheSpatialTestIsThatOfEfronAndTibshirani() {
        Interval interval = Bootstrap.bca(26, BootstrapTest::spatialVariance, 0.9, 20_000, 1);
        // table 14.2: (115.8, 259.6) from 2000 resamples; an end varies by about 2 between seeds with so few
        assertThat(interval.low()).isCloseTo(115.8, within(2.0));
        assertThat(interval.high()).isCloseTo(259.6, within(3.0));
    }

    private static double spatialVariance(int[] rows) {
        double[] chosen = Arrays.stream(rows).mapToDouble(row -> SPATIAL[row]).toArray();
        return Values.variance(chosen) * (rows.length - 1) / rows.length;
    }

    @Test
    void theIntervalOfTheCorrelationOfCd4CountsIsThatOfDiCiccioAndEfron() {
        Interval interval = Bootstrap.bca(20, rows -> correlation(CD4_BASELINE, CD4_YEAR, rows), 0.9, 20_000, 1);
        // table 2: (.55, .85) from 2000 resamples
        assertThat(interval.low()).isCloseTo(0.55, within(0.015));
        assertThat(interval.high()).isCloseTo(0.85, within(0.01));
    }

    @Test
    void theIntervalOfTheCorrelationOfTheLawSchoolsIsThatOfRsBoot() {
        Interval interval = Bootstrap.bca(15, rows -> correlation(LSAT, GPA, rows), 0.95, 20_000, 1);
        // (0.3294, 0.9442), printed in Tattar, "Hands-On Ensemble Learning with R" (2018), chapter 2
        assertThat(interval.low()).isCloseTo(0.3294, within(0.01));
        assertThat(interval.high()).isCloseTo(0.9442, within(0.005));
    }

    private static double correlation(double[] a, double[] b, int[] rows) {
        double[] x = Arrays.stream(rows).mapToDouble(row -> a[row]).toArray();
        double[] y = Arrays.stream(rows).mapToDouble(row -> b[row]).toArray();
        double mx = Values.mean(x);
        double my = Values.mean(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i] - mx) * (y[i] - my);
        }
        return sum / (x.length - 1) / Math.sqrt(Values.variance(x) * Values.variance(y));
    }

    @Test
    void theSameResamplesGiveTheSameIntervalAsAnotherProgram() throws IOException {
        for (Reference row : Reference.rows("bca-same-resamples.csv")) {
            int resamples = row.whole("resamples");
            long seed = row.whole("seed");
            Interval interval = row.text("b").isEmpty()
                    ? Bootstrap.mean(row.values("a"), row.number("level"), resamples, seed)
                    : Bootstrap.difference(row.values("a"), row.values("b"), row.number("level"), resamples, seed);
            assertThat(interval.low()).as("%s", row).isCloseTo(row.number("low"), within(1e-10));
            assertThat(interval.high()).as("%s", row).isCloseTo(row.number("high"), within(1e-10));
        }
    }

    @Test
    void manyResamplesComeCloseToTheIntervalOfSciPy() throws IOException {
        for (Reference row : Reference.rows("bca.csv")) {
            Interval interval = Bootstrap.mean(row.values("a"), 0.95, 200_000, 9);
            double width = row.number("high") - row.number("low");
            assertThat(interval.low()).as("%s", row).isCloseTo(row.number("low"), within(0.01 * width));
            assertThat(interval.high()).as("%s", row).isCloseTo(row.number("high"), within(0.01 * width));
        }
    }

    @Test
    void theSeedAloneDecides() {
        double[] values = {0.91, 0.93, 0.88, 0.97, 0.90};
        assertThat(Bootstrap.mean(values, 0.95, 999, 4)).isEqualTo(Bootstrap.mean(values, 0.95, 999, 4));
        assertThat(Bootstrap.mean(values, 0.95, 999, 4)).isNotEqualTo(Bootstrap.mean(values, 0.95, 999, 5));
    }

    @Test
    void equalValuesHaveAPointAsInterval() {
        assertThat(Bootstrap.mean(new double[] {0.1, 0.1, 0.1}, 0.95, 100, 0)).isEqualTo(new Interval(0.1, 0.1, 0.95));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(Bootstrap.mean(new double[] {0.1}, 0.95, 100, 0).isDefined()).isFalse();
        assertThat(Bootstrap.mean(new double[] {}, 0.95, 100, 0).isDefined()).isFalse();
    }

    @Test
    void aStatisticThatIsSometimesUndefinedHasNoInterval() {
        Interval interval = Bootstrap.bca(4, rows -> rows[0] == 0 && rows[1] == 0 ? Double.NaN : rows[0], 0.9, 200, 0);
        assertThat(interval.isDefined()).isFalse();
    }

    @Test
    void theOrderOfASumDoesNotBiasTheIntervalOfFewValues() {
        // three values have only 10 different resamples; the sample itself is 6 of 27, in every order of its sum
        double[] values = {0.1, 0.2, 0.4};
        Interval one = Bootstrap.mean(values, 0.5, 50_000, 1);
        Interval shifted = Bootstrap.mean(new double[] {1000.1, 1000.2, 1000.4}, 0.5, 50_000, 1);
        assertThat(shifted.low() - 1000).isCloseTo(one.low(), within(1e-9));
        assertThat(shifted.high() - 1000).isCloseTo(one.high(), within(1e-9));
    }

    @Test
    void ninetyFivePerCentOfTheIntervalsContainTheMeanOfASkewedDistribution() {
        Draws draws = new Draws(11);
        int covered = 0;
        for (int study = 0; study < 1000; study++) {
            double[] values = new double[40];
            for (int i = 0; i < values.length; i++) {
                values[i] = -Math.log((draws.below(1 << 30) + 0.5) / (1 << 30));
            }
            covered += Bootstrap.mean(values, 0.95, 500, study).contains(1) ? 1 : 0;
        }
        // exponential values, n = 40: BCa covers 92 to 94 %
        assertThat(covered).isBetween(905, 960);
    }

    @Test
    void noResamplesAreRefused() {
        assertThatThrownBy(() -> Bootstrap.mean(new double[] {1, 2}, 0.95, 0, 0))
                .hasMessage("The number of resamples is at least 1, not 0.");
    }
}
