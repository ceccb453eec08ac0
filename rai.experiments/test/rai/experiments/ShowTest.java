package rai.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShowTest {
    @Test
    void numbersHaveFourDigitsAndAnExponentOnlyIfTheyAreVerySmallOrLarge() {
        assertThat(Show.number(0.48460449)).isEqualTo("0.4846");
        assertThat(Show.number(1200)).isEqualTo("1200");
        assertThat(Show.number(0.00049)).isEqualTo("0.00049");
        assertThat(Show.number(7.378697629e19)).isEqualTo("7.379e+19");
        assertThat(Show.number(0)).isEqualTo("0");
        assertThat(Show.number(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(Show.number(Double.NaN)).isEqualTo("-");
    }

    @Test
    void aMeanHasItsIntervalAndAMedianItsRange() {
        double[] values = {1, 2, 3, 4, 10};
        assertThat(Show.mean(values)).isEqualTo("4 [-0.3899, 8.39], n = 5");
        assertThat(Show.median(values)).isEqualTo("3 (1 to 10), n = 5");
    }

    @Test
    void aShareHasItsInterval() {
        assertThat(Show.share(7, 10)).isEqualTo("7 of 10 (0.7 [0.3968, 0.8922])");
        assertThat(Show.share(0, 0)).isEqualTo("0 of 0");
    }

    @Test
    void aNumberThatIsNotFiniteIsATextAlone() {
        assertThat(Show.entry(Double.POSITIVE_INFINITY).value()).isNull();
        assertThat(Show.entry(Double.POSITIVE_INFINITY).text()).isEqualTo("inf");
    }
}
