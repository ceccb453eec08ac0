package rai.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.study.Outcome;
import rai.shell.study.StudyCommand;
import rai.shell.testing.FakeContext;
import rai.shell.testing.FakeSession;
import rai.shell.testing.FakeStudies;
import rai.shell.testing.FakeStudy;
import rai.shell.testing.FakeTrainer;

/** The tab key in the commands of studies. */
class StudyLinesTest {
    @TempDir
    Path folder;

    private final FakeStudies studies = new FakeStudies();
    private final Completion completion = new Completion(
            new FakeContext()
                    .command("study", new StudyCommand(studies, new FakeTrainer()))
                    .studies(studies)
                    .context(),
            FakeSession.with(Map.of()));
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @BeforeEach
    void aStudyThatWasRun() throws IOException {
        studies.demo = new FakeStudy();
        Files.createDirectories(folder.resolve("moons"));
        Files.writeString(folder.resolve("moons/study.json"), "{}");
        Files.createDirectories(folder.resolve("night"));
        Files.writeString(folder.resolve("night.yaml"), "study: 1");
        Files.writeString(folder.resolve("notes.txt"), "");
    }

    private String line(String keys) throws IOException {
        try (Terminal terminal = new DumbTerminal(
                "test",
                "ansi",
                new ByteArrayInputStream((keys + "\r").getBytes(StandardCharsets.UTF_8)),
                screen,
                StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(160, 50));
            LineReader reader = Interactive.reader(terminal, completion, Optional.empty());
            return reader.readLine("rai> ").strip();
        }
    }

    @Test
    void aStudyOfABundleIsCompletedByItsName() throws IOException {
        assertThat(line("study run de\t")).isEqualTo("study run demo");
        assertThat(line("study plan de\t")).isEqualTo("study plan demo");
    }

    @Test
    void aStudyFileIsCompletedByItsPathAndOtherFilesAreNot() throws IOException {
        assertThat(line("study run " + folder + "/ni\t.y\t")).isEqualTo("study run " + folder + "/night.yaml");
        assertThat(line("study run " + folder + "/no\t")).isEqualTo("study run " + folder + "/no");
    }

    @Test
    void aStudyThatWasRunIsCompletedByItsDirectory() throws IOException {
        for (String command : List.of("status", "report", "trials", "retry", "repeat")) {
            assertThat(line("study " + command + " " + folder + "/mo\t"))
                    .isEqualTo("study " + command + " " + folder + "/moons");
        }
    }

    @Test
    void aFolderThatHoldsNoStudyLeadsFurther() throws IOException {
        assertThat(line("study status " + folder + "/nig\t")).isEqualTo("study status " + folder + "/night/");
    }

    @Test
    void aTrialIsCompletedByTheBeginningOfItsId() throws IOException {
        studies.outcomes = List.of(
                FakeStudy.outcome("aaaaaaaaaaaa1111", Outcome.State.DONE),
                FakeStudy.outcome("bbbbbbbbbbbb2222", Outcome.State.FAILED));
        assertThat(line("study repeat " + folder + "/moons a\t"))
                .isEqualTo("study repeat " + folder + "/moons aaaaaaaaaaaa");
    }

    @Test
    void onlyTrialsThatFailedCanBeRetried() throws IOException {
        studies.outcomes = List.of(
                FakeStudy.outcome("aaaaaaaaaaaa1111", Outcome.State.DONE),
                FakeStudy.outcome("bbbbbbbbbbbb2222", Outcome.State.FAILED));
        assertThat(line("study retry " + folder + "/moons \t"))
                .isEqualTo("study retry " + folder + "/moons bbbbbbbbbbbb");
    }

    @Test
    void severalTrialsAreListedWithWhatTheyAre() throws IOException {
        studies.outcomes = List.of(
                FakeStudy.outcome("aaaaaaaaaaaa1111", Outcome.State.DONE),
                FakeStudy.outcome("bbbbbbbbbbbb2222", Outcome.State.DIVERGED));
        line("study repeat " + folder + "/moons \t");
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("test method=rai rate=0.1000 seed=0: diverged");
    }

    @Test
    void anAxisOfTheStudyIsCompletedWithoutItsSeeds() throws IOException {
        assertThat(line("study run demo --only \t")).isEqualTo("study run demo --only");
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("method=", "rate=")
                .doesNotContain("seed=");
        assertThat(line("study run demo --only me\tr\t")).isEqualTo("study run demo --only method=rai");
    }

    @Test
    void aLevelKeepsAllItsDigits() throws IOException {
        assertThat(line("study run demo --only rate=0.0\t"))
                .isEqualTo("study run demo --only rate=0.0031622776601683794");
    }

    @Test
    void aLevelWithACommaIsQuotedAndAnotherCanFollow() throws IOException {
        assertThat(line("study run demo --only method=ba\t\t"))
                .isEqualTo("study run demo --only \"method=backprop, reference start\"");
        assertThat(line("study run demo --only method=ba\t,r\t\""))
                .isEqualTo("study run demo --only \"method=backprop, reference start,rai\"");
    }

    @Test
    void whatCanNotBeReadCompletesNothing() throws IOException {
        assertThat(line("study run dmo --only m\t")).isEqualTo("study run dmo --only m");
        assertThat(line("study repeat " + folder + "/nowhere a\t")).endsWith("/nowhere a");
    }
}
