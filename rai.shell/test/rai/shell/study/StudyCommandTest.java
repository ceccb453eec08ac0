package rai.shell.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.RunRequest;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.StudyCall;
import rai.api.study.StudyEvent;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeStudies;
import rai.shell.testing.FakeStudy;
import rai.shell.testing.FakeTrainer;

class StudyCommandTest {
    @TempDir
    Path dir;

    private final FakeStudies studies = new FakeStudies();

    @BeforeEach
    void noDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    private Captured study(String... words) {
        return Captured.of(new StudyCommand(studies, new FakeTrainer()), words);
    }

    private Captured demo(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "--out";
        all[1] = dir.resolve("d").toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return Captured.of(new DemoCommand(studies), all);
    }

    private StudyCall asked() {
        return studies.asked.get(0);
    }

    @Test
    void theDemoPrintsItsTableAndItsFinding() {
        assertThat(demo().out().lines())
                .startsWith(
                        "A title",
                        "",
                        "method      loss, mean",
                        "the \"best\"         0.5",
                        "other                -",
                        "",
                        "It was found. (a paper)");
    }

    @Test
    void theDemoDrawsItsLandscapesBesideThePage() throws IOException {
        demo();
        assertThat(ImageIO.read(dir.resolve("d/demo.png").toFile()).getWidth()).isGreaterThan(100);
        assertThat(dir.resolve("d/report.html")).content().contains("It was found.");
        assertThat(dir.resolve("d/demo.csv")).content().contains("\"the \"\"best\"\"\",0.5");
    }

    @Test
    void optionsReachTheStudy() {
        studies.demo = new FakeStudy();
        study(
                "run",
                "demo",
                "--seeds",
                "5",
                "--first-seed",
                "7",
                "--quick",
                "--only",
                "method=a,b(c=1,d=2)",
                "--only",
                "rate=0.1",
                "--workers",
                "1",
                "--shuffle",
                "3",
                "--failures",
                "0",
                "--out",
                dir.toString());
        assertThat(asked().request().seeds()).contains(5);
        assertThat(asked().request().firstSeed()).contains(7L);
        assertThat(asked().request().quick()).isTrue();
        assertThat(asked().request().only())
                .isEqualTo(Map.of("method", List.of("a", "b(c=1,d=2)"), "rate", List.of("0.1")));
        assertThat(asked().workers()).isEqualTo(1);
        assertThat(asked().shuffle()).contains(3L);
        assertThat(asked().failures()).isZero();
        assertThat(asked().directory()).isEqualTo(dir);
    }

    @Test
    void theFormOfEarlierVersionsIsAnsweredWithTheNewOne() {
        assertThatThrownBy(() -> study("demo", "--quick"))
                .hasMessage("unknown word after study 'demo': study run demo trains that study");
        assertThatThrownBy(() -> study("my moons.yaml"))
                .hasMessage("unknown word after study 'my moons.yaml': study run 'my moons.yaml' trains that study");
        assertThatThrownBy(() -> study("lst"))
                .hasMessageStartingWith("unknown word after study 'lst': did you mean 'list'?");
    }

    @Test
    void optionsOfOtherProgramsAreUnderstood() {
        for (String option : List.of("--parallel", "--jobs", "--threads", "--n-jobs")) {
            assertThatThrownBy(() -> study("run", "demo", option, "3"))
                    .hasMessageStartingWith("unknown option '" + option + "': did you mean '--workers'?");
        }
    }

    @Test
    void aListOfNoTrialsSaysSo() {
        assertThat(study("trials", dir.toString(), "--failed").out()).isEqualTo("no trial has failed\n");
        assertThat(study("trials", dir.toString(), "--diverged").out()).isEqualTo("no trial has diverged\n");
        assertThat(study("trials", dir.toString()).out()).isEqualTo("no trial has ended\n");
    }

    @Test
    void aRunThatIsComparedWithItselfIsRefused() {
        assertThatThrownBy(() -> Captured.of(new CompareCommand(studies), "runs/a", "runs/b/../a"))
                .hasMessage("runs/b/../a is named twice: name each run once");
    }

    @Test
    void aReportThatCanNotBeWrittenIsAFailureThatNamesItsDirectory() throws IOException {
        Path inside = Files.writeString(dir.resolve("notes.txt"), "").resolve("report");
        assertThatThrownBy(() -> study("report", dir.toString(), "--out", inside.toString()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("the report could not be written to " + inside + ": ")
                .satisfies(e -> assertThat(((Failure) e).exit()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void anEmptyDirectoryIsRefused() {
        assertThatThrownBy(() -> study("run", "demo", "--out", "")).hasMessage("--out is empty: name a directory");
        assertThatThrownBy(() -> study("report", dir.toString(), "--out", ""))
                .hasMessage("--out is empty: name a directory");
        assertThatThrownBy(() -> study("status", ""))
                .hasMessage("the directory of the study is empty: give that which study run has written");
        assertThatThrownBy(() -> Captured.of(new CompareCommand(studies), "runs/a", "--out", ""))
                .hasMessage("--out is empty: name a directory");
    }

    @Test
    void aStudyNeedsAWorker() {
        assertThatThrownBy(() -> study("run", "demo", "--workers", "0"))
                .hasMessage("--workers must be at least 1, not 0");
        study("plan", "demo");
        assertThat(asked().workers()).isZero();
    }

    @Test
    void aStudyThatIsNotPlannedYetSaysSo() {
        studies.planned = 0;
        studies.ends = StudyStatus.State.STOPPED;
        assertThat(study("status", dir.toString()).out()).isEqualTo("demo in " + dir + ": stopped, not planned yet\n");
    }

    @Test
    void theProgressSaysFirstHowLongItTakes() {
        StudyEvent.Progressed at = new StudyEvent.Progressed(3, 12, "test seed=4 and 1 more", 340);
        assertThat(StudyTraining.now(at)).isEqualTo("about 6 min left; in training: test seed=4 and 1 more");
        assertThat(StudyTraining.now(new StudyEvent.Progressed(3, 12, "test seed=4", Double.NaN)))
                .isEqualTo("in training: test seed=4");
        assertThat(StudyTraining.now(new StudyEvent.Progressed(3, 12, "", 340))).isEqualTo("about 6 min left");
    }

    @Test
    void aLevelMayHaveACommaInItsName() {
        studies.demo = new FakeStudy();
        study("plan", "demo", "--only", "method=rai,backprop, reference start");
        assertThat(asked().request().only()).isEqualTo(Map.of("method", List.of("rai", "backprop, reference start")));
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefusedBeforeAnythingIsPlanned() throws IOException {
        Path file = Files.writeString(dir.resolve("notes.txt"), "");
        assertThatThrownBy(() -> study("run", "demo", "--out", file.toString()))
                .hasMessage("--out " + file + " is a file: name a directory, which will be made");
        assertThat(studies.asked).isEmpty();
    }

    @Test
    void aStudyIsKeptInAFolderOfItsName() {
        study("plan", "demo");
        assertThat(asked().directory()).isEqualTo(Path.of("studies", "demo"));
        assertThat(asked().failures()).isEqualTo(10);
    }

    @Test
    void aPlanSaysHowMuchItIs() {
        assertThat(study("plan", "demo").out().lines())
                .containsExactly(
                        "What RAI is about.",
                        "then, from their results: 50 trials",
                        "taken from other studies: 3 trials",
                        "dropped: 2 trials, of an earlier plan",
                        "at most about 7 min on this machine, 300 MB of memory at once for data and networks, 2 MB on"
                                + " disk",
                        "a warning");
    }

    @Test
    void aDryRunIsAPlan() {
        assertThat(study("run", "demo", "--dry-run").out())
                .isEqualTo(study("plan", "demo").out());
    }

    @Test
    void whatHappensIsSaidOnStderr() {
        assertThat(study("run", "demo", "--out", dir.toString()).err())
                .contains("2 trials of a process that died are back in the queue");
    }

    @Test
    void stdoutIsOneDocumentWithJson() {
        var document = JsonParser.parseString(
                        study("run", "demo", "--json", "--out", dir.toString()).out())
                .getAsJsonObject();
        assertThat(document.get("state").getAsString()).isEqualTo("complete");
        assertThat(document.getAsJsonArray("answer")
                        .get(0)
                        .getAsJsonObject()
                        .get("sentence")
                        .getAsString())
                .isEqualTo("It was found.");
        assertThat(document.getAsJsonArray("demo")
                        .get(1)
                        .getAsJsonObject()
                        .get("loss")
                        .isJsonNull())
                .isTrue();
    }

    @Test
    void aStudyThatGaveUpFailsAndSaysHowToContinue() {
        studies.ends = StudyStatus.State.GIVEN_UP;
        assertThatThrownBy(() -> study("run", "demo", "--out", dir.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage("given up: too many trials failed in succession; study retry " + dir
                        + " puts them back when the cause is mended; 10 of 12 trials have ended, and rai study run demo"
                        + " --out " + dir + " continues")
                .satisfies(e -> assertThat(((Failure) e).exit()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void aStudyWithFailedTrialsFailsAndSaysWhatToDo() {
        studies.failed = 2;
        assertThatThrownBy(() -> study("run", "demo", "--out", dir.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage("2 of 12 trials failed: study retry " + dir + " puts them back, study trials " + dir
                        + " --failed lists them")
                .satisfies(e -> assertThat(((Failure) e).exit()).isEqualTo(ExitCode.FAILED));
        studies.failed = 1;
        assertThatThrownBy(() -> study("run", "demo", "--out", dir.toString()))
                .hasMessageStartingWith("1 of 12 trials failed: study retry " + dir + " puts it back");
    }

    @Test
    void theReportOfAStudyWithFailedTrialsIsWrittenAndIsInItsDocument() {
        studies.failed = 2;
        assertThatThrownBy(() -> study("run", "demo", "--json", "--out", dir.toString()))
                .satisfies(e -> assertThat(((Failure) e).asMap()).containsKeys("state", "answer", "demo", "error"));
        assertThat(dir.resolve("report.html")).content().contains("It was found.");
    }

    @Test
    void failedTrialsAreCountedWithTheirCause() {
        studies.failed = 2;
        assertThat(study("status", dir.toString()).out().lines())
                .containsExactly(
                        "demo in " + dir + ": complete, 10 of 12 trials ended, 2 of them failed",
                        "failed: 2 trials: bow threw an exception");
        assertThat(study("retry", dir.toString()).out()).isEqualTo("2 trials will be trained again by study run\n");
    }

    @Test
    void anUnknownStudySuggestsTheNearest() {
        assertThatThrownBy(() -> study("run", "dmo"))
                .hasMessage("unknown study 'dmo': did you mean 'demo'? There are: demo");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> study("status", "nowhere"))
                .hasMessage("there is no study in nowhere or studies/nowhere: give the directory that study run has"
                        + " written, or run it first");
    }

    @Test
    void aStudyNeedsASeed() {
        assertThatThrownBy(() -> demo("--seeds", "0")).hasMessage("--seeds must be at least 1, not 0");
    }

    @Test
    void anOnlyWithoutALevelIsRefused() {
        assertThatThrownBy(() -> study("run", "demo", "--only", "activation"))
                .hasMessage("--only 'activation' is not of the form AXIS=LEVEL[,LEVEL], as in activation=relu");
    }

    @Test
    void trialsAreListedWithTheirFactorsAndChosenByHowTheyEnded() throws IOException {
        studies.outcomes = List.of(
                outcome("aaaaaaaaaaaaaaaa", Outcome.State.DONE), outcome("bbbbbbbbbbbbbbbb", Outcome.State.FAILED));
        Files.createDirectories(dir);
        assertThat(study("trials", dir.toString()).out()).contains("aaaaaaaaaaaa", "relu", "bow threw");
        assertThat(study("trials", dir.toString(), "--failed").out()).doesNotContain("aaaaaaaaaaaa");
    }

    @Test
    void aTrialIsRepeatedByTheBeginningOfItsId() {
        studies.outcomes = List.of(outcome("aaaaaaaaaaaaaaaa", Outcome.State.DONE));
        assertThatThrownBy(() -> study("repeat", dir.toString(), "zz"))
                .hasMessage("no trial that has ended has an id that begins with 'zz': study trials lists them");
    }

    @Test
    void studyCompareIsCompare() {
        assertThat(study(
                                "compare",
                                "runs/a",
                                "runs/b",
                                "--out",
                                dir.resolve("c").toString())
                        .out())
                .contains("It was found.");
        assertThat(dir.resolve("c/report.html")).exists();
    }

    @Test
    void comparedRunsGetAPage() {
        Captured captured = Captured.of(
                new CompareCommand(studies),
                "runs/a",
                "runs/b",
                "--out",
                dir.resolve("c").toString());
        assertThat(captured.out()).contains("It was found.");
        assertThat(dir.resolve("c/report.html")).exists();
    }

    private static Outcome outcome(String id, Outcome.State state) {
        return new Outcome(
                id,
                new Trial(
                        "test",
                        Map.of("activation", "relu"),
                        RunRequest.builder().train("moons").network("dense").build(),
                        false),
                state,
                Optional.empty(),
                Curves.NONE,
                state == Outcome.State.FAILED ? "bow threw" : "",
                1,
                Optional.empty());
    }
}
