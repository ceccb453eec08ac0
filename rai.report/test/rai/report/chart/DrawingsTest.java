package rai.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.report.Chart;
import rai.report.SampleReport;
import rai.report.canvas.Svg;

class DrawingsTest {
    private static final double[] NONE = {};

    private static String svg(Chart chart) {
        return svg(chart, Drawings.WIDE);
    }

    private static String svg(Chart chart, double width) {
        return Svg.file(Drawings.draw(chart, Keys.of(List.of(chart)), width), chart.title());
    }

    private static int count(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static Chart.Line line(String key, double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        return new Chart.Line(key, key, x, y, NONE, NONE, List.of());
    }

    private static Chart.Lines lines(Chart.Axis y, Chart.Line... lines) {
        return new Chart.Lines("l", "L", "", Chart.Axis.of("step"), y, List.of(lines));
    }

    private static List<Chart> sample() {
        List<Chart> charts = new ArrayList<>();
        SampleReport.report()
                .sections()
                .forEach(section -> section.blocks().forEach(block -> {
                    if (block instanceof Chart chart) {
                        charts.add(chart);
                    }
                }));
        return charts;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Drawings.WIDE, Drawings.NARROW})
    void noTextBeginsOrEndsOutsideOfThePicture(double width) {
        for (Chart chart : sample()) {
            Matcher text =
                    Pattern.compile("<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"").matcher(svg(chart, width));
            while (text.find()) {
                assertThat(Double.parseDouble(text.group(1))).as(chart.name()).isBetween(0.0, width);
            }
        }
    }

    @Test
    void aPointThatIsNotANumberInterruptsALine() {
        String svg = svg(lines(Chart.Axis.of("loss"), line("a", 1, 2, Double.NaN, 3, 4)));
        assertThat(count("<polyline", svg)).isEqualTo(2);
    }

    @Test
    void aPointHasATipWithAllDigits() {
        assertThat(svg(lines(Chart.Axis.of("loss"), line("relu", 1, 0.1 + 0.2))))
                .contains("<title>relu\nstep = 1\nloss = 0.30000000000000004</title>");
    }

    @Test
    void aLogarithmicAxisLeavesOutWhatIsNotPositive() {
        String svg = svg(lines(Chart.Axis.of("loss").logarithmic(), line("a", 1, 0, 10, 100)));
        assertThat(svg).doesNotContain("NaN").doesNotContain("loss = 0<");
        assertThat(count("loss = ", svg)).isEqualTo(3);
    }

    @Test
    void aBandIsAnAreaAndAMarkedPointHasARing() {
        Chart.Line plain = line("a", 1, 2, 3);
        Chart.Line banded = new Chart.Line(
                "a", "a", plain.x(), plain.y(), new double[] {0, 1, 2}, new double[] {2, 3, 4}, List.of(1));
        String svg = svg(lines(Chart.Axis.of("loss"), banded));
        assertThat(count("<polygon", svg)).isEqualTo(1);
        assertThat(count("r=\"6.5\"", svg)).isEqualTo(1);
        assertThat(svg).contains("loss = 2\n[1, 3]");
    }

    @Test
    void aKeyHasTheSameColourInAllChartsOfAReport() {
        Chart first = lines(Chart.Axis.of("loss"), line("relu", 1, 2), line("tanh", 2, 3));
        Chart second = lines(Chart.Axis.of("loss"), line("tanh", 2, 3));
        Keys keys = Keys.of(List.of(first, second));
        String svg = Svg.file(Drawings.draw(second, keys, Drawings.WIDE), "");
        assertThat(svg).contains("stroke=\"#bc4300\"").doesNotContain("stroke=\"#005294\"");
    }

    @Test
    void afterTheLastColourLinesHaveDashesAndOtherMarks() {
        Chart.Line[] all = new Chart.Line[9];
        for (int i = 0; i < all.length; i++) {
            all[i] = line("key " + i, i, i + 1);
        }
        String svg = svg(lines(Chart.Axis.of("loss"), all));
        assertThat(count("<polyline[^>]*stroke-dasharray", svg)).isEqualTo(1);
        assertThat(count("<polyline[^>]*stroke=\"#005294\"", svg)).isEqualTo(2);
    }

    @Test
    void everySeedIsADotExceptThoseWithoutAValue() {
        Chart chart = new Chart.Dots(
                "d",
                "D",
                "",
                Chart.Axis.of("accuracy"),
                List.of(new Chart.Group("relu", "relu", new double[] {0.5, Double.NaN, 0.75}, 0.625, 0.5, 0.75)));
        String svg = svg(chart);
        assertThat(count("<circle", svg)).isEqualTo(2);
        assertThat(svg).contains("0.6250 [0.5000, 0.7500]", "<title>relu\nmean 0.625\n[0.5, 0.75]</title>");
    }

    private static Chart.HeatMap heatMap(boolean upIsGood) {
        return new Chart.HeatMap(
                "h",
                "H",
                "",
                List.of("0.1", "1"),
                List.of("relu"),
                "rate",
                "activation",
                "accuracy",
                new double[][] {{0.5, Double.NaN}},
                new String[][] {{"", "diverged at step 12"}},
                upIsGood);
    }

    @Test
    void aCellWithoutAValueIsHatchedAndShowsItsNote() {
        String svg = svg(heatMap(true));
        assertThat(svg).contains(">diverged at step", ">0.5000<", "accuracy = NaN\ndiverged at step 12</title>");
        assertThat(count("<line ", svg)).isGreaterThan(10);
    }

    private static String mapOf(String row, double width) {
        double[][] values = {{0.5, 0.6}};
        return svg(
                new Chart.HeatMap(
                        "h",
                        "H",
                        "",
                        List.of("1", "2"),
                        List.of(row),
                        "layer",
                        "variant",
                        "spread",
                        values,
                        new String[0][],
                        true),
                width);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Drawings.WIDE, Drawings.NARROW})
    void aLongLabelOfAHeatMapHasTwoLinesAndAThirdOfTheWidth(double width) {
        assertThat(mapOf("isometric start", width)).contains(">isometric start</text>");
        String svg = mapOf("isometric start, sigmoid" + (width > 500 ? ", and all the biases are zero" : ""), width);
        assertThat(svg).contains(">isometric start,").doesNotContain("\u2026");
    }

    @Test
    void aLabelOfAHeatMapThatIsLongerIsCutInItsSecondLine() {
        String svg = mapOf("a start of every layer that keeps the spread of its values, and more of the kind", 360);
        assertThat(svg).contains(">a start of every layer</text>").containsPattern("that keeps[^<]*\u2026</text>");
    }

    @Test
    void layersHaveWholeNumbers() {
        assertThat(svg(lines(Chart.Axis.of("loss"), line("a", 1, 2, 3))))
                .contains(">1</text>")
                .doesNotContain(">0.5</text>");
    }

    @Test
    void theGoodEndOfAHeatMapIsNamed() {
        assertThat(svg(heatMap(true))).contains("better \u2192");
        assertThat(svg(heatMap(false))).contains("\u2190 better");
    }

    @Test
    void ranksShowTheCriticalDifferenceAndABarPerClique() {
        Chart chart = new Chart.CriticalDifference(
                "c",
                "C",
                "",
                List.of("a", "b", "c"),
                new double[] {1.25, 2, 2.75},
                1.1,
                List.of(List.of(0, 1), List.of(1, 2)));
        String svg = svg(chart);
        assertThat(svg).contains("CD = 1.1<", "a  1.25", "c  2.75");
        assertThat(count("<line [^>]*stroke-width=\"4\"", svg)).isEqualTo(2);
    }

    @Test
    void differencesHaveALineAtZeroEvenIfAllAreFarFromIt() {
        Chart chart = new Chart.Forest(
                "f",
                "F",
                "",
                Chart.Axis.of("difference"),
                List.of(new Chart.Difference("a - b", "a", 5, 4, 6, "p = 0.01")));
        assertThat(svg(chart)).contains("stroke-dasharray", "p = 0.01", "<title>a - b\n5\n[4, 6]\np = 0.01</title>");
    }

    @Test
    void theLineAtZeroDoesNotCrossLabelsThatAreAboveTheAreas() {
        Chart chart = new Chart.Forest(
                "f",
                "F",
                "",
                Chart.Axis.of("difference"),
                List.of(
                        new Chart.Difference("a - b", "a", 5, 4, 6, "p = 0.01"),
                        new Chart.Difference("c - b", "c", 5, 4, 6, "p = 0.01")));
        assertThat(count("<line [^>]*stroke-dasharray", svg(chart, Drawings.WIDE)))
                .isEqualTo(1);
        assertThat(count("<line [^>]*stroke-dasharray", svg(chart, Drawings.NARROW)))
                .isEqualTo(2);
    }

    @Test
    void aLongLabelHasTwoLinesAtAnyWidth() {
        String label = "swish(beta=1.5) with kaiming \u2212 relu with kaiming, both of them at their best rates";
        Chart chart = new Chart.Forest(
                "f",
                "F",
                "",
                Chart.Axis.of("difference"),
                List.of(new Chart.Difference(label, "a", 5, 4, 6, "p = 0.01")));
        assertThat(texts(chart, Drawings.WIDE)).isEqualTo(label);
        assertThat(texts(chart, Drawings.NARROW))
                .startsWith("swish(beta=1.5) with kaiming \u2212")
                .contains("relu with");
    }

    /** The lines of the label of the only row. */
    private static String texts(Chart chart, double width) {
        return Pattern.compile("<text[^>]*>([^<]*)</text>")
                .matcher(svg(chart, width))
                .results()
                .map(text -> text.group(1))
                .filter(text -> text.matches(".*(swish|relu|best|kaiming).*"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void anIntervalThatLeavesTheAxisEndsInAnArrow() {
        Chart chart = new Chart.Forest(
                "f",
                "F",
                "",
                new Chart.Axis("difference", false, OptionalDouble.of(-1), OptionalDouble.of(1)),
                List.of(new Chart.Difference("a - b", "a", 0.5, 0, 9, "")));
        assertThat(count("<polygon", svg(chart))).isEqualTo(2); // the arrow and the mean
    }

    @Test
    void barsStandOnZeroAndAMissingOneIsADash() {
        Chart chart = new Chart.Bars(
                "b",
                "B",
                "",
                Chart.Axis.of("seconds"),
                List.of("x", "y"),
                List.of(new Chart.Series("s", "s", new double[] {3, Double.NaN})));
        assertThat(svg(chart)).contains(">0</text>", ">\u2013</text>", "<title>x, s\n3</title>");
    }

    @Test
    void aLandscapeIsOnePictureWithItsPointsAsShapes() {
        Chart chart = new Chart.Landscapes(
                "l",
                "L",
                "",
                List.of(new Chart.Panel(
                        "relu",
                        List.of("seed 0"),
                        List.of("x1", "x2"),
                        1,
                        new double[][] {{0, 1}, {0, 1}},
                        List.of(new double[] {-0.5, 0, 0}, new double[] {0.5, 0, 1}, new double[] {5, 0, 1}))));
        String svg = svg(chart);
        assertThat(count("<image [^>]*href=\"data:image/png;base64,", svg)).isEqualTo(1);
        assertThat(svg).contains("<title>x1 = -0.5\nx2 = 0\nclass 0</title>").doesNotContain("x1 = 5");
    }

    @Test
    void chartsWithoutDataAreDrawnToo() {
        assertThat(svg(lines(Chart.Axis.of("loss")))).contains("loss");
        assertThat(svg(new Chart.Dots("d", "D", "", Chart.Axis.of("a"), List.of())))
                .contains("</svg>");
        assertThat(svg(new Chart.Forest("f", "F", "", Chart.Axis.of("a"), List.of())))
                .contains("</svg>");
        assertThat(svg(new Chart.Bars("b", "B", "", Chart.Axis.of("a"), List.of(), List.of())))
                .contains("</svg>");
        assertThat(svg(new Chart.Landscapes("l", "L", "", List.of()))).contains("</svg>");
        assertThat(svg(new Chart.CriticalDifference("c", "C", "", List.of(), NONE, 1, List.of())))
                .contains("</svg>");
    }

    @Test
    @Timeout(20)
    void valuesOfAnySizeAreDrawn() {
        double[] extremes = {1e-320, 1e-12, Double.MAX_VALUE, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 1e300, 5};
        for (Chart.Axis axis :
                List.of(Chart.Axis.of("loss"), Chart.Axis.of("loss").logarithmic())) {
            assertThat(svg(lines(axis, line("a", extremes)))).contains("</svg>").doesNotContain("\"NaN");
            assertThat(svg(new Chart.Bars(
                            "b",
                            "B",
                            "",
                            axis,
                            List.of("1", "2", "3", "4", "5", "6", "7"),
                            List.of(new Chart.Series("s", "s", extremes)))))
                    .contains("</svg>");
            assertThat(svg(new Chart.Dots(
                            "d", "D", "", axis, List.of(new Chart.Group("g", "g", extremes, 5, 1e-320, 1e308)))))
                    .contains("</svg>");
        }
    }
}
