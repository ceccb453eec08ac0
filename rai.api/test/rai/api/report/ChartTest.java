package rai.api.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final double[] NONE = {};
    private static final double[] TWO = {1, 2};
    private static final double[] THREE = {1, 2, 3};

    private static void assertRefused(String message, Runnable chart) {
        assertThatThrownBy(chart::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aLineHasAsManyXAsY() {
        assertRefused(
                "the line relu has 2 x and 3 y",
                () -> new Chart.Line("relu", "relu", TWO, THREE, NONE, NONE, List.of()));
    }

    @Test
    void aBandHasBothEndsAtEachPoint() {
        assertRefused(
                "the line relu has 2 points, and a band of 2 low and 0 high ends",
                () -> new Chart.Line("relu", "relu", TWO, TWO, TWO, NONE, List.of()));
    }

    @Test
    void markedPointsExist() {
        assertRefused(
                "the line relu has 2 points, and marks those of the indices [2]",
                () -> new Chart.Line("relu", "relu", TWO, TWO, NONE, NONE, List.of(2)));
    }

    @Test
    void aHeatMapHasAValueForEachCell() {
        assertRefused(
                "the heat map h does not have a value for each of its 1 x 3 cells",
                () -> new Chart.HeatMap(
                        "h",
                        "H",
                        "",
                        List.of("a", "b", "c"),
                        List.of("r"),
                        "x",
                        "y",
                        "z",
                        new double[][] {TWO},
                        new String[0][],
                        true));
    }

    @Test
    void eachLabelHasARank() {
        assertRefused(
                "the chart c has 1 labels and 2 ranks",
                () -> new Chart.CriticalDifference("c", "C", "", List.of("a"), TWO, 1, List.of()));
    }

    @Test
    void eachCategoryHasABar() {
        assertRefused(
                "the series s has 2 values, not one for each of 1 categories",
                () -> new Chart.Bars(
                        "b", "B", "", Chart.Axis.of("y"), List.of("a"), List.of(new Chart.Series("s", "s", TWO))));
    }

    @Test
    void aPointOfALandscapeHasAClass() {
        assertRefused(
                "a point of the panel p is not x, y and class",
                () -> new Chart.Panel("p", List.of(), List.of("x", "y"), 1, new double[][] {TWO, TWO}, List.of(TWO)));
    }

    @Test
    void eachCellOfAGridHasAPanel() {
        assertRefused(
                "the chart g does not have a panel for each of its 1 x 2 cells",
                () -> new Chart.Facets(
                        "g",
                        "G",
                        "",
                        Chart.Axis.of("z"),
                        Chart.Axis.of("y"),
                        "inner",
                        List.of("small", "large"),
                        "outer",
                        List.of("small"),
                        List.of(List.of(List.of()))));
    }
}
