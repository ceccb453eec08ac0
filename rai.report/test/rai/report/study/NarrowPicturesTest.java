package rai.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Chart;

class NarrowPicturesTest {
    @TempDir
    Path dir;

    private Path page;

    @BeforeEach
    void write() throws IOException {
        Chart chart = new Chart.Bars(
                "first",
                "Bars & \"more\"",
                "A [caption].",
                Chart.Axis.of("loss"),
                List.of("a", "b"),
                List.of(new Chart.Series("s", "s", new double[] {1, 2})));
        page = dir.resolve("rates.md");
        Files.writeString(page, "<!-- result -->\n<!-- /result -->\n");
        new StudyPage(page).write(StudyPageTest.report(List.of(), chart), StudyPageTest.EFFORT);
    }

    @Test
    void aNarrowPictureIsDrawnForItsWidthInLettersOfTheSameSize() {
        assertThat(dir.resolve("rates/first.svg")).content().contains("width=\"748\"", "font-size=\"12\"");
        assertThat(dir.resolve("rates/first-narrow.svg")).content().contains("width=\"388\"", "font-size=\"12\"");
    }

    @Test
    void titleAndCaptionAreTheAlternativeText() {
        assertThat(page).content().contains("<img alt=\"Bars &amp; &quot;more&quot;. A [caption].\"");
    }

    @Test
    void aResultOfAnEarlierVersionShowsItsOnlyPicture() throws IOException {
        Path result = dir.resolve("rates/result.json");
        Files.writeString(result, Files.readString(result).replaceFirst(",\\s*\"narrow\": \"first-narrow.svg\"", ""));
        Files.delete(dir.resolve("rates/first-narrow.svg"));
        StudyPage stored = new StudyPage(page);
        stored.refresh();
        assertThat(page)
                .content()
                .contains("A \\[caption\\].](rates/first.svg)")
                .doesNotContain("<picture>");
        assertThat(stored.differences()).isEmpty();
    }
}
