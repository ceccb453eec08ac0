package rai.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rai.report.study.StudyPageTest.EFFORT;
import static rai.report.study.StudyPageTest.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;

class StudyTablesTest {
    @TempDir
    Path dir;

    private Path studies;
    private Path readme;

    @BeforeEach
    void pages() throws IOException {
        studies = Files.createDirectories(dir.resolve("docs/studies"));
        readme = dir.resolve("README.md");
        Files.writeString(studies.resolve("prose.md"), "# A page without a result\n");
        Files.writeString(studies.resolve("later.md"), "<!-- result -->\n<!-- /result -->\n");
    }

    private void page(String name, Statement... answer) throws IOException {
        new StudyPage(studies.resolve(name + ".md")).write(StudyPageTest.report(List.of(answer)), EFFORT);
    }

    private StudyTables tables() throws IOException {
        return StudyTables.of(StudyTables.pages(studies), Map.of("later", "To be run"));
    }

    private String filled(String table) throws IOException {
        Files.writeString(readme, "before\n<!-- studies: " + table + " -->\n<!-- /studies -->\nafter\n");
        tables().write(readme);
        String text = Files.readString(readme);
        assertThat(text)
                .startsWith("before\n<!-- studies: " + table + " -->\n\n|")
                .endsWith("|\n\n<!-- /studies -->\nafter\n");
        return text;
    }

    @Test
    void aStudyIsARowWithItsFirstFindingAndHowManyWereReproduced() throws IOException {
        page(
                "rates",
                verdict(Mark.YES, "rate 0.1: loss", "0.12", "0.123", "p"),
                verdict(Mark.YES, "other", "1", "1", "p"));
        assertThat(filled("verdicts").lines().skip(3).toList())
                .startsWith(
                        "| experiment | finding | reference | ours | reproduced |",
                        "|---|---|---|---|---|",
                        "| [rates](docs/studies/rates.md) | \u2713 rate 0.1: loss | 0.12 | 0.123 | 2 of 2 |",
                        "");
    }

    @Test
    void theFirstFindingThatWasNotReproducedIsShownAsWell() throws IOException {
        page(
                "rates",
                verdict(Mark.YES, "good", "1", "1", "p"),
                verdict(Mark.YES, "fine", "1", "1", "p"),
                verdict(Mark.NO, "bad", "2", "3", "p"));
        assertThat(filled("verdicts")).contains("| \u2713 good<br>\u2717 bad | 1<br>2 | 1<br>3 | 2 of 3 |");
    }

    @Test
    void withoutAnyResultThereIsNoTable() throws IOException {
        Files.writeString(readme, "<!-- studies: verdicts -->\n<!-- /studies -->\n");
        tables().write(readme);
        assertThat(readme).hasContent("<!-- studies: verdicts -->\n\n*Not run yet.*\n\n<!-- /studies -->\n");
    }

    @Test
    void everyCellIsShortEnoughToBeRead() throws IOException {
        String words = "a very long sentence about a cell ".repeat(10);
        page("rates", verdict(Mark.YES, words, words, "0.12345 " + words, "p"));
        String row = filled("verdicts")
                .lines()
                .filter(line -> line.contains("[rates]"))
                .findFirst()
                .orElseThrow();
        assertThat(row.split(" \\| "))
                .hasSize(5)
                .allSatisfy(cell -> assertThat(cell).hasSizeLessThanOrEqualTo(68));
        assertThat(row).contains("0.12345 a very long", "about a\u2026 |");
    }

    @Test
    void aNumberIsNeverCut() {
        assertThat(StudyTables.cut("loss 0.123456 and more", 12)).isEqualTo("loss\u2026");
        assertThat(StudyTables.cut("loss 0.12, 0.34", 13)).isEqualTo("loss 0.12\u2026");
        assertThat(StudyTables.cut("loss 0.12", 9)).isEqualTo("loss 0.12");
    }

    @Test
    void theListHasTheStudiesThatWereNotRunAsWell() throws IOException {
        page("rates", verdict(Mark.YES, "w", "1", "1", "p"));
        assertThat(filled("list"))
                .contains("| [later](docs/studies/later.md) | To be run | `./rai study run later` | not run yet |\n"
                        + "| [rates](docs/studies/rates.md) | Which rate is best? | `./rai study run rates` | 65 s |\n")
                .doesNotContain("prose");
    }

    @Test
    void aSecondTimeNothingIsWrittenAndAnotherResultIsADifference() throws IOException {
        page("rates", verdict(Mark.YES, "w", "1", "1", "p"));
        filled("verdicts");
        assertThat(tables().write(readme)).isEmpty();
        assertThat(tables().differences(readme)).isEmpty();
        page("rates", verdict(Mark.NO, "w", "1", "2", "p"));
        assertThat(tables().differences(readme))
                .containsExactly(readme + " does not show the tables of the stored results");
        assertThat(tables().write(readme)).containsExactly(readme);
    }

    @Test
    void aTextWithoutAPlaceForATableIsRefused() throws IOException {
        Files.writeString(readme, "nothing\n");
        assertThatThrownBy(() -> tables().write(readme))
                .hasMessage(
                        readme + " has no place for a table of studies: write the lines <!-- studies: verdicts --> or"
                                + " <!-- studies: list -->, and <!-- /studies --> into it");
        Files.writeString(readme, "<!-- studies: all -->\n<!-- /studies -->\n");
        assertThatThrownBy(() -> tables().write(readme))
                .hasMessage(readme + ": there is no table 'all' of studies, only verdicts and list");
    }
}
