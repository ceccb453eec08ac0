package rai.shell.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.study.Outcome;
import rai.api.study.StudyStatus;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeStudies;
import rai.shell.testing.FakeStudy;
import rai.shell.testing.FakeTrainer;

class StudyPagesTest {
    @TempDir
    Path dir;

    private final FakeStudies studies = new FakeStudies();

    private Captured study(String... words) {
        studies.outcomes =
                List.of(FakeStudy.outcome("a", Outcome.State.DONE), FakeStudy.outcome("b", Outcome.State.DONE));
        return Captured.of(new StudyCommand(studies, new FakeTrainer()), words);
    }

    private Path page() {
        return dir.resolve("pages/demo.md");
    }

    private Captured write(String... options) {
        String[] words = new String[4 + options.length];
        System.arraycopy(new String[] {"page", dir.toString(), "--out", page().toString()}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        return study(words);
    }

    private Captured pages(String... options) {
        String[] words = new String[2 + options.length];
        words[0] = "pages";
        words[1] = dir.resolve("pages").toString();
        System.arraycopy(options, 0, words, 2, options.length);
        return study(words);
    }

    @Test
    void aPageIsMadeWithItsResultAndItsPictures() {
        assertThat(write().out().lines())
                .containsExactly(
                        "written: " + page(),
                        "written: " + dir.resolve("pages/demo/result.json"),
                        "written: " + dir.resolve("pages/demo/landscapes.svg"),
                        "written: " + dir.resolve("pages/demo/landscapes-narrow.svg"));
        assertThat(page())
                .content()
                .startsWith("# A title\n")
                .contains(
                        "- \u2713 It was found. (a paper)",
                        "10 trainings with 1 seed in 1 s on ",
                        "`./rai study run demo`");
        assertThat(write().out()).isEqualTo(page() + " is current\n");
    }

    @Test
    void whatAPageNeedsIsADocumentToo() {
        JsonObject document = JsonParser.parseString(write("--json").out()).getAsJsonObject();
        assertThat(document.get("page").getAsString()).isEqualTo(page().toString());
        assertThat(document.get("complete").getAsBoolean()).isTrue();
        assertThat(document.getAsJsonArray("changed")).hasSize(4);
    }

    @Test
    void aStudyThatIsNotCompleteNeedsToBeAllowed() {
        studies.ends = StudyStatus.State.STOPPED;
        assertThatThrownBy(this::write)
                .hasMessage(
                        "the study in " + dir + " is not complete: 10 of 12 trials have ended; study run continues it,"
                                + " and --partial writes the page with what there is")
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.FAILED));
        assertThat(page()).doesNotExist();
        write("--partial");
        assertThat(page()).content().contains("**Not complete: 10 of 12 trainings have ended.**");
    }

    @Test
    void aStageThatIsNotPlannedYetIsMissing() {
        studies.ends = StudyStatus.State.STOPPED;
        studies.planned = 10;
        write("--partial");
        assertThat(page()).content().contains("**Not complete: 10 of 11 trainings have ended.**");
    }

    @Test
    void aPageHasTheSuffixOfMarkdown() {
        assertThatThrownBy(() -> study("page", dir.toString(), "--out", "page.txt"))
                .hasMessage("'page.txt' is not the name of a page: it must end with .md");
    }

    @Test
    void pagesAndTablesAreFilledFromStoredResults() throws IOException {
        write();
        String text = Files.readString(page());
        Files.writeString(page(), text.replace("It was found", "It was seen"));
        Path readme = Files.writeString(dir.resolve("README.md"), "<!-- studies: list -->\n<!-- /studies -->\n");
        assertThat(pages("--into", readme.toString()).out())
                .isEqualTo("written: " + page() + "\nwritten: " + readme + "\n");
        assertThat(page()).hasContent(text);
        assertThat(readme).content().contains("| [demo](pages/demo.md) | A title | `./rai study run demo` | 1 s |");
        assertThat(pages("--into", readme.toString()).out()).isEqualTo("1 page of studies, all current\n");
    }

    @Test
    void aCheckWritesNothingAndNamesWhatIsStale() throws IOException {
        write();
        assertThat(pages("--check").out()).isEqualTo("1 page of studies, all current\n");
        Files.writeString(page(), Files.readString(page()).replace("It was found", "It was seen"));
        assertThatThrownBy(() -> pages("--check"))
                .hasMessage(
                        page() + " does not show its stored result: study pages fills the blocks, study page stores a"
                                + " result")
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.FAILED));
        assertThat(page()).content().contains("It was seen");
    }

    @Test
    void aDirectoryOfPagesMustExist() {
        assertThatThrownBy(() -> study("pages", dir.resolve("none").toString()))
                .hasMessage("there is no directory " + dir.resolve("none") + ": give that of the pages of studies");
    }
}
