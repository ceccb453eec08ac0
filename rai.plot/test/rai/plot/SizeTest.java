package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
    private static final LineChart CHART = LineChart.of(
            "loss", Axis.of("step"), Axis.of("loss"), Series.of("a", new double[] {0, 1}, new double[] {0, 1}));
    private static final Landscape LANDSCAPE = Pictures.landscape(new double[][] {{0.2, 0.8}}, new Mark(0.5, 0.5, 0));

    @ParameterizedTest
    @CsvSource({
        "column, 252.28, 0",
        "page, 518.74, 0",
        "25.4x50.8, 72, 144",
        "25.4x50.8mm, 72, 144",
        "1x2in, 72, 144",
        "96x192px, 72, 144",
        "1.5 x 2 in, 108, 144",
        "3in, 216, 0"
    })
    void aSizeIsAPresetOrLengthsWithAUnit(String text, double width, double height) {
        assertThat(Size.of(text).width()).isEqualTo(width, within(0.01));
        assertThat(Size.of(text).height()).isEqualTo(height, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(strings = {"colum", "", "x", "3x", "3x4cm", "-3x4", "3,5in"})
    void anythingElseIsRefusedWithWhatThereIs(String text) {
        assertThatThrownBy(() -> Size.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a size of a picture: use column (89 mm), page (183 mm), WIDTH or"
                        + " WIDTHxHEIGHT in mm, in or px");
    }

    @ParameterizedTest
    @CsvSource({"0x4, lengths must be above 0", "4x0, lengths must be above 0", "9000, at most 100 inches are possible"
    })
    void lengthsOfNoPictureAreRefused(String text, String reason) {
        assertThatThrownBy(() -> Size.of(text)).hasMessage("a picture cannot be of size " + text + ": " + reason);
    }

    @Test
    void typeIsAPresetOrPoints() {
        assertThat(Size.of("page").withType("small").type()).isEqualTo(6);
        assertThat(Size.of("page").withType("9.5").type()).isEqualTo(9.5);
        assertThat(Size.of("page").withType("10pt").type()).isEqualTo(10);
        assertThatThrownBy(() -> Size.NATURAL.withType("tiny"))
                .hasMessage("'tiny' is not a size of type: use small (6), paper (8), large (10), slides (18), or a"
                        + " number of points");
        assertThatThrownBy(() -> Size.NATURAL.withType("0.5"))
                .hasMessage("type must have from 3 to 72 points, not 0.5");
    }

    /** The size of the labels of axes in points. */
    private static double label(Sheet sheet, Size size) {
        return size.typeFor(1).label().getSize2D() * sheet.pointsPerUnit();
    }

    @Test
    void typeHasTheSizeInPrintThatWasAskedForHoweverWideThePictureIs() {
        for (String width : List.of("column", "page", "300mm")) {
            Size size = Size.of(width).withType("10");
            assertThat(label(new Sheet(Figure.of(CHART), size), size)).isEqualTo(10, within(1e-6));
        }
        Size natural = Size.NATURAL.withType("10");
        assertThat(label(new Sheet(Figure.of(CHART), natural), natural)).isEqualTo(10, within(1e-6));
    }

    @Test
    void panelsFillTheWidth() {
        Size size = Size.of("page");
        Sheet sheet = new Sheet(Figure.of(CHART, CHART), size);
        Rectangle last = sheet.area(0, 1);
        double right = last.getMaxX() / (int) size.pixelsPerUnit() * sheet.pointsPerUnit();

        assertThat(sheet.widthInPoints()).isEqualTo(size.width(), within(1e-6));
        assertThat(right).isBetween(size.width() - 22, size.width() - 10);
    }

    @Test
    void chartsFillTheHeight() {
        Sheet sheet = new Sheet(Figure.of(CHART), Size.of("6x3in"));

        assertThat(sheet.heightInPoints()).isEqualTo(216, within(1e-6));
        assertThat(sheet.area(0, 0).height).isLessThan(sheet.area(0, 0).width / 2);
    }

    @Test
    void panelsThatWouldBeTooNarrowStandBelowEachOther() {
        Sheet sheet = new Sheet(Figure.of(CHART, CHART, CHART), Size.of("column"));

        assertThat(sheet.area(1, 0).x).isEqualTo(sheet.area(0, 0).x);
        assertThat(sheet.area(2, 0).y).isGreaterThan((int) sheet.area(1, 0).getMaxY());
    }

    @Test
    void aLandscapeKeepsItsProportionsInAFlatPicture() {
        Rectangle area = new Sheet(Figure.of(LANDSCAPE), Size.of("120x60mm")).area(0, 0);

        assertThat(area.width).isEqualTo(area.height);
    }

    @Test
    void panelsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new Sheet(Figure.of(CHART), Size.of("30x10mm")))
                .hasMessage("the panels do not fit a picture of 30 x 10 mm: enlarge --size or choose a smaller"
                        + " --font-size");
    }

    @Test
    void aPngOfTooManyPixelsIsRefused() {
        assertThatThrownBy(() -> new Sheet(Figure.of(CHART), Size.of("90x90in")).draw())
                .hasMessage(
                        "a PNG file of 2286 x 2286 mm would have 729 million pixels: choose a smaller --size, or SVG"
                                + " or PDF");
    }
}
