package rai.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.0123, 0.012",
        "-0.5, -0.50",
        "1.0, 1.0",
        "9.96, 10",
        "0.3, 0.30",
        "12.3, 12",
        "1234.5, 1234",
        "0.00012, 0.00012",
        "0.00000123, 1.2e-06",
        "1234567, 1.2e+06",
        "0, 0",
        "NaN, NaN",
    })
    void numbersHaveTwoSignificantDigits(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0004, p < 0.001", "0.001, p = 0.001", "0.0316, p = 0.032", "1, p = 1.000"})
    void probabilitiesHaveThreeDigitsAfterThePoint(double p, String text) {
        assertThat(Numbers.p(p)).isEqualTo(text);
    }
}
