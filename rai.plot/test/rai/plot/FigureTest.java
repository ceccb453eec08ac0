package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

    private static final Landscape LANDSCAPE =
            Pictures.landscape(Pictures.slope(10, 0.5), new Mark(0.2, 0.3, 0), new Mark(0.7, 0.6, 1));
    private static final LineChart CHART = LineChart.of(
            "curve", Axis.of("x"), Axis.of("y").logarithmic(), Series.of("a", new double[] {0, 1, 2000}, new double[] {
                0.001, 0.5, 12345.678
            }));

    @TempDir
    Path folder;

    @Test
    void aLandscapeOfASquareIsSquareToThePixel() {
        Rectangle area = new Sheet(Figure.of(LANDSCAPE)).area(0, 0);

        assertThat(area.getSize()).isEqualTo(new Rectangle(704, 704).getSize());
    }

    @Test
    void aLandscapeTwiceAsWideAsHighIsDrawnSo() {
        Landscape wide = Landscape.of("", Axis.range(0, 2), Axis.range(0, 1), new double[][] {{0.5}}, List.of());

        assertThat(new Sheet(Figure.of(wide)).area(0, 0).getSize()).isEqualTo(new Rectangle(704, 352).getSize());
    }

    @Test
    void theAxesOfARowStandOnOneLineHoweverLongTheTitles() {
        Landscape named = Landscape.of(
                "a title that is much too long to be set in a single line",
                LANDSCAPE.x(),
                LANDSCAPE.y(),
                new double[][] {{0.5}},
                List.of());
        Sheet sheet = new Sheet(Figure.of(LANDSCAPE, named, CHART));

        assertThat(List.of(sheet.area(0, 1), sheet.area(0, 2))).allSatisfy(area -> {
            assertThat(area.y).isEqualTo(sheet.area(0, 0).y);
            assertThat(area.height).isEqualTo(sheet.area(0, 0).height);
        });
    }

    @Test
    void theLongestTitleOfARowDecidesTheSpaceAboveIt() {
        Landscape named = Landscape.of(
                "a title that is much too long to be set in a single line, or even in two",
                LANDSCAPE.x(),
                LANDSCAPE.y(),
                new double[][] {{0.5}},
                List.of());

        assertThat(new Sheet(Figure.of(LANDSCAPE, named)).area(0, 0).y)
                .isGreaterThan(new Sheet(Figure.of(LANDSCAPE)).area(0, 0).y + 60);
    }

    @Test
    void nothingIsCutOffAtTheEdge() {
        String words = "very long text without end, ".repeat(12);
        LineChart chart = LineChart.of(
                words, Axis.of(words), Axis.of(words), Series.of(words, new double[] {0, 1}, new double[] {-1e-9, 1e9
                }));
        BufferedImage picture = Figure.of(LANDSCAPE, chart.withCaptions(words))
                .withTitle(words)
                .withFooter(words)
                .draw();

        assertThat(frame(picture, 6)).containsOnly(0xFFFFFFFF);
    }

    @Test
    void fourPanelsAreAboutFourTimesAsWideAsOne() {
        Figure four = Figure.of(LANDSCAPE, LANDSCAPE, LANDSCAPE, LANDSCAPE);

        assertThat(four.draw().getWidth()).isCloseTo(4 * 840, within(200));
    }

    @Test
    void panelsDoNotOverlap() {
        Sheet sheet = new Sheet(Figure.grid(2, List.of(LANDSCAPE, CHART, CHART)));

        assertThat(sheet.area(0, 0).intersects(sheet.area(0, 1))).isFalse();
        assertThat(sheet.area(0, 0).intersects(sheet.area(1, 0))).isFalse();
    }

    @Test
    void aGridFillsRowsAndLeavesTheLastOneShort() {
        Figure figure = Figure.grid(2, List.of(LANDSCAPE, CHART, CHART));

        assertThat(figure.rows()).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void panelsBeyondZAreLetteredWithTwoLetters() {
        assertThat(List.of(Sheet.letter(0), Sheet.letter(25), Sheet.letter(26), Sheet.letter(27)))
                .containsExactly("(a)", "(z)", "(aa)", "(ab)");
    }

    @Test
    void theSameFigureGivesTheSamePixels() {
        assertThat(pixels(Figure.of(LANDSCAPE, CHART).draw()))
                .isEqualTo(pixels(Figure.of(LANDSCAPE, CHART).draw()));
    }

    @Test
    void theLocaleDoesNotChangeThePixels() {
        int[] expected = pixels(Figure.of(LANDSCAPE, CHART).draw());
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(pixels(Figure.of(LANDSCAPE, CHART).draw())).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void aFigureNeedsPanels() {
        assertThatThrownBy(Figure::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one panel");
    }

    @Test
    void aWrittenPictureCanBeReadBackUnchanged() throws IOException {
        Path png = folder.resolve("picture.png");
        Figure.of(CHART).write(png);

        assertThat(pixels(ImageIO.read(png.toFile())))
                .isEqualTo(pixels(Figure.of(CHART).draw()));
    }

    @Test
    void missingFoldersAreMade() throws IOException {
        Path png = folder.resolve("a/b/picture.png");
        Figure.of(CHART).write(png);

        assertThat(png).isNotEmptyFile();
    }

    @Test
    void aLinkToAFolderIsAsGoodAsTheFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        Figure.of(CHART).write(link.resolve("picture.png"));

        assertThat(folder.resolve("real/picture.png")).isNotEmptyFile();
    }

    @Test
    void anOlderPictureIsReplaced() throws IOException {
        Path png = Files.writeString(folder.resolve("picture.png"), "old");
        Figure.of(CHART).write(png);

        assertThat(ImageIO.read(png.toFile())).isNotNull();
    }

    @Test
    void writingLeavesNothingButThePicture() throws IOException {
        Figure.of(CHART).write(folder.resolve("picture.png"));

        assertThat(names()).containsExactly("picture.png");
    }

    @Test
    void aFailedWriteLeavesNoTemporaryFile() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("picture.png"));

        assertThatThrownBy(() -> Figure.of(CHART).write(taken)).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("picture.png");
    }

    @Test
    void aFolderInThePlaceOfThePictureIsNamed() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("picture.png"));

        assertThatThrownBy(() -> Figure.of(CHART).write(taken))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write the picture " + taken + ": it is a folder");
    }

    @Test
    void aFileInThePlaceOfAFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("results"), "a file");
        Path png = file.resolve("picture.png");

        assertThatThrownBy(() -> Figure.of(CHART).write(png))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write the picture " + png + ": " + file + " is not a folder");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The pixels up to a distance from the edge. */
    private static Set<Integer> frame(BufferedImage picture, int distance) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if (Math.min(x, y) < distance
                        || x >= picture.getWidth() - distance
                        || y >= picture.getHeight() - distance) {
                    colours.add(picture.getRGB(x, y));
                }
            }
        }
        return colours;
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }
}
