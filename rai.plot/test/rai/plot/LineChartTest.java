package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineChartTest {

    private static final double NAN = Double.NaN;
    private static final double[] X = {0, 1, 2, 3, 4};
    private static final Axis FOUR = Axis.range(0, 4);
    private static final Axis DECADES = Axis.of("").logarithmic().from(0.01, 100);
    private static final Color LINE = Palette.colour(0);

    @Test
    void aLineIsDrawnAtItsValues() {
        assertThat(linear(1, 1, 1, 1, 1).at(0.625, 0.25)).isEqualTo(LINE);
    }

    @Test
    void nanLeavesAGap() {
        Pictures picture = linear(1, 1, NAN, 1, 1);

        assertThat(picture.at(0.125, 0.25)).isEqualTo(LINE);
        assertThat(picture.at(0.45, 0.25)).isNotEqualTo(LINE);
        assertThat(picture.at(0.875, 0.25)).isEqualTo(LINE);
    }

    @Test
    void infinityLeavesAGap() {
        assertThat(linear(1, 1, Double.POSITIVE_INFINITY, 1, 1).at(0.45, 0.25)).isNotEqualTo(LINE);
    }

    @Test
    void aPointBetweenGapsIsStillSeen() {
        assertThat(linear(NAN, NAN, 1, NAN, NAN).at(0.5, 0.25)).isEqualTo(LINE);
    }

    @Test
    void pointsThatCannotBeDrawnAreCountedInANote() {
        LineChart chart = LineChart.of("", FOUR, DECADES, Series.of("loss", X, new double[] {1, 0, -1, NAN, 1}));

        assertThat(legend(chart)).containsExactly("loss", "points not drawn: 1 NaN or infinite, 2 not positive");
    }

    @Test
    void aLogarithmicAxisPlacesPowersOfTenAtEqualDistances() {
        assertThat(logarithmic(1, 1, 1, 1, 1).at(0.625, 0.5)).isEqualTo(LINE);
    }

    @Test
    void aZeroOnALogarithmicAxisLeavesAGap() {
        Pictures picture = logarithmic(1, 1, 0, 1, 1);

        assertThat(picture.at(0.45, 0.5)).isNotEqualTo(LINE);
        assertThat(picture.at(0.875, 0.5)).isEqualTo(LINE);
    }

    @Test
    void zerosDoNotStretchALogarithmicAxis() {
        LineChartDrawing drawing = drawing(
                LineChart.of("", FOUR, Axis.of("").logarithmic(), Series.of("", X, new double[] {0, 1, 10, 100, 0})));

        assertThat(drawing.yEnds()[0]).isBetween(-0.2, 0.0);
        assertThat(drawing.yEnds()[1]).isBetween(2.0, 2.2);
    }

    @Test
    void anAxisIsAsLongAsLinesAndBandsNeed() {
        LineChartDrawing drawing = drawing(LineChart.of(
                "",
                Axis.of(""),
                Axis.of(""),
                Series.of("", new double[] {0, 1}, new double[] {0, 1})
                        .withBand(new double[] {-1, -2}, new double[] {5, 1})));

        assertThat(drawing.yEnds()[0]).isBetween(-2.5, -2.0);
        assertThat(drawing.yEnds()[1]).isBetween(5.0, 5.5);
    }

    @Test
    void aConstantHasAnAxisAroundIt() {
        LineChartDrawing drawing = drawing(
                LineChart.of("", Axis.of(""), Axis.of(""), Series.of("", new double[] {0, 1}, new double[] {7, 7})));

        assertThat(drawing.yEnds()[0]).isLessThan(7);
        assertThat(drawing.yEnds()[1]).isGreaterThan(7);
    }

    @Test
    void aChartWithoutAnyNumberCanBeDrawn() {
        assertThat(Pictures.of(LineChart.of("", Axis.of(""), Axis.of("").logarithmic(), Series.of("", X, new double[] {
                            NAN, NAN, -1, 0, NAN
                        })))
                        .shows(LINE))
                .isFalse();
    }

    @Test
    void hugeNumbersCanBeDrawn() {
        Series huge = Series.of("", X, new double[] {-1e300, Double.MAX_VALUE, 1e300, 1e-300, 0})
                .withColour(0);

        assertThat(Pictures.of(LineChart.of("", Axis.of(""), Axis.of(""), huge)).shows(LINE))
                .isTrue();
    }

    @Test
    void whatIsBeyondAFixedAxisIsCutOff() {
        Pictures picture = linear(1, 1e9, 1e9, 1, 1);

        assertThat(picture.at(0.375, 0.25)).isNotEqualTo(LINE);
        assertThat(picture.at(0.875, 0.25)).isEqualTo(LINE);
    }

    @Test
    void aBandIsShadedBetweenItsEdges() {
        Series band = Series.of("", X, new double[] {2, 2, 2, 2, 2})
                .withBand(new double[] {1, 1, 1, 1, 1}, new double[] {3, 3, 3, 3, 3});
        Pictures picture = Pictures.of(LineChart.of("", FOUR, FOUR, band));

        assertThat(picture.at(0.6, 0.7)).isNotEqualTo(Color.WHITE);
        assertThat(picture.at(0.6, 0.8)).isEqualTo(Color.WHITE);
    }

    @Test
    void aBandDownToZeroReachesTheBottomOfALogarithmicAxis() {
        double[] ones = {1, 1, 1, 1, 1};
        Series band = Series.of("", X, ones).withBand(new double[] {0, 0, 0, 0, 0}, ones);

        assertThat(Pictures.of(LineChart.of("", FOUR, DECADES, band)).at(0.6, 0.1))
                .isNotEqualTo(Color.WHITE);
    }

    @Test
    void aBandHasAGapIfAnEdgeIsNaN() {
        Series band = Series.of("", X, new double[] {0, 0, 0, 0, 0})
                .withBand(new double[] {1, 1, NAN, 1, 1}, new double[] {3, 3, 3, 3, 3});
        Pictures picture = Pictures.of(LineChart.of("", FOUR, FOUR, band));

        assertThat(picture.at(0.1, 0.6)).isNotEqualTo(Color.WHITE);
        assertThat(picture.at(0.45, 0.6)).isEqualTo(Color.WHITE);
        assertThat(picture.at(0.9, 0.6)).isNotEqualTo(Color.WHITE);
    }

    @Test
    void aDashedLineHasHoles() {
        Pictures dashed = Pictures.of(LineChart.of(
                "", FOUR, FOUR, Series.of("", X, new double[] {1, 1, 1, 1, 1}).withDashes()));

        int holes = 0;
        for (int i = 100; i < 200; i++) {
            holes += dashed.at(i / 704.0, 0.25).equals(LINE) ? 0 : 1;
        }
        assertThat(holes).isBetween(20, 80);
    }

    @Test
    void seriesWithTheSameColourNumberHaveTheSameColour() {
        LineChart chart = LineChart.of(
                "",
                FOUR,
                FOUR,
                Series.of("", X, new double[] {1, 1, 1, 1, 1}),
                Series.of("", X, new double[] {3, 3, 3, 3, 3}).withColour(0));

        assertThat(Pictures.of(chart).at(0.6, 0.75)).isEqualTo(LINE);
    }

    @Test
    void arraysOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> Series.of("", X, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("y has 1 values where 5 are needed");
    }

    @Test
    void aSeriesKeepsItsValuesWhenTheCallersArrayChanges() {
        double[] y = {1, 2, 3, 4, 5};
        Series series = Series.of("", X, y);
        y[0] = 9;

        assertThat(series.y()[0]).isEqualTo(1);
    }

    @Test
    void aLogarithmicAxisFromZeroIsRefused() {
        assertThatThrownBy(() -> Axis.of("").logarithmic().from(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins above 0");
    }

    private static LineChart flagged(int count, String text) {
        List<Flag> flags = IntStream.range(0, count)
                .mapToObj(i -> new Flag(2, "swap", text, 1))
                .toList();
        return LineChart.of("", FOUR, FOUR, Series.of("", X, new double[] {1, 1, 1, 1, 1}))
                .withFlags(flags);
    }

    private static boolean isDrawn(LineChart chart, double y) {
        Pictures picture = Pictures.of(chart);
        Pictures plain = Pictures.of(chart.withFlags(List.of()));
        return IntStream.rangeClosed(-4, 4)
                .anyMatch(i -> !picture.at(0.5, y + i * 0.004).equals(plain.at(0.5, y + i * 0.004)));
    }

    @Test
    void aFlagIsALineOverTheWholeHeight() {
        assertThat(isDrawn(flagged(1, ""), 0.9)).isTrue();
        assertThat(isDrawn(flagged(1, ""), 0.5)).isTrue();
        assertThat(isDrawn(flagged(1, ""), 0.1)).isTrue();
        assertThat(legend(flagged(1, "one"))).isEmpty();
    }

    @Test
    void manyFlagsOfAKindAreStrokesAtTheEdgeAndCounted() {
        assertThat(isDrawn(flagged(1000, "one"), 0.985)).isTrue();
        assertThat(isDrawn(flagged(1000, "one"), 0.5)).isFalse();
        assertThat(legend(flagged(1000, "one"))).containsExactly("1000 swaps");
        assertThat(legend(flagged(1000, ""))).isEmpty();
    }

    @Test
    void theTextOfAFlagStandsWhereItHidesNoCurve() {
        Flag flag = new Flag(2, "swap", "text", 1);
        double[] high = {3.8, 3.8, 3.8, 3.8, 3.8};
        LineChart above = LineChart.of("", FOUR, FOUR, Series.of("", X, high));
        LineChart below = LineChart.of("", FOUR, FOUR, Series.of("", X, new double[] {0.2, 0.2, 0.2, 0.2, 0.2}));

        assertThat(textAt(above, flag, 0.05)).isTrue();
        assertThat(textAt(above, flag, 0.93)).isFalse();
        assertThat(textAt(below, flag, 0.93)).isTrue();
        assertThat(textAt(below, flag, 0.05)).isFalse();
    }

    @Test
    void theTextOfAFlagErasesNoCurveEvenIfThereIsOneAtBothEnds() {
        LineChart both = LineChart.of(
                "",
                FOUR,
                FOUR,
                Series.of("", X, new double[] {3.7, 3.7, 3.7, 3.7, 3.7}),
                Series.of("", X, new double[] {0.3, 0.3, 0.3, 0.3, 0.3}));
        Pictures plain = Pictures.of(both);
        Pictures flagged = Pictures.of(both.withFlags(List.of(new Flag(2, "swap", "text", 1))));
        assertThat(pixelsOf(Palette.colour(0), flagged))
                .isGreaterThan(pixelsOf(Palette.colour(0), plain) / 2)
                .isPositive();
    }

    /** Where the texts of flags at 2 stand. */
    private static long pixelsOf(Color colour, Pictures picture) {
        return IntStream.rangeClosed(4, 20)
                .mapToObj(i -> IntStream.rangeClosed(400, 490)
                        .filter(y -> picture.at(0.5 + i * 0.002, y * 0.002).equals(colour))
                        .count())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether a flag changes anything beside its line at a height. */
    private static boolean textAt(LineChart chart, Flag flag, double y) {
        Pictures picture = Pictures.of(chart.withFlags(List.of(flag)));
        Pictures plain = Pictures.of(chart);
        return IntStream.rangeClosed(4, 20)
                .anyMatch(i -> !picture.at(0.5 + i * 0.002, y).equals(plain.at(0.5 + i * 0.002, y)));
    }

    @Test
    void aLaterSeriesIsDrawnOverAnEarlierOne() {
        double[] ones = {1, 1, 1, 1, 1};
        Pictures picture = Pictures.of(LineChart.of("", FOUR, FOUR, Series.of("", X, ones), Series.of("", X, ones)));

        assertThat(picture.at(0.6, 0.25)).isEqualTo(Palette.colour(1));
    }

    @Test
    void markersOfADashedLineAreHollow() {
        Series marked = Series.of("", X, new double[] {1, 1, 1, 1, 1}).withMarkers();

        assertThat(Pictures.of(LineChart.of("", FOUR, FOUR, marked)).at(0.5, 0.25))
                .isEqualTo(LINE);
        assertThat(Pictures.of(LineChart.of("", FOUR, FOUR, marked.withDashes()))
                        .at(0.5, 0.25))
                .isEqualTo(Color.WHITE);
    }

    private static Pictures linear(double... y) {
        return Pictures.of(LineChart.of("", FOUR, FOUR, Series.of("", X, y)));
    }

    private static Pictures logarithmic(double... y) {
        return Pictures.of(LineChart.of("", FOUR, DECADES, Series.of("", X, y)));
    }

    private static LineChartDrawing drawing(LineChart chart) {
        return new LineChartDrawing(chart, "", Type.forColumns(1));
    }

    private static List<String> legend(LineChart chart) {
        return drawing(chart).legend().stream().map(Legend.Entry::text).toList();
    }
}
