package rai.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;

class AxesTest {
    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream()
                .map(Ticks.Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    private static List<String> linear(double low, double high, double length) {
        return labels(Ticks.linear(low, high, length, false, Frame::spaceAcross));
    }

    private static List<String> log(double low, double high, double length) {
        return labels(Ticks.logarithmic(low, high, length, false, Frame::spaceAcross));
    }

    @Test
    void ticksAreMultiplesOfOneTwoOrFive() {
        assertThat(linear(0, 1, 300)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(linear(-3, 3, 100)).containsExactly("\u22122", "0", "2");
        assertThat(linear(0, 4000, 700)).startsWith("0", "500").endsWith("4000");
        assertThat(linear(0.93, 0.947, 600)).startsWith("0.930", "0.932").hasSize(9);
    }

    @Test
    void aShortAxisHasFewTicksAndVeryLargeAndSmallNumbersHaveExponents() {
        assertThat(linear(0, 1, 60)).hasSizeLessThanOrEqualTo(3);
        assertThat(linear(0, 3e9, 500)).contains("1e9", "2e9");
        assertThat(linear(0, 3e-7, 500)).contains("1e\u22127");
    }

    @Test
    void aLogarithmicAxisHasTicksAtPowersOfTenAndSmallOnesBetween() {
        List<Ticks.Tick> ticks = Ticks.logarithmic(0.0001, 0.1, 600, false, Frame::spaceAcross);
        assertThat(labels(ticks)).containsExactly("0.0001", "0.001", "0.01", "0.1");
        assertThat(ticks).filteredOn(tick -> tick.label().isEmpty()).hasSize(3 * 8);
        assertThat(log(1e-12, 1e12, 300)).contains("1").hasSizeLessThan(8);
    }

    @Test
    void aLogarithmicAxisOfLessThanAPowerOfTenHasTicksTooAtOneTwoAndFive() {
        assertThat(log(0.9, 6, 600)).containsExactly("1", "2", "5");
        assertThat(log(300, 340, 600)).contains("300", "320").hasSizeGreaterThan(2);
    }

    @Test
    void anAxisOfWholeNumbersHasWholeTicksOnly() {
        assertThat(labels(wholeTicks(false, 1, 2))).containsExactly("1", "2");
        assertThat(labels(wholeTicks(false, 1, 2, 3))).containsExactly("1", "2", "3");
        assertThat(labels(wholeTicks(false, 1, 5, 12))).containsExactly("2", "4", "6", "8", "10", "12");
        assertThat(labels(wholeTicks(false, 7))).containsExactly("7");
        assertThat(labels(wholeTicks(true, 4, 6))).containsExactly("4", "5", "6");
        assertThat(labels(wholeTicks(false, 1, 1.5, 2))).contains("1.2");
    }

    private static List<Ticks.Tick> wholeTicks(boolean log, double... values) {
        Chart.Axis axis = log ? Chart.Axis.of("layer").logarithmic() : Chart.Axis.of("layer");
        return Scale.of(axis, DoubleStream.of(values), true)
                .wholeIf(DoubleStream.of(values))
                .between(40, 700)
                .ticks(Frame::spaceAcross);
    }

    @Test
    void anAxisCoversTheDataWithAMarginOrWhatWasAsked() {
        Scale free = Scale.of(Chart.Axis.of("x"), DoubleStream.of(1, Double.NaN, 3), true);
        assertThat(free.low()).isEqualTo(0.92);
        assertThat(free.high()).isEqualTo(3.08);
        Chart.Axis asked = new Chart.Axis("x", false, OptionalDouble.of(0), OptionalDouble.of(10));
        Scale fixed = Scale.of(asked, DoubleStream.of(1, 3), true);
        assertThat(fixed.low()).isZero();
        assertThat(fixed.high()).isEqualTo(10);
    }

    @Test
    void aSingleValueAndNoValueHaveAnAxisToo() {
        Scale single = Scale.of(Chart.Axis.of("x"), DoubleStream.of(5), true);
        assertThat(single.low()).isLessThan(5);
        assertThat(single.high()).isGreaterThan(5);
        assertThat(Scale.of(Chart.Axis.of("x").logarithmic(), DoubleStream.of(-1, 0), true)
                        .low())
                .isPositive();
    }

    @Test
    void aLogarithmicScalePlacesDecadesEvenlyAndNothingThatIsNotPositive() {
        Scale scale = new Scale(1, 100, true, 0, 200);
        assertThat(scale.at(10)).isEqualTo(100);
        assertThat(scale.at(0)).isNaN();
        assertThat(scale.clamped(0)).isZero();
    }

    @Test
    void numbersAreShortOrExact() {
        assertThat(Figures.brief(1.2, 3)).isEqualTo("1.2");
        assertThat(Figures.fixed(1.2, 3)).isEqualTo("1.20");
        assertThat(Figures.fixed(0.93625, 4)).isEqualTo("0.9363");
        assertThat(Figures.brief(1234567, 3)).isEqualTo("1.23e6");
        assertThat(Figures.brief(-0.5, 3)).isEqualTo("\u22120.5");
        assertThat(Figures.brief(Double.NaN, 3)).isEqualTo("NaN");
        assertThat(Figures.exact(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(Figures.exact(400)).isEqualTo("400");
    }

    @Test
    void thinningKeepsTheExtremesOfEveryPixel() {
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i / 1000.0;
        }
        y[54_321] = 7;
        y[77_777] = -3;
        Thinning thin = Thinning.of(x, y);
        assertThat(thin.x().length).isLessThanOrEqualTo(400);
        assertThat(thin.y()).contains(7, -3);
        assertThat(thin.x()).isSorted().contains(0, x[n - 1]);
    }
}
