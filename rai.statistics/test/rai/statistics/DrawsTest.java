package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void theNumbersAreThoseOfSplitMix64() {
        // the published generator from the seed 1234567 begins 6457827717110365317, 3203168211198807973
        Draws draws = new Draws(1234567);
        assertThat(draws.below(1 << 30)).isEqualTo((int) (6457827717110365317L >>> 34));
        assertThat(draws.below(1 << 30)).isEqualTo((int) (3203168211198807973L >>> 34));
    }

    @Test
    void aChoiceHoldsEachRowAtMostOnce() {
        int[] rows = {0, 1, 2, 3, 4};
        new Draws(3).choose(rows, 3);
        assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
}
