package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandscapeTest {

    @Test
    void aCellThatIsNotANumberHasItsOwnColour() {
        Pictures picture = Pictures.of(Pictures.landscape(new double[][] {{0.1, Double.NaN}}));

        assertThat(picture.at(0.75, 0.5)).isEqualTo(Landscape.NOT_A_NUMBER);
    }

    @Test
    void cellsWithNumbersNeverHaveTheColourOfNaN() {
        assertThat(Pictures.of(Pictures.landscape(Pictures.slope(1000, 0.5))).shows(Landscape.NOT_A_NUMBER))
                .isFalse();
    }

    @Test
    void cellsThatAreNotANumberAreCountedInANote() {
        Landscape landscape = Pictures.landscape(new double[][] {{0.1, 0.2, Double.NaN, 0.4}});

        assertThat(notes(landscape)).containsExactly("not a number: 25 % of cells");
    }

    @Test
    void aLandscapeOfNumbersHasNoNote() {
        assertThat(notes(Pictures.landscape(Pictures.slope(4, 0.5)))).isEmpty();
    }

    @Test
    void pointsOutsideTheAxesAreCountedInANote() {
        Landscape landscape = Pictures.landscape(new double[][] {{0.1}}, new Mark(0.5, 0.5, 0), new Mark(2, 0.5, 1));

        assertThat(notes(landscape)).containsExactly("1 of 2 points outside");
    }

    @Test
    void aShareIsNeitherRoundedToNothingNorToAll() {
        assertThat(List.of(
                        LandscapeDrawing.percent(1, 1_000_000),
                        LandscapeDrawing.percent(307, 10_000),
                        LandscapeDrawing.percent(9_999, 10_000),
                        LandscapeDrawing.percent(7, 7)))
                .containsExactly("less than 0.01 %", "3.1 %", "99.9 %", "100 %");
    }

    @Test
    void theFirstRowIsAtTheBottom() {
        Pictures picture = Pictures.of(Pictures.landscape(new double[][] {{0, 0}, {1, 1}}));

        assertThat(picture.at(0.5, 0.2)).isEqualTo(Palette.probability(0));
        assertThat(picture.at(0.5, 0.8)).isEqualTo(Palette.probability(1));
    }

    @Test
    void theFirstColumnIsAtTheLeft() {
        Pictures picture = Pictures.of(Pictures.landscape(new double[][] {{0, 1}}));

        assertThat(picture.at(0.2, 0.5)).isEqualTo(Palette.probability(0));
    }

    @Test
    void aHalfIsNearlyWhiteWhateverTheOtherValuesAre() {
        assertThat(Pictures.of(Pictures.landscape(new double[][] {{0.5, 0.6}})).at(0.1, 0.5))
                .isEqualTo(new Color(0xFA, 0xFA, 0xFA));
    }

    @Test
    void theDecisionBoundaryIsDrawnWhereProbabilityIsAHalf() {
        Pictures picture = Pictures.of(Pictures.landscape(Pictures.slope(100, 0.3)));

        assertThat(picture.darkestColumn(0.5)).isCloseTo(picture.column(0.3), within(2));
    }

    @Test
    void theDecisionBoundaryReachesTheEdge() {
        Pictures picture = Pictures.of(Pictures.landscape(Pictures.slope(4, 0.3)));

        assertThat(picture.darkestColumn(0.99)).isCloseTo(picture.column(0.3), within(2));
    }

    @Test
    void aMarkIsDrawnAtItsPlaceInTheColourOfItsClass() {
        Pictures picture = Pictures.of(Pictures.landscape(new double[][] {{0}}, new Mark(0.25, 0.75, 1)));

        assertThat(picture.at(0.25, 0.75)).isEqualTo(Palette.colour(1));
    }

    @Test
    void aMarkHasAWhiteOutline() {
        Pictures picture = Pictures.of(Pictures.landscape(new double[][] {{0}}, new Mark(0.25, 0.75, 1)));

        assertThat(picture.shows(Color.WHITE)).isTrue();
    }

    @Test
    void classesDifferInShapeAsWellAsInColour() {
        assertThat(Palette.marker(0, 1).contains(0.85, 0))
                .isNotEqualTo(Palette.marker(1, 1).contains(0.85, 0));
        assertThat(Palette.colour(0)).isNotEqualTo(Palette.colour(1));
    }

    @Test
    void aCellOfAClassMapHasTheTintOfItsClass() {
        Pictures picture = Pictures.of(Landscape.of("", Pictures.UNIT, Pictures.UNIT, new int[][] {{0, 3}}, List.of()));

        assertThat(picture.at(0.75, 0.5)).isEqualTo(Palette.tint(3));
    }

    @Test
    void aCellOfAClassMapWithoutAnswerHasTheColourOfNaN() {
        Pictures picture = Pictures.of(Landscape.of(
                "", Pictures.UNIT, Pictures.UNIT, new int[][] {{0, ClassMap.NOT_A_NUMBER}}, List.of()));

        assertThat(picture.at(0.75, 0.5)).isEqualTo(Landscape.NOT_A_NUMBER);
    }

    @Test
    void aLineSeparatesDifferentClasses() {
        Pictures picture = Pictures.of(Landscape.of("", Pictures.UNIT, Pictures.UNIT, new int[][] {{0, 1}}, List.of()));

        assertThat(picture.darkestColumn(0.5)).isCloseTo(picture.column(0.5), within(2));
    }

    @Test
    void whatIsNotAProbabilityIsRefused() {
        assertThatThrownBy(() -> new Probabilities(new double[][] {{0, 1}, {0.5, 1.5}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value in row 1, column 1 is not a probability: 1.5");
    }

    @Test
    void aRoundingErrorBeyondOneIsAProbability() {
        assertThat(new Probabilities(new double[][] {{1.0000001f}}).values()[0][0])
                .isEqualTo(1);
    }

    @Test
    void rowsOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> new Probabilities(new double[][] {{0, 1}, {0}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 has 1 cells where row 0 has 2");
    }

    @Test
    void aLandscapeKeepsItsValuesWhenTheCallersArrayChanges() {
        double[][] values = {{0.25}};
        Probabilities probabilities = new Probabilities(values);
        values[0][0] = 0.75;

        assertThat(probabilities.values()[0][0]).isEqualTo(0.25);
    }

    @Test
    void anAxisWithoutEndsIsRefused() {
        assertThatThrownBy(() -> Landscape.of("", Axis.of("x"), Pictures.UNIT, new double[][] {{0}}, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("linear axes with both ends");
    }

    @Test
    void theCentresOfCellsDivideTheAxis() {
        assertThat(Axis.range(-3, 3).centre(0, 3)).isEqualTo(-2);
    }

    private static List<String> notes(Landscape landscape) {
        return new LandscapeDrawing(landscape, "", Type.forColumns(1))
                .legend().stream().map(Legend.Entry::text).toList();
    }

    private static double aspect(Axis x, Axis y) {
        return new LandscapeDrawing(Landscape.of("", x, y, new double[][] {{0.5}}, List.of()), "", Type.forColumns(1))
                .aspect();
    }

    @Test
    void axesOfOneScaleHaveTheRatioOfTheirLengths() {
        assertThat(aspect(Axis.range(0, 2), Axis.range(0, 1))).isEqualTo(0.5);
        assertThat(aspect(Axis.range(0, 1), Axis.range(0, 3))).isEqualTo(3);
    }

    @Test
    void axesOfVeryDifferentScalesMakeASquare() {
        assertThat(aspect(Axis.range(0, 100_000), Axis.range(0, 1))).isEqualTo(1);
        assertThat(aspect(Axis.range(0, 1), Axis.range(0, 100_000))).isEqualTo(1);
    }

    @Test
    void markersAreSmallerInANarrowPanel() {
        LandscapeDrawing drawing =
                new LandscapeDrawing(Pictures.landscape(new double[][] {{0.5}}), "", Type.forColumns(1));
        drawing.layOut(Sheet.AREA_WIDTH, 10);
        double usual = drawing.radius();
        drawing.layOut(Sheet.AREA_WIDTH * 0.7, 10);
        assertThat(drawing.radius()).isEqualTo(0.7 * usual);
        drawing.layOut(Sheet.AREA_WIDTH * 0.1, 10);
        assertThat(drawing.radius()).isEqualTo(0.5 * usual);
    }

    @Test
    void aClassWithoutANameHasItsNumber() {
        Landscape two = Pictures.landscape(new double[][] {{0.5}}).withClasses(List.of("cat", "dog"));

        assertThat(List.of(two.className(0), two.className(1), two.className(2)))
                .containsExactly("class cat", "class dog", "class 2");
    }
}
