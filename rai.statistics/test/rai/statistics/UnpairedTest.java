package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnpairedTest {
    @Test
    void welchsTestIsThatOfSciPy() throws IOException {
        for (Reference row : Reference.rows("welch.csv")) {
            TestResult result = Unpaired.welch(row.values("a"), row.values("b"));
            assertThat(result.statistic()).as("%s", row).isCloseTo(row.number("t"), within(1e-10));
            assertThat(result.p()).as("%s", row).isCloseTo(row.number("p"), within(1e-10));
        }
    }

    @Test
    void mannAndWhitneysTestIsThatOfSciPyWithTiesToo() throws IOException {
        for (Reference row : Reference.rows("mann-whitney.csv")) {
            TestResult result = Unpaired.mannWhitney(row.values("a"), row.values("b"));
            assertThat(result.statistic()).as("%s", row).isEqualTo(row.number("u"));
            assertThat(result.p()).as("%s", row).isCloseTo(row.number("p"), within(1e-10));
            assertThat(result.exact()).as("%s", row).isEqualTo(!row.text("how").startsWith("asymptotic"));
        }
    }

    @Test
    void twoConstantsThatDifferAreJudgedByRanksNotByAnInfiniteT() {
        TestResult result = Unpaired.welch(new double[] {1, 1, 1}, new double[] {2, 2, 2, 2});
        assertThat(result.statistic()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(result.p()).isCloseTo(2 / 35.0, within(1e-12));
        assertThat(result.direction()).isEqualTo(-1);
    }

    @Test
    void equalSamplesHaveAPOfOne() {
        double[] ones = new double[40];
        Arrays.fill(ones, 1);
        assertThat(Unpaired.welch(ones, ones).p()).isEqualTo(1);
        assertThat(Unpaired.mannWhitney(ones, ones).p()).isEqualTo(1);
        assertThat(Unpaired.mannWhitney(new double[] {1, 1}, new double[] {1}).p())
                .isEqualTo(1);
    }

    @Test
    void tooFewValuesHaveNoP() {
        assertThat(Unpaired.welch(new double[] {1}, new double[] {2, 3}).p()).isNaN();
        assertThat(Unpaired.mannWhitney(new double[] {}, new double[] {2, 3}).p())
                .isNaN();
    }
}
