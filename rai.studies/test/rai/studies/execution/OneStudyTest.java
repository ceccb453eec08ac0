package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;
import rai.studies.journal.StudyDirectory;

/** A directory holds one study. */
@Timeout(60)
class OneStudyTest {
    @TempDir
    Path temp;

    private final Laboratory laboratory = new Laboratory(2);

    /** A study of one trial. */
    private static final class One implements Study {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            RunRequest run = RunRequest.builder()
                    .train("moons")
                    .network("dense")
                    .optimizer("good")
                    .phase("backprop", 10)
                    .build();
            return List.of(new Trial("test", Map.of("seed", 0), run, false));
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new AssertionError("not expected: report");
        }
    }

    private Path directory() {
        return temp.resolve("studies/some");
    }

    private StudyStatus runAs(String name, String origin) {
        StudyCall call = new StudyCall(
                new StudySource(name, "Some trials.", origin, new One()),
                StudyRequest.AS_IT_IS,
                directory(),
                0,
                Optional.empty(),
                0);
        new StudyRun(laboratory.trainer, laboratory, laboratory).run(call, event -> {}, new StudyControl());
        return Standing.of(new StudyDirectory(directory()));
    }

    @Test
    void dataThatNeedMoreMemoryThanThereIsAreRefusedWithTheTrial() {
        laboratory.tooLarge = "good";
        assertThatThrownBy(() -> runAs("one", "a bundle 1.0"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "the trial test seed=0 can't be trained: its data need more memory than this process has: use"
                                + " fewer rows, or give Java more memory");
        assertThat(directory().resolve("journal.jsonl")).doesNotExist();
    }

    @Test
    void aDirectoryTakesNoSecondStudy() {
        runAs("one", "a bundle 1.0");
        assertThatThrownBy(() -> runAs("two", "a bundle 1.0"))
                .isInstanceOf(SpecException.class)
                .hasMessage(directory() + " holds another study, one: choose another directory with --out");
        assertThat(runAs("one", "a bundle 1.1").state()).isEqualTo(StudyStatus.State.COMPLETE);
    }

    @Test
    void aDocumentThatIsDamagedIsWrittenAgain() throws IOException {
        runAs("one", "a bundle 1.0");
        Files.writeString(directory().resolve("study.json"), "{");
        assertThat(runAs("one", "a bundle 1.0").state()).isEqualTo(StudyStatus.State.COMPLETE);
    }

    @Test
    void twoFilesOfOneNameAreTwoStudies() throws IOException {
        Path here = Files.createFile(temp.resolve("moons.yaml"));
        Path there =
                Files.createFile(Files.createDirectories(temp.resolve("old")).resolve("moons.yaml"));
        runAs("moons", here.toString());
        assertThatThrownBy(() -> runAs("moons", there.toString()))
                .hasMessage(directory() + " holds another study, moons of " + here
                        + ": choose another directory with --out");
        Files.delete(here);
        assertThat(runAs("moons", there.toString()).state()).isEqualTo(StudyStatus.State.COMPLETE);
    }

    @Test
    void aStudyContinuesFromTheCopyOfItsFile() throws IOException {
        Path file = Files.createFile(temp.resolve("moons.yaml"));
        runAs("moons", file.toString());
        assertThat(runAs("study", directory().resolve("study.yaml").toString()).state())
                .isEqualTo(StudyStatus.State.COMPLETE);
        assertThat(runAs("moons", file.toString()).state()).isEqualTo(StudyStatus.State.COMPLETE);
    }
}
