package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
    @Test
    void thePowerOfTheTTestsIsThatOfSciPysNoncentralT() throws IOException {
        for (Reference row : Reference.rows("power.csv")) {
            int n = row.whole("n");
            double difference = row.number("difference");
            double alpha = row.number("alpha");
            assertThat(Power.of(TestKind.PAIRED_T, n, difference, 1, alpha))
                    .as("%s", row)
                    .isCloseTo(row.number("paired"), within(1e-9));
            assertThat(Power.of(TestKind.WELCH, n, difference, 1, alpha))
                    .as("%s", row)
                    .isCloseTo(row.number("welch"), within(1e-9));
        }
    }

    @Test
    void thePowerOfTwoSamplesOfTwentyIsThatOfR() {
        // R: power.t.test(n = 20, delta = 1, sd = 1), which leaves out the other side, here 2e-7
        assertThat(Power.of(TestKind.WELCH, 20, 1, 1, 0.05)).isCloseTo(0.8689528, within(3e-7));
    }

    @Test
    void theNumberPerSampleIsThatOfR() {
        // R: power.t.test(power = .90, delta = 1, sd = 1): n = 22.02110
        assertThat(Power.needed(TestKind.WELCH, 1, 1, 0.05, 0.9)).hasValue(23);
    }

    @ParameterizedTest
    @CsvSource({
        "PAIRED_T, 0.05, 0.8",
        "PAIRED_T, 0.005, 0.8",
        "WILCOXON, 0.05, 0.9",
        "SIGN, 0.01, 0.8",
        "MANN_WHITNEY, 0.05, 0.8"
    })
    void theNumberNeededIsTheFirstWithThePower(TestKind kind, double alpha, double power) {
        for (double difference : new double[] {0.05, 0.5, 3}) {
            int needed = Power.needed(kind, difference, 1, alpha, power).orElseThrow();
            assertThat(Power.of(kind, needed, difference, 1, alpha)).isGreaterThanOrEqualTo(power);
            assertThat(Power.of(kind, needed - 1, difference, 1, alpha)).isLessThan(power);
        }
    }

    @ParameterizedTest
    @CsvSource({"WILCOXON, PAIRED_T, 1.0472", "SIGN, PAIRED_T, 1.5708", "MANN_WHITNEY, WELCH, 1.0472"})
    void ranksNeedAThirdOfPiAndSignsHalfOfPiTimesAsManyValues(TestKind kind, TestKind t, double factor) {
        double needed = Power.needed(kind, 0.05, 1, 0.05, 0.8).orElseThrow();
        assertThat(needed / Power.needed(t, 0.05, 1, 0.05, 0.8).orElseThrow()).isCloseTo(factor, within(0.001));
    }

    @Test
    void theSmallestDifferenceIsFoundWithThePower() {
        double difference = Power.smallest(TestKind.PAIRED_T, 5, 0.01, 0.05, 0.8);
        assertThat(Power.of(TestKind.PAIRED_T, 5, difference, 0.01, 0.05)).isCloseTo(0.8, within(1e-10));
    }

    @Test
    void theSignOfTheDifferenceDoesNotMatter() {
        assertThat(Power.needed(TestKind.PAIRED_T, -0.5, 1, 0.05, 0.8))
                .isEqualTo(Power.needed(TestKind.PAIRED_T, 0.5, 1, 0.05, 0.8));
    }

    @Test
    void noDifferenceIsNeverShown() {
        assertThat(Power.needed(TestKind.PAIRED_T, 0, 1, 0.05, 0.8)).isEmpty();
        assertThat(Power.needed(TestKind.PAIRED_T, 1e-6, 1, 0.05, 0.8)).isEmpty();
    }

    @Test
    void theFewestAreThoseWhoseSmallestPReachesTheLevel() {
        assertThat(Power.fewest(TestKind.PAIRED_T, 0.05)).isEqualTo(2);
        assertThat(Power.fewest(TestKind.WILCOXON, 0.05)).isEqualTo(6);
        assertThat(Power.fewest(TestKind.SIGN, 0.0625)).isEqualTo(5);
        // 2/(8 choose 4) = 0.029, 2/(6 choose 3) = 0.1
        assertThat(Power.fewest(TestKind.MANN_WHITNEY, 0.05)).isEqualTo(4);
        assertThat(Power.fewest(TestKind.MANN_WHITNEY, 0.1)).isEqualTo(3);
    }

    @Test
    void fiveSeedsHaveNoPowerByRanksAtFivePerCent() {
        assertThat(Power.of(TestKind.WILCOXON, 5, 100, 1, 0.05)).isZero();
        assertThat(Power.smallest(TestKind.WILCOXON, 5, 1, 0.05, 0.8)).isNaN();
        assertThat(Power.needed(TestKind.WILCOXON, 100, 1, 0.05, 0.8)).hasValue(6);
    }

    @Test
    void theSimulatedPowerOfThePairedTTestIsTheComputedOne() {
        Draws draws = new Draws(5);
        int shown = 0;
        for (int study = 0; study < 4000; study++) {
            double[] differences = new double[8];
            for (int i = 0; i < differences.length; i++) {
                double u = (draws.below(1 << 30) + 0.5) / (1 << 30);
                double v = (draws.below(1 << 30) + 0.5) / (1 << 30);
                differences[i] = 1 + Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
            }
            shown += Paired.t(differences, new double[8]).p() <= 0.05 ? 1 : 0;
        }
        assertThat(shown / 4000.0).isCloseTo(Power.of(TestKind.PAIRED_T, 8, 1, 1, 0.05), within(0.025));
    }

    @Test
    void noSpreadIsRefused() {
        assertThatThrownBy(() -> Power.of(TestKind.PAIRED_T, 5, 1, 0, 0.05))
                .hasMessage("The standard deviation is above 0, not 0.0.");
    }
}
