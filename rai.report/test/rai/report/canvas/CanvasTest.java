package rai.report.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CanvasTest {
    @Test
    void pixelsBecomeAPngOfTheSameColours() throws IOException {
        Pixels pixels = new Pixels(2, 2, new int[] {0xFF0000, 0x00FF00, 0x0000FF, 0x123456});
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(pixels.png()));
        assertThat(image.getRGB(0, 0, 2, 2, null, 0, 2))
                .containsExactly(0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFF123456);
    }

    @Test
    void textIsEscapedForXml() {
        assertThat(Svg.escape("a<b>&\"'\u0000\uD800")).isEqualTo("a&lt;b&gt;&amp;&quot;&#39;\uFFFD\uFFFD");
    }

    @Test
    void aPictureOfAPageHasClassesForColoursAndAFileHasColours() {
        Picture picture = new Picture(10, 10, canvas -> canvas.line(0, 0, 1, 1, Pen.of(Ink.ofKey(0), 1)));
        assertThat(Svg.element(picture, "x", "p", "chart"))
                .contains("class=\"s-k0\"")
                .doesNotContain("#005294");
        assertThat(Svg.file(picture, "x")).contains("stroke=\"#005294\"").doesNotContain("class=");
    }

    @Test
    void coordinatesHaveTwoDecimalsAndStayNear() {
        assertThat(Svg.number(1.005)).isEqualTo("1");
        assertThat(Svg.number(-0.256)).isEqualTo("-0.26");
        assertThat(Svg.number(12.5)).isEqualTo("12.5");
        assertThat(Svg.number(1e300)).isEqualTo("100000");
    }

    @Test
    void clipsOfAPageHaveIdsOfTheirPicture() {
        Picture picture = new Picture(10, 10, canvas -> canvas.clipped(0, 0, 5, 5, () -> {}));
        assertThat(Svg.element(picture, "", "loss-wide", "")).contains("id=\"loss-wide-1\"", "url(#loss-wide-1)");
    }

    @Test
    void aTextIsBrokenBetweenWordsAndALongWordAnywhere() {
        Type type = Type.LABEL;
        assertThat(Words.wrap("diverged at step 12", type, Words.width("diverged at", type) + 1))
                .containsExactly("diverged at", "step 12");
        List<String> pieces = Words.wrap("abcdefghij", type, 30);
        assertThat(String.join("", pieces)).isEqualTo("abcdefghij");
        assertThat(pieces).hasSizeGreaterThan(1).allMatch(piece -> Words.width(piece, type) <= 30);
        assertThat(Words.wrap("", type, 30)).isEmpty();
    }

    @Test
    void aTextWithoutRoomEndsInAnEllipsis() {
        assertThat(Words.cut("swish(beta=1.5)", Type.LABEL, 50))
                .startsWith("swis")
                .endsWith("\u2026");
        assertThat(Words.cut("relu", Type.LABEL, 50)).isEqualTo("relu");
        assertThat(Words.cut("\uD83D\uDE00\uD83D\uDE00", Type.LABEL, 3)).isEqualTo("\uD83D\uDE00\u2026");
    }

    @Test
    void aPngPictureShowsWhatWasDrawnTwiceAsLarge() throws IOException {
        Picture picture = new Picture(
                20,
                10,
                canvas -> canvas.moved(5, 0, () -> canvas.rectangle(0, 0, 5, 10, Brush.of(Ink.of(0xAA0000)), "")));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Raster.png(picture)));
        assertThat(image.getWidth()).isEqualTo(40);
        assertThat(image.getRGB(15, 10)).isEqualTo(0xFFAA0000);
        assertThat(image.getRGB(35, 10)).isEqualTo(0xFFFFFFFF);
    }
}
