package rai.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234",
                "-1.234.567,8",
                "1,234,567.8",
                "3,5",
                "12 345",
                "1'000",
                "12 %",
                "4.5%",
                "$5",
                "€ 3",
                "0x1F"
            })
    void numbersThatAreWrittenInAnotherWayAreKnown(String text) {
        assertThat(Cell.isUnreadableNumber(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1234", "-1.5e-3", "007", "", "1.2.3", "5-10", "01.05.2024", "A1", "0x", "1,2,3", "12a", "$"})
    void numbersAndTextsAreNot(String text) {
        assertThat(Cell.isUnreadableNumber(text)).isFalse();
    }
}
