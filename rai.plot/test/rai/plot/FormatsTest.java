package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class FormatsTest {
    private static final double[] X = {0, 1, 2};
    private static final Figure CHART = Figure.of(LineChart.of(
            "Loss & objective", Axis.of("step"), Axis.of("loss"), Series.of("backprop", X, new double[] {3, 2, 1})));
    private static final Figure LANDSCAPE = Figure.of(Landscape.of(
            "plane", Axis.range(0, 1), Axis.range(0, 1), new double[][] {{0.2, 0.8}}, List.of(new Mark(0.5, 0.5, 1))));

    @TempDir
    Path folder;

    private byte[] written(Figure figure, String name) throws IOException {
        Path file = folder.resolve(name);
        figure.write(file);
        return Files.readAllBytes(file);
    }

    private static String start(byte[] bytes) {
        return new String(bytes, 0, 5, StandardCharsets.ISO_8859_1);
    }

    private Element svg(Figure figure) throws Exception {
        Path file = folder.resolve("picture.svg");
        figure.write(file);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    }

    private static List<String> texts(Element svg) {
        var found = svg.getElementsByTagName("text");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    @Test
    void theEndingDecidesTheFormat() throws IOException {
        assertThat(start(written(CHART, "a.png"))).isEqualTo("\u0089PNG\r");
        assertThat(start(written(CHART, "a.svg"))).isEqualTo("<?xml");
        assertThat(start(written(CHART, "a.pdf"))).isEqualTo("%PDF-");
        assertThat(start(written(CHART, "A.PDF"))).isEqualTo("%PDF-");
    }

    @Test
    void anUnknownEndingIsRefusedAndNothingIsWritten() throws IOException {
        for (String name : List.of("a.jpg", "picture", "png")) {
            Path file = folder.resolve(name);
            assertThatThrownBy(() -> CHART.write(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot write the picture " + file + ": its name must end in .png, .svg or .pdf");
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anSvgHoldsTheLabelsAsText() throws Exception {
        Element svg = svg(CHART);

        assertThat(texts(svg)).contains("Loss & objective", "step", "loss", "backprop", "0.0", "2.0");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Loss & objective");
    }

    @Test
    void aTextInAnSvgHasTheLengthThatWasMeasured() throws Exception {
        Element text = (Element) svg(CHART).getElementsByTagName("text").item(0);

        assertThat(Double.parseDouble(text.getAttribute("textLength")))
                .isEqualTo(Text.width("Loss & objective", Type.forColumns(1).title()), within(0.01));
    }

    @Test
    void theCellsOfALandscapeAreAnImageInAnSvg() throws Exception {
        Element image = (Element) svg(LANDSCAPE).getElementsByTagName("image").item(0);

        assertThat(image.getAttribute("xlink:href")).startsWith("data:image/png;base64,");
    }

    @Test
    void anSvgHasTheSizeInPoints() throws Exception {
        Path file = folder.resolve("picture.svg");
        CHART.write(file, Size.of("4x2in"));

        assertThat(Files.readString(file)).contains("width=\"288pt\"", "height=\"144pt\"", "viewBox=\"0 0 288 144\"");
    }

    @Test
    void aPdfIsOnePageOfTheSize() throws IOException {
        Path file = folder.resolve("picture.pdf");
        CHART.write(file, Size.of("4x2in"));

        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(288);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(144);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Loss & objective");
        }
    }

    @Test
    void theSameFigureGivesTheSameBytes() throws IOException {
        for (String name : List.of("a.png", "a.svg", "a.pdf")) {
            byte[] first = written(LANDSCAPE, name);
            assertThat(written(LANDSCAPE, name)).isEqualTo(first);
        }
    }

    @Test
    void aSizeInPixelsIsThatOfThePng() throws IOException {
        Path file = folder.resolve("picture.png");
        CHART.write(file, Size.of("640x400px"));
        BufferedImage picture = ImageIO.read(file.toFile());

        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(640, 400);
    }

    @Test
    void aPngForPrintHas300DotsPerInch() throws IOException {
        Path file = folder.resolve("picture.png");
        CHART.write(file, Size.of("column"));
        BufferedImage picture = ImageIO.read(file.toFile());

        assertThat(picture.getWidth()).isEqualTo(Math.round(89 / 25.4 * 300));
        byte[] pixelsPerMetre = {'p', 'H', 'Y', 's', 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1};
        assertThat(pixelsPerMetre).isEqualTo(Arrays.copyOfRange(Files.readAllBytes(file), 37, 50));
    }
}
