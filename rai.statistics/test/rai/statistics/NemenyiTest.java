package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NemenyiTest {
    @ParameterizedTest
    @CsvSource({
        "2, 1.960, 1.645",
        "3, 2.343, 2.052",
        "4, 2.569, 2.291",
        "5, 2.728, 2.459",
        "6, 2.850, 2.589",
        "7, 2.949, 2.693",
        "8, 3.031, 2.780",
        "9, 3.102, 2.855",
        "10, 3.164, 2.920"
    })
    void criticalValuesAreThoseOfDemsarsTable(int k, double five, double ten) {
        // JMLR 7 (2006), table 5 (a); some of its last digits are cut off rather than rounded
        assertThat(Nemenyi.criticalValue(0.05, k)).isCloseTo(five, within(0.0011));
        assertThat(Nemenyi.criticalValue(0.10, k)).isCloseTo(ten, within(0.0011));
    }

    @Test
    void demsarsCriticalDifferencesAreHis() {
        assertThat(Nemenyi.criticalDifference(0.05, 4, 14)).isCloseTo(1.25, within(0.005));
        assertThat(Nemenyi.criticalDifference(0.10, 4, 14)).isCloseTo(1.12, within(0.005));
    }

    @Test
    void theCriticalDifferenceHasThePOfTheLevel() {
        double cd = Nemenyi.criticalDifference(0.05, 6, 20);
        assertThat(Nemenyi.p(cd, 6, 20)).isCloseTo(0.05, within(1e-12));
        assertThat(Nemenyi.p(-cd, 6, 20)).isCloseTo(0.05, within(1e-12));
        assertThat(Nemenyi.p(0, 6, 20)).isEqualTo(1);
    }

    @Test
    void ofDemsarsFourOnlyTheBestAndTheWorstDifferAtTenPerCent() {
        List<Double> ranks = Friedman.of(Demsar.AUC, true).averageRanks();
        double cd = Nemenyi.criticalDifference(0.10, 4, 14);
        assertThat(Nemenyi.cliques(ranks, cd)).containsExactly(List.of(3, 1, 2), List.of(2, 0));
        assertThat(Nemenyi.cliques(ranks, 1.25)).containsExactly(List.of(3, 1, 2, 0));
    }

    @Test
    void aGroupWithinAnotherIsLeftOut() {
        assertThat(Nemenyi.cliques(List.of(1.0, 1.5, 2.0, 4.0), 1.5)).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void aDifferenceOfExactlyTheCriticalOneIsSignificant() {
        assertThat(Nemenyi.cliques(List.of(1.0, 2.0), 1.0)).isEmpty();
    }
}
