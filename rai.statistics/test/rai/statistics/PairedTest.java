package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PairedTest {
    @Test
    void theTTestIsThatOfSciPy() throws IOException {
        for (Reference row : Reference.rows("paired-t.csv")) {
            TestResult result = Paired.t(row.values("a"), row.values("b"));
            assertThat(result.statistic()).as("%s", row).isCloseTo(row.number("t"), within(1e-8));
            assertThat(result.p()).as("%s", row).isCloseTo(row.number("p"), within(1e-10));
        }
    }

    @Test
    void wilcoxonsTestIsThatOfSciPyWithTiesAndZerosToo() throws IOException {
        for (Reference row : Reference.rows("wilcoxon.csv")) {
            TestResult result = Paired.wilcoxon(row.values("a"), row.values("b"), Zeros.valueOf(row.text("zeros")));
            assertThat(result.p()).as("%s", row).isCloseTo(row.number("p"), within(1e-10));
            assertThat(result.exact()).as("%s", row).isEqualTo(!row.text("how").startsWith("approx"));
        }
    }

    @Test
    void wilcoxonsStatisticOfDemsarsExampleIsHis() {
        // he splits the two zeros between the sums, 1.5 each, after ranks 1.5; here their ranks are left out: 93 - 1.5,
        // 12 - 1.5
        TestResult result = Paired.wilcoxon(Demsar.column(1), Demsar.column(0), Zeros.PRATT);
        assertThat(result.statistic()).isEqualTo(93 - 1.5);
        assertThat(result.n()).isEqualTo(12);
        assertThat(result.direction()).isEqualTo(1);
        assertThat(result.p()).isLessThan(0.05);
    }

    @Test
    void differencesThatAreEqualOnPaperShareARank() {
        // 0.91 - 0.90, 0.81 - 0.80 and 0.32 - 0.31 differ in their last bits
        TestResult result = Paired.wilcoxon(
                new double[] {0.91, 0.81, 0.31, 0.5}, new double[] {0.90, 0.80, 0.32, 0.2}, Zeros.WILCOXON);
        assertThat(result.statistic()).isEqualTo(2 + 2 + 4);
    }

    @Test
    void theSignTestIsThatOfSciPy() throws IOException {
        for (Reference row : Reference.rows("sign.csv")) {
            int wins = row.whole("wins");
            double[] a = new double[wins + row.whole("losses") + 3];
            double[] b = new double[a.length];
            for (int i = 0; i < a.length - 3; i++) {
                a[i] = i < wins ? 1 : -1;
            }
            TestResult result = Paired.sign(a, b);
            assertThat(result.p()).as("%s", row).isCloseTo(row.number("p"), within(1e-12));
            assertThat(result.statistic()).isEqualTo(wins);
        }
    }

    @Test
    void fiveSeedsCanNotReachFivePerCentByRanks() {
        double[] a = {1, 2, 3, 4, 5};
        assertThat(Paired.wilcoxon(a, new double[5], Zeros.WILCOXON).p()).isEqualTo(0.0625);
        assertThat(Paired.sign(a, new double[5]).p()).isEqualTo(0.0625);
    }

    @Test
    void aConstantDifferenceIsJudgedByItsSignsNotByAnInfiniteT() {
        TestResult result = Paired.t(new double[] {0.91, 0.81, 0.71, 0.61}, new double[] {0.90, 0.80, 0.70, 0.60});
        assertThat(result.statistic()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(result.p()).isEqualTo(0.125);
        assertThat(result.direction()).isEqualTo(1);
    }

    @Test
    void equalSamplesHaveAPOfOne() {
        double[] a = {0.9, 0.8, 0.7};
        assertThat(Paired.t(a, a).p()).isEqualTo(1);
        assertThat(Paired.wilcoxon(a, a, Zeros.PRATT).p()).isEqualTo(1);
        assertThat(Paired.wilcoxon(a, a, Zeros.WILCOXON).p()).isEqualTo(1);
        assertThat(Paired.sign(a, a).p()).isEqualTo(1);
        assertThat(Paired.t(a, a).direction()).isZero();
    }

    @Test
    void tooFewPairsHaveNoP() {
        assertThat(Paired.t(new double[] {1}, new double[] {2}).p()).isNaN();
        assertThat(Paired.wilcoxon(new double[0], new double[0], Zeros.PRATT).p())
                .isNaN();
        assertThat(Paired.sign(new double[0], new double[0]).p()).isNaN();
    }

    @Test
    void theTestForFoldsThatOverlapIsWiderByTheRatioOfTheirRows() {
        // ten folds of 10 of 100 rows: √(1/10 + 1/9) in place of √(1/10)
        double[] a = {.9, .8, .85, .95, .88, .91, .87, .86, .9, .92};
        double[] b = {.88, .79, .86, .9, .86, .88, .88, .83, .9, .9};
        double plain = Paired.t(a, b).statistic();
        TestResult corrected = Paired.correctedT(a, b, 90, 10);
        assertThat(corrected.statistic()).isCloseTo(plain * Math.sqrt(0.1 / (0.1 + 1 / 9.0)), within(1e-12));
        assertThat(corrected.p()).isGreaterThan(Paired.t(a, b).p());
    }

    @Test
    void theBootstrapOfThePairsIsThatOfTheirDifferences() {
        double[] a = {.9, .8, .85, .95};
        double[] b = {.5, .9, .75, .9};
        assertThat(Paired.difference(a, b, 0.9, 500, 3))
                .isEqualTo(Bootstrap.mean(Values.differences(a, b), 0.9, 500, 3));
    }

    @Test
    void samplesOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> Paired.t(new double[2], new double[3])).hasMessageContaining("these are 2 and 3");
    }

    @Test
    void winsAreCountedBeyondTheTolerance() {
        double[] a = {0.90, 0.80, 0.70, 0.65};
        double[] b = {0.85, 0.81, 0.69, 0.66};
        assertThat(WinTieLoss.of(a, b, true, 0.01)).isEqualTo(new WinTieLoss(1, 3, 0));
        assertThat(WinTieLoss.of(a, b, true, 0)).isEqualTo(new WinTieLoss(2, 0, 2));
        assertThat(WinTieLoss.of(a, b, false, 0.01)).isEqualTo(new WinTieLoss(0, 3, 1));
    }
}
