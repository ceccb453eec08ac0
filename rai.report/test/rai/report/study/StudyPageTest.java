package rai.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Figures;
import rai.api.report.Statement.Mark;
import rai.api.spec.SpecException;
import rai.report.study.StudyResult.Effort;

class StudyPageTest {
    static final Effort EFFORT = new Effort("./rai study run rates", 20, 20, 10, 125, 65, 0, 2, "AMD EPYC");

    @TempDir
    Path dir;

    static Statement verdict(Mark mark, String what, String reference, String ours, String source) {
        return new Statement(mark, "reproduced: " + what, source, Optional.of(new Figures(what, reference, ours)));
    }

    private static DataTable table(String name, boolean main, int rows) {
        return new DataTable(
                name,
                "The " + name,
                List.of(new Column("rate", "rate", Kind.TEXT), new Column("loss", "loss", Kind.NUMBER)),
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                List.of(Entry.of("r" + i), new Entry(i + 0.123456, i + ".12", List.of("trial" + i))))
                        .toList(),
                main);
    }

    private static Chart bars(String name) {
        return new Chart.Bars(
                name,
                "Picture of " + name,
                "A [caption].",
                Chart.Axis.of("loss"),
                List.of("a", "b"),
                List.of(new Chart.Series("s", "s", new double[] {1, 2})));
    }

    static Report report(List<Statement> answer, Block... blocks) {
        return new Report(
                "rates",
                "Which rate?",
                "Which rate is best?",
                answer,
                List.of(new Section("Results", List.of(blocks))),
                Map.of("trials", 20));
    }

    private static final List<Statement> ANSWER = List.of(
            Statement.warning("One trial diverged."),
            verdict(Mark.YES, "rate 0.1: loss", "0.12 within 0.01", "0.123 [0.12, 0.13]", "a paper"),
            verdict(Mark.NO, "rate 1: loss", "0.5", "0.9", "a paper"),
            Statement.remark("No difference was shown."));

    private static Report usual() {
        return report(
                ANSWER,
                table("results", true, 2),
                table("details", false, 1),
                bars("first"),
                bars("second"),
                table("trials", false, 20));
    }

    private Path page() {
        return dir.resolve("rates.md");
    }

    private String write(String text) throws IOException {
        Files.writeString(page(), text);
        new StudyPage(page()).write(usual(), EFFORT);
        return Files.readString(page());
    }

    private List<String> folder() throws IOException {
        try (var files = Files.list(dir.resolve("rates"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theBlockShowsVerdictsMainTablesThePictureAndWhatItCost() throws IOException {
        assertThat(write("# Mine\n\n<!-- result -->\n<!-- /result -->\n\nprose\n"))
                .isEqualTo("""
                    # Mine

                    <!-- result -->

                    - \u26A0 One trial diverged.

                    Reproduced: 1 of 2.

                    |  | what | reference | ours |
                    | --- | --- | --- | --- |
                    | \u2713 | rate 0.1: loss | 0.12 within 0.01 | 0.123 [0.12, 0.13] |
                    | \u2717 | rate 1: loss | 0.5 | 0.9 |

                    Reference: a paper.

                    - No difference was shown.

                    **The results**

                    | rate | loss |
                    | --- | ---: |
                    | r0 | 0.12 |
                    | r1 | 1.12 |

                    <picture><source media="(max-width: 600px)" srcset="rates/first-narrow.svg"><img alt="Picture of first. A [caption]." src="rates/first.svg"></picture>

                    20 trainings with 10 seeds in 65 s on 2 cores of the processor AMD EPYC: `./rai study run rates`

                    <!-- /result -->

                    prose
                    """);
        assertThat(folder()).containsExactly("first-narrow.svg", "first.svg", "result.json");
    }

    @Test
    void theStoredResultHasNeitherTrialsNorTheGridsOfLandscapes() throws IOException {
        Chart.Panel panel =
                new Chart.Panel("P", List.of(), List.of("x", "y"), 3, new double[][] {{0.777, 1}}, List.of());
        Report report = report(
                List.of(),
                table("results", true, 1),
                new Chart.Landscapes("maps", "Maps", "", List.of(panel)),
                table("trials", false, 20));
        new StudyPage(page()).write(report, EFFORT);
        assertThat(dir.resolve("rates/result.json"))
                .content()
                .contains("\"results\"", "\"maps\"", "0.123456")
                .doesNotContain("0.777", "\"trials\"", "trial0");
    }

    @Test
    void aSecondRunWritesNothing() throws IOException {
        write("<!-- result -->\n<!-- /result -->\n");
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(page(), old);
        Files.setLastModifiedTime(dir.resolve("rates/result.json"), old);
        Effort slower = new Effort("./rai study run rates", 20, 20, 10, 125, 65, 7, 64, "another");
        assertThat(new StudyPage(page()).write(usual(), slower)).isEmpty();
        assertThat(Files.getLastModifiedTime(page())).isEqualTo(old);
        assertThat(Files.getLastModifiedTime(dir.resolve("rates/result.json"))).isEqualTo(old);
    }

    @Test
    void anotherResultReplacesWhatWasMeasuredAsWell() throws IOException {
        write("<!-- result: effort -->\n<!-- /result -->\n");
        Effort other = new Effort("./rai study run rates", 21, 21, 10, 125, Double.NaN, 7, 64, "another");
        new StudyPage(page()).write(usual(), other);
        assertThat(page())
                .content()
                .contains(
                        "21 trainings with 10 seeds, 2 min one after the other, on 64 cores of the processor another");
    }

    @Test
    void thePageChoosesItsPicturesAndThoseOfBeforeGo() throws IOException {
        write("<!-- result -->\n<!-- /result -->\n");
        assertThat(write("<!-- result pictures: second -->\n<!-- result -->\n<!-- /result -->\n"))
                .contains("src=\"rates/second.svg\"", "srcset=\"rates/second-narrow.svg\"")
                .doesNotContain("first");
        assertThat(folder()).containsExactly("result.json", "second-narrow.svg", "second.svg");
        assertThat(write("<!-- result pictures: -->\n<!-- result -->\n<!-- /result -->\n"))
                .doesNotContain(".svg");
    }

    @Test
    void anUnknownPictureIsRefusedWithTheNamesOfAll() {
        assertThatThrownBy(() -> write("<!-- result pictures: thrid -->\n<!-- result -->\n<!-- /result -->\n"))
                .isInstanceOf(SpecException.class)
                .hasMessage(page() + " shows the picture 'thrid', but the study has only first, second");
        assertThat(page()).content().doesNotContain("Reproduced");
        assertThat(dir.resolve("rates")).doesNotExist();
    }

    @Test
    void whatHasABlockOfItsOwnIsNotInTheBlockOfEverything() throws IOException {
        String text = write("""
            <!-- result: answer -->
            <!-- /result -->
            between
            <!-- result: table results -->
            <!-- /result -->
            <!-- result: picture second -->
            <!-- /result -->
            <!-- result: effort -->
            <!-- /result -->
            the rest
            <!-- result -->
            <!-- /result -->
            """);
        String rest = text.substring(text.indexOf("the rest"));
        assertThat(rest).isEqualTo("the rest\n<!-- result -->\n\n<!-- /result -->\n");
        assertThat(text.substring(0, text.indexOf("between")))
                .contains("Reproduced: 1 of 2.")
                .doesNotContain("r0");
        assertThat(text)
                .containsOnlyOnce("| r0 | 0.12 |")
                .containsOnlyOnce("src=\"rates/second.svg\"")
                .containsOnlyOnce("20 trainings");
    }

    @Test
    void anUnknownPartOrTableIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> write("<!-- result: verdict -->\n<!-- /result -->\n"))
                .hasMessage(page()
                        + ": a result has no part 'verdict'; its parts are answer, table NAME, picture NAME, effort");
        assertThatThrownBy(() -> write("<!-- result: table result -->\n<!-- /result -->\n"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("results");
    }

    @Test
    void aPageWithoutABlockIsRefused() {
        assertThatThrownBy(() -> write("# Mine\n"))
                .hasMessage(
                        page() + " has no place for it: write the lines <!-- result --> and <!-- /result --> into it");
        assertThat(page()).hasContent("# Mine");
    }

    @Test
    void aBlockThatDoesNotEndIsRefusedWithItsLine() {
        assertThatThrownBy(() -> write("# Mine\n\n<!-- result -->\n"))
                .hasMessage(page() + ", line 3: the block has no <!-- /result -->");
        assertThatThrownBy(() -> write("<!-- result -->\n<!-- result: answer -->\n<!-- /result -->\n"))
                .hasMessage(page() + ", line 2: the block before has no <!-- /result -->");
        assertThatThrownBy(() -> write("a\n<!-- /result -->\n"))
                .hasMessage(page() + ", line 2: no block begins before this <!-- /result -->");
    }

    @Test
    void whatIsOutsideTheBlocksStaysToTheByte() throws IOException {
        String before =
                "\uFEFF# Mine  \n\tand `<!-- result -->` in a line\n    <!-- result -->\n\n\n<!-- a comment -->\n";
        String after = "trailing \u00e4 <b>text</b>   \n\n\nno end of line";
        String text = write(before + "<!-- result -->\nold\n<!-- /result -->\n" + after);
        assertThat(text)
                .startsWith(before + "<!-- result -->\n\n")
                .endsWith("\n\n<!-- /result -->\n" + after)
                .doesNotContain("old");
    }

    @Test
    void linesEndAsTheOthersOfThePage() throws IOException {
        String text = write("# Mine\r\n<!-- result -->\r\n<!-- /result -->\r\nprose\r\n");
        assertThat(text.replace("\r\n", ""))
                .doesNotContain("\n")
                .doesNotContain("\r")
                .contains("Reproduced");
    }

    @Test
    void aPageThatDoesNotExistIsMade() throws IOException {
        new StudyPage(page()).write(usual(), EFFORT);
        assertThat(page())
                .content()
                .startsWith("# Which rate?\n\nWhich rate is best?\n\n    ./rai study run rates\n")
                .contains("## Protocol", "Reproduced: 1 of 2.");
    }

    @Test
    void aResultThatIsNotCompleteSaysSoFirst() throws IOException {
        Files.writeString(page(), "<!-- result -->\n<!-- /result -->\n");
        new StudyPage(page()).write(usual(), new Effort("c", 20, 12, 6, 3, 3, 0, 2, ""));
        assertThat(page())
                .content()
                .startsWith("<!-- result -->\n\n**Not complete: 12 of 20 trainings have ended.**\n");
    }

    @Test
    void aLongTableIsCutAndSaysWhereTheRestIs() throws IOException {
        new StudyPage(page()).write(report(List.of(), table("results", true, 100)), EFFORT);
        assertThat(page())
                .content()
                .contains("| r39 |", "60 more rows in [result.json](rates/result.json).")
                .doesNotContain("| r40 |");
    }

    @Test
    void differentSourcesAreAColumn() throws IOException {
        List<Statement> answer = new ArrayList<>(ANSWER);
        answer.add(verdict(Mark.YES, "rate 2", "1", "1", "another paper"));
        new StudyPage(page()).write(report(answer), EFFORT);
        assertThat(page()).content().contains("| reference | ours | source |", "| 1 | 1 | another paper |");
    }

    @Test
    void aStudyWithoutTrainingsSaysHowLongItComputed() throws IOException {
        Files.writeString(page(), "<!-- result: effort -->\n<!-- /result -->\n");
        new StudyPage(page()).write(report(ANSWER), new Effort("./rai study run init", 0, 0, 0, 0, 0, 33, 2, ""));
        assertThat(page()).content().contains("No trainings; computed in 33 s on 2 cores: `./rai study run init`");
    }

    @Test
    void aPageIsFilledFromItsStoredResultWithoutTheStudy() throws IOException {
        String text = write("<!-- result -->\n<!-- /result -->\n");
        StudyPage page = new StudyPage(page());
        assertThat(page.differences()).isEmpty();
        Files.writeString(page(), text.replace("0.123 [", "0.120 ["));
        assertThat(page.differences()).containsExactly(page() + " does not show its stored result");
        assertThat(page.refresh()).containsExactly(page());
        assertThat(page()).hasContent(text);
        assertThat(page.refresh()).isEmpty();
    }

    @Test
    void aPageOfAStudyThatWasNotRunSaysSo() throws IOException {
        Files.writeString(page(), "a\n<!-- result -->\n<!-- /result -->\nb\n");
        StudyPage page = new StudyPage(page());
        assertThat(page.differences()).hasSize(1);
        page.refresh();
        assertThat(page()).hasContent("a\n<!-- result -->\n\n*Not run yet.*\n\n<!-- /result -->\nb\n");
        assertThat(page.differences()).isEmpty();
        Files.writeString(page(), "<!-- result -->\naccuracy 0.99\n<!-- /result -->\n");
        assertThat(page.differences()).containsExactly(page() + " does not show its stored result");
    }

    @Test
    void filesThatAreMissingOrForeignAreDifferences() throws IOException {
        write("<!-- result -->\n<!-- /result -->\n");
        Files.move(dir.resolve("rates/first.svg"), dir.resolve("rates/other.svg"));
        assertThat(new StudyPage(page()).differences())
                .containsExactly(
                        dir.resolve("rates/first.svg") + " is missing",
                        dir.resolve("rates/other.svg") + " does not belong to the stored result");
    }

    @Test
    void aPictureThatIsNotStoredNeedsTheStudy() throws IOException {
        write("<!-- result -->\n<!-- /result -->\n");
        Files.writeString(page(), "<!-- result: picture second -->\n<!-- /result -->\n");
        assertThatThrownBy(() -> new StudyPage(page()).refresh())
                .hasMessage(
                        page() + " shows the picture second, which is not stored: write the page again with study page"
                                + " and the directory of the study");
    }

    @Test
    void aDamagedResultIsNamedAndCanBeWrittenAgain() throws IOException {
        write("<!-- result -->\n<!-- /result -->\n");
        Path result = dir.resolve("rates/result.json");
        Files.writeString(result, "{\"result\": 1}");
        assertThatThrownBy(() -> new StudyPage(page()).refresh())
                .hasMessage(result + " is damaged: write it again with study page");
        new StudyPage(page()).write(usual(), EFFORT);
        assertThat(new StudyPage(page()).differences()).isEmpty();
    }

    @Test
    void aLargePictureIsPixels() throws IOException {
        double[] numbers =
                IntStream.range(0, 400).mapToDouble(i -> Math.sin(i * i)).toArray();
        double[] x = IntStream.range(0, 400).asDoubleStream().toArray();
        List<Chart.Line> lines = IntStream.range(0, 60)
                .mapToObj(i -> new Chart.Line("l" + i, "l" + i, x, numbers, new double[0], new double[0], List.of()))
                .toList();
        Chart chart = new Chart.Lines("many", "Many", "", Chart.Axis.of("x"), Chart.Axis.of("y"), lines);
        new StudyPage(page()).write(report(List.of(), chart), EFFORT);
        assertThat(folder()).containsExactly("many-narrow.png", "many.png", "result.json");
    }
}
