package rai.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "3, 3",
        "0.693147, 0.6931",
        "12.3456, 12.35",
        "1234.56, 1235",
        "0.00001234, 1.234e-05",
        "12345678.9, 1.235e+07",
        "-0.5, -0.5000",
        "NaN, NaN",
        "Infinity, Infinity",
        "1e300, 1.000e+300"
    })
    void aNumberHasFourDigits(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0000", "0, 0.0000", "0.711, 0.7110", "12.5, 12.5000", "0.0000001, 1.000e-07", "NaN, NaN"})
    void aMetricHasFourDecimals(double value, String text) {
        assertThat(Numbers.metric(value)).isEqualTo(text);
    }

    @Test
    void aShortListIsShownWhole() {
        assertThat(Numbers.text(List.of(1, 2.5))).isEqualTo("1, 2.500");
    }

    @Test
    void aLongListIsShownByItsEndsAndItsLargest() {
        assertThat(Numbers.text(List.of(1, 9, 3, 4, 5))).isEqualTo("1 .. 5 (max 9 of 5)");
    }

    @Test
    void aLongListOfWordsIsShownByItsEnds() {
        assertThat(Numbers.text(List.of("a", "b", "c", "d", "e"))).isEqualTo("a .. e (5 in all)");
    }
}
