package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {
    private static Times of(long... milliseconds) {
        Times times = new Times();
        for (long ms : milliseconds) {
            times.add(ms * 1_000_000);
        }
        return times;
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(of(9, 1, 4).median()).isEqualTo(4);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(of(9, 1, 4, 5).median()).isEqualTo(4.5);
    }

    @Test
    void theBestIsTheShortest() {
        assertThat(of(9, 1, 4).best()).isEqualTo(1);
    }

    @Test
    void nineOfTenAreNotLongerThanTheNinetiethPercentile() {
        assertThat(of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1).quantile(0.9)).isEqualTo(9);
    }

    @Test
    void theNinetiethPercentileOfAFewIsTheLongest() {
        assertThat(of(3, 1, 2).quantile(0.9)).isEqualTo(3);
    }

    @Test
    void withoutTimesThereIsNoMedian() {
        assertThat(of().median()).isNaN();
    }

    @Test
    void thousandsOfTimesAreKept() {
        Times times = new Times();
        for (int i = 1; i <= 5001; i++) {
            times.add(i * 1_000_000L);
        }
        assertThat(times.count()).isEqualTo(5001);
        assertThat(times.median()).isEqualTo(2501);
    }
}
