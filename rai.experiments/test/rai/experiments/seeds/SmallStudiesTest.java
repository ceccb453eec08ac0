package rai.experiments.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmallStudiesTest {
    /** Over all seeds, a has the smaller mean: 2 against 2.5. */
    private static final Claims CLAIMS =
            Made.losses(new double[] {2, 1}, new double[] {1, 1, 1, 5}, new double[] {2.5, 2.5, 2.5, 2.5});

    private static SmallStudies studies(Claims claims, int k) {
        return new SmallStudies(claims, Choices.of(claims.seeds(), k));
    }

    @Test
    void aSingleSeedInFourRanksTheOtherWayRound() {
        SmallStudies one = studies(CLAIMS, 1);
        assertThat(one.best()).isEqualTo(0.75);
        assertThat(one.ranked(CLAIMS.ranking())).isEqualTo(0.75);
        assertThat(one.ranked(CLAIMS.sourceRanking())).isEqualTo(0.25);
        assertThat(one.inOrder()).isEqualTo(0.75);
    }

    @Test
    void theMeansOfTheChosenSeedsAreRanked() {
        // the seeds 03, 13 and 23 have the mean 3, the others 1
        assertThat(studies(CLAIMS, 2).ranked(List.of(0, 1))).isEqualTo(0.5);
        // the last seed among three: 7/3
        assertThat(studies(CLAIMS, 3).ranked(List.of(0, 1))).isEqualTo(1);
    }

    @Test
    void aTieIsNotARanking() {
        Claims tied = Made.losses(new double[] {1, 2}, new double[] {1, 2}, new double[] {1, 3});
        assertThat(studies(tied, 1).ranked(List.of(0, 1))).isEqualTo(0.5);
        assertThat(studies(tied, 1).inOrder()).isEqualTo(0.5);
        assertThat(studies(tied, 1).best()).isEqualTo(0.75);
    }

    @Test
    void ofThreeTheWholeOrderCountsAndThePairsByThemselves() {
        Claims three = Made.losses(
                new double[] {1, 2, 3}, new double[] {1, 1, 1, 1}, new double[] {2, 2, 2, 4}, new double[] {3, 3, 3, 3
                });
        // the last seed has a, c, b
        assertThat(studies(three, 1).ranked(three.ranking())).isEqualTo(0.75);
        assertThat(studies(three, 1).inOrder()).isCloseTo(11 / 12.0, within(1e-12));
        assertThat(studies(three, 1).best()).isEqualTo(1);
    }

    @Test
    void aClaimThatAllSeedsDoNotShowIsAFalseAlarm() {
        // only the seeds 012 agree: t = 173; over all four the mean is 0.025
        SmallStudies three = studies(Made.differences(1, 1.01, 0.99, -2.9), 3);
        assertThat(three.claimed(0, SmallStudies.LEVEL)).isEqualTo(0.25);
        assertThat(three.alarmed()).isEqualTo(0.25);
        assertThat(three.reversed()).isZero();
        assertThat(three.wrong(0)).isZero();
        assertThat(three.rightClaims()).isZero();
        assertThat(three.found()).isNaN();
    }

    @Test
    void aClaimOfTheOppositeDirectionHasTheWrongSign() {
        SmallStudies three = studies(Made.differences(1, 1.01, 0.99, -3.1), 3);
        assertThat(three.reversed()).isEqualTo(0.25);
        assertThat(three.wrong(0)).isEqualTo(0.25);
        assertThat(three.claimed(0, SmallStudies.LEVEL, 1)).isEqualTo(0.25);
        assertThat(three.claimed(0, SmallStudies.LEVEL, -1)).isZero();
    }

    @Test
    void whatAllSeedsShowIsNotAnAlarm() {
        SmallStudies three = studies(Made.differences(1, 1.01, 0.99, 1.02), 3);
        assertThat(three.alarmed()).isZero();
        assertThat(three.rightClaims()).isEqualTo(1);
        assertThat(three.found()).isEqualTo(1);
    }
}
