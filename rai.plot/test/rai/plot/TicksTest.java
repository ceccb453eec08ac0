package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final ToDoubleFunction<String> EXTENT = label -> 10.0 * label.length();

    @Test
    void ticksStandAtRoundNumbers() {
        assertThat(Ticks.linear(-3, 3, 400, EXTENT).labels()).containsExactly("−3", "−2", "−1", "0", "1", "2", "3");
    }

    @Test
    void labelsOfOneAxisHaveTheSameNumberOfDecimals() {
        assertThat(Ticks.linear(0, 1, 400, EXTENT).labels()).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    }

    @Test
    void aShortAxisHasFewerTicks() {
        assertThat(Ticks.linear(-3, 3, 100, EXTENT).labels()).containsExactly("−2", "0", "2");
    }

    @Test
    void largeNumbersAreWrittenWithAnExponent() {
        assertThat(Ticks.linear(0, 1e6, 400, EXTENT).labels()).contains("0", "2e5", "1e6");
    }

    @Test
    void smallNumbersAreWrittenWithAnExponent() {
        assertThat(Ticks.linear(0, 3e-7, 400, EXTENT).labels()).contains("5e−8", "1.5e−7");
    }

    @Test
    void ticksOfAnAxisFarFromZeroCanBeDistinguished() {
        assertThat(Ticks.linear(1e15, 1e15 + 8, 800, EXTENT).labels())
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    @Test
    void aLogarithmicAxisLabelsPowersOfTen() {
        assertThat(Ticks.logarithmic(-3, 1, 400, EXTENT, FONT).labels())
                .containsExactly("10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹");
    }

    @Test
    void aLogarithmicAxisHasUnlabelledTicksBetweenPowers() {
        assertThat(Ticks.logarithmic(0, 2, 400, EXTENT, FONT).marks()).hasSize(3 + 2 * 8);
    }

    @Test
    void aLongLogarithmicAxisSkipsPowers() {
        assertThat(Ticks.logarithmic(-30, 0, 300, EXTENT, FONT).labels())
                .hasSizeBetween(3, 7)
                .contains("10⁰");
    }

    @Test
    void aLogarithmicAxisWithinADecadeHasLabelsToo() {
        assertThat(Ticks.logarithmic(Math.log10(3), Math.log10(8), 400, EXTENT, FONT)
                        .labels())
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
