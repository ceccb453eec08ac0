package rai.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.report.Chart;
import rai.report.canvas.Svg;
import rai.report.canvas.Type;
import rai.report.canvas.Words;

class FacetsDrawingTest {
    private static final double[] NONE = {};

    private static String svg(Chart chart) {
        return svg(chart, Drawings.WIDE);
    }

    private static String svg(Chart chart, double width) {
        return Svg.file(Drawings.draw(chart, Keys.of(List.of(chart)), width), chart.title());
    }

    private static long count(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().count();
    }

    private static Chart.Line line(String key, double... y) {
        double[] x = IntStream.range(0, y.length).asDoubleStream().toArray();
        return new Chart.Line(key, key, x, y, NONE, NONE, List.of());
    }

    private static Chart.Facets grid(List<List<List<Chart.Line>>> panels) {
        return new Chart.Facets(
                "g",
                "G",
                "",
                Chart.Axis.of("z"),
                Chart.Axis.of("value"),
                "activation network",
                List.of("small", "large"),
                "outer network",
                List.of("upper", "lower"),
                panels);
    }

    @Test
    void thePanelsOfAGridHaveTheSameAxes() {
        String svg = svg(grid(List.of(
                List.of(List.of(line("a", 0, 1)), List.of(line("a", 0, 10))),
                List.of(List.of(line("a", 5, 10)), List.of(line("a", 0, 10))))));
        List<double[]> drawn = Pattern.compile("<polyline points=\"([^\"]*)\"")
                .matcher(svg)
                .results()
                .map(found -> Stream.of(found.group(1).split("[ ,]+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        assertThat(drawn).hasSize(4);
        double bottom = drawn.get(1)[1];
        double height = bottom - drawn.get(1)[3];
        assertThat(bottom - drawn.get(0)[3]).isCloseTo(height / 10, offset(0.1));
        assertThat(drawn.get(2)[1]).isCloseTo(drawn.get(3)[1] - height / 2, offset(0.1));
        assertThat(drawn.get(0)[0]).isEqualTo(drawn.get(2)[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Drawings.WIDE, Drawings.NARROW})
    void aGridNamesItsColumnsRowsAndLinesOnce(double width) {
        String svg = svg(
                grid(List.of(
                        List.of(List.of(line("seed 0", 0, 1)), List.of(line("seed 0", 0, 10), line("seed 1", 1, 2))),
                        List.of(List.of(), List.of(line("seed 0", 0, 10))))),
                width);
        for (String text : List.of(
                "small", "large", "upper", "lower", "seed 0", "seed 1", "activation network", "outer network", "z")) {
            assertThat(count(">" + text + "</text>", svg)).as(text).isEqualTo(1);
        }
        assertThat(count(">10</text>", svg)).as("figures of the left panels").isEqualTo(2);
        assertThat(count(">\u2013</text>", svg)).as("panels without lines").isEqualTo(1);
    }

    @Test
    void figuresOfPanelsBesideEachOtherDoNotOverlap() {
        double[] z = {1_000_000.5, 1_999_999};
        Chart.Line wide = new Chart.Line("a", "a", z, new double[] {0, 1}, NONE, NONE, List.of());
        List<List<Chart.Line>> row = List.of(List.of(wide), List.of(wide));
        List<MatchResult> figures = Pattern.compile("<text x=\"([-0-9.]+)\"[^>]*>([^<]*e6)</text>")
                .matcher(svg(grid(List.of(row, row)), Drawings.NARROW))
                .results()
                .toList();
        assertThat(figures).isNotEmpty();
        double end = 0;
        for (MatchResult figure : figures) {
            double half = Words.width(figure.group(2), Type.SMALL) / 2;
            double middle = Double.parseDouble(figure.group(1));
            assertThat(middle - half).as(figure.group(2)).isGreaterThanOrEqualTo(end);
            end = middle + half;
        }
    }

    @Test
    void aGridWithoutLinesIsDrawnToo() {
        assertThat(svg(grid(List.of(List.of(List.of(), List.of()), List.of(List.of(), List.of())))))
                .contains("</svg>");
    }
}
