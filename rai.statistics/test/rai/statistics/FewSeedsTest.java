package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FewSeedsTest {
    /** Over all seeds the first is better by 0.01. */
    private static final double[][] CELLS = {{0.9, 0.8, 0.8, 0.9}, {0.85, 0.85, 0.85, 0.81}};

    @Test
    void allChoicesOfFewSeedsAreCounted() {
        // the pairs of seeds and their means: 01 .85 .85, 02 .85 .85, 03 .9 .83, 12 .8 .85, 13 .85 .83, 23 .85 .83
        FewSeeds two = FewSeeds.paired(CELLS, 2, true, 1000, 0);
        assertThat(two.complete()).isTrue();
        assertThat(two.draws()).isEqualTo(6);
        assertThat(two.first().get(0)).isCloseTo(4 / 6.0, within(1e-15));
        assertThat(two.first().get(1)).isCloseTo(2 / 6.0, within(1e-15));
        assertThat(two.reversed().get(0).get(1)).isCloseTo(1 / 6.0, within(1e-15));
        assertThat(two.reversed().get(1).get(0)).isCloseTo(1 / 6.0, within(1e-15));
    }

    @Test
    void ofALossTheSmallestIsFirst() {
        assertThat(FewSeeds.paired(CELLS, 2, false, 1000, 0).first().get(1)).isCloseTo(4 / 6.0, within(1e-15));
    }

    @Test
    void allSeedsSayWhatAllSeedsSay() {
        FewSeeds all = FewSeeds.paired(CELLS, 4, true, 10, 0);
        assertThat(all.first()).containsExactly(1.0, 0.0);
        assertThat(all.reversed().get(0).get(1)).isZero();
        assertThat(all.means().get(0).low()).isCloseTo(0.85, within(1e-15));
    }

    @Test
    void aCellIsNeverReversedAgainstItself() {
        assertThat(FewSeeds.paired(CELLS, 2, true, 10, 0).reversed().get(0).get(0))
                .isNaN();
    }

    @Test
    void aRandomSampleOfChoicesComesCloseToAllOfThem() {
        double[][] cells = new double[2][16];
        Draws draws = new Draws(1);
        for (int i = 0; i < 16; i++) {
            cells[0][i] = draws.below(1000);
            cells[1][i] = draws.below(1000) + 50;
        }
        // 16 over 3 = 560
        FewSeeds all = FewSeeds.paired(cells, 3, true, 560, 0);
        FewSeeds sample = FewSeeds.paired(cells, 3, true, 559, 7);
        assertThat(all.complete()).isTrue();
        assertThat(sample.complete()).isFalse();
        assertThat(sample.first().get(0))
                .isCloseTo(all.first().get(0), within(0.07))
                .isNotEqualTo(all.first().get(0));
        assertThat(sample).isEqualTo(FewSeeds.paired(cells, 3, true, 559, 7));
    }

    @Test
    void unpairedCellsAreDrawnByThemselves() {
        // one of {1, 3} against one of {0, 2, 2}: 2 or 0 of the 3 are above: the first loses 2 of 6 times
        FewSeeds one = FewSeeds.unpaired(new double[][] {{1, 3}, {0, 2, 2}}, 1, true, 20_000, 3);
        assertThat(one.first().get(1)).isCloseTo(2 / 6.0, within(0.015));
        assertThat(one.reversed().get(0).get(1)).isCloseTo(2 / 6.0, within(0.015));
    }

    @Test
    void moreSeedsThanThereAreAreRefused() {
        assertThatThrownBy(() -> FewSeeds.paired(CELLS, 5, true, 10, 0))
                .hasMessageContaining("has 4 seeds, so 5 of them");
    }

    @Test
    void pairedCellsOfDifferentLengthsAreRefused() {
        assertThatThrownBy(() -> FewSeeds.paired(new double[][] {{1, 2}, {1, 2, 3}}, 2, true, 10, 0))
                .hasMessageContaining("these are 2 and 3");
    }
}
