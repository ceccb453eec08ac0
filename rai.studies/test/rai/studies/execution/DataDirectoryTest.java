package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.Trial;
import rai.studies.journal.StudyDirectory;

class DataDirectoryTest {
    @TempDir
    Path temp;

    private final Laboratory laboratory = new Laboratory(2);

    /** One short training. */
    private static final Study STUDY = new Study() {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            RunRequest run = RunRequest.builder()
                    .train("moons")
                    .network("dense")
                    .phase("backprop", 10)
                    .build();
            return List.of(new Trial("test", Map.of("seed", 0), run, false));
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new AssertionError("not expected: report");
        }
    };

    private List<Outcome> run(StudyRequest request, String directory) {
        StudyCall call = new StudyCall(
                new StudySource("some", "Some trials.", "a test", STUDY),
                request,
                temp.resolve(directory),
                1,
                Optional.empty(),
                0);
        new StudyRun(laboratory.trainer, laboratory, laboratory).run(call, event -> {}, new StudyControl());
        return Standing.outcomes(new StudyDirectory(call.directory()));
    }

    @Test
    void everyTrialLooksForItsDataWhereTheCallerSays() {
        assertThat(run(StudyRequest.AS_IT_IS.withDataDirectory("elsewhere"), "a/some"))
                .singleElement()
                .satisfies(outcome ->
                        assertThat(outcome.trial().request().data().directory()).contains("elsewhere"));
    }

    @Test
    void aTrialThatHasEndedIsNotTrainedAgainForDataInAnotherPlace() {
        List<Outcome> first = run(StudyRequest.AS_IT_IS, "b/some");
        assertThat(run(StudyRequest.AS_IT_IS.withDataDirectory("elsewhere"), "b/some"))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.id()).isEqualTo(first.get(0).id());
                    assertThat(outcome.seconds()).isEqualTo(first.get(0).seconds());
                });
    }
}
