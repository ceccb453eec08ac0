package rai.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void meanSmallestAndLargestAreShown() {
        assertThat(Spread.of(List.of(0.5, 1.0, 0.75)).text(2)).isEqualTo("0.75 [0.50, 1.00]");
    }

    @Test
    void noNumbersAreADash() {
        assertThat(Spread.of(List.of()).text(2)).isEqualTo("-");
    }

    @Test
    void whatRoundsToZeroHasNoSign() {
        assertThat(Spread.of(List.of(-0.0004)).text(3)).isEqualTo("0.000 [0.000, 0.000]");
    }
}
