package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FriedmanTest {
    private static final Offset<Double> THREE_DIGITS = within(0.0005);
    private static final Offset<Double> TWO_DIGITS = within(0.005);

    @Test
    void demsarsAverageRanksAreHis() {
        Friedman test = Friedman.of(Demsar.AUC, true);
        assertThat(test.averageRanks().get(0)).isCloseTo(3.143, THREE_DIGITS);
        assertThat(test.averageRanks().get(1)).isEqualTo(2.000);
        assertThat(test.averageRanks().get(2)).isCloseTo(2.893, THREE_DIGITS);
        assertThat(test.averageRanks().get(3)).isCloseTo(1.964, THREE_DIGITS);
    }

    @Test
    void demsarsStatisticsAreHisWithoutTheCorrectionForTies() {
        Friedman test = Friedman.of(Demsar.AUC, true);
        double chi = test.chiSquaredUncorrected();
        assertThat(chi).isCloseTo(9.28, TWO_DIGITS);
        assertThat(13 * chi / (14 * 3 - chi)).isCloseTo(3.69, TWO_DIGITS);
    }

    @Test
    void withTiesBothStatisticsAreThoseOfSciPy() throws IOException {
        for (Reference row : Reference.rows("friedman.csv")) {
            Friedman test = Friedman.of(row.table("scores"), true);
            assertThat(test.averageRanks().stream().mapToDouble(r -> r).toArray())
                    .as("%s", row)
                    .containsExactly(row.values("ranks"), within(1e-12));
            assertThat(test.chiSquared()).as("%s", row).isCloseTo(row.number("chi_squared"), within(1e-10));
            assertThat(test.chiSquaredP()).as("%s", row).isCloseTo(row.number("p"), within(1e-10));
            assertThat(test.f()).as("%s", row).isCloseTo(row.number("f"), within(1e-9));
            assertThat(test.fP()).as("%s", row).isCloseTo(row.number("f_p"), within(1e-10));
        }
    }

    @Test
    void ofALossTheSmallestHasTheFirstRank() {
        assertThat(Friedman.of(new double[][] {{0.1, 0.2}, {0.3, 0.4}}, false).averageRanks())
                .containsExactly(1.0, 2.0);
    }

    @Test
    void theSameOrderEverywhereHasTheChanceOfThatAsP() {
        Friedman test = Friedman.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 2, 3}}, true);
        assertThat(test.f()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(test.fP()).isCloseTo(1 / 216.0, within(1e-15));
    }

    @Test
    void equalValuesEverywhereShowNothing() {
        Friedman test = Friedman.of(new double[][] {{1, 1, 1}, {2, 2, 2}}, true);
        assertThat(test.chiSquared()).isZero();
        assertThat(test.chiSquaredP()).isEqualTo(1);
        assertThat(test.fP()).isEqualTo(1);
    }

    @Test
    void aDataSetThatIsNotCompleteIsRefused() {
        assertThatThrownBy(() -> Friedman.of(new double[][] {{1, 2}, {1}}, true))
                .hasMessageContaining("Data set 2 has 1 values, and the first has 2");
    }
}
