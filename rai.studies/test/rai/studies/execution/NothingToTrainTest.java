package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;
import rai.studies.journal.StudyDirectory;

/** What becomes of studies that plan no trial. */
@Timeout(60)
class NothingToTrainTest {
    @TempDir
    Path temp;

    private static Study study(boolean trains) {
        return new Study() {
            @Override
            public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
                return List.of();
            }

            @Override
            public boolean trains() {
                return trains;
            }

            @Override
            public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
                return new Report("formulas", "Formulas", "", List.of(), List.of(), Map.of());
            }
        };
    }

    private StudyStatus run(Study study) {
        Path directory = temp.resolve("studies/formulas");
        Laboratory laboratory = new Laboratory(2);
        StudyCall call = new StudyCall(
                new StudySource("formulas", "Formulas", "a test", study),
                StudyRequest.AS_IT_IS,
                directory,
                0,
                Optional.empty(),
                0);
        new StudyRun(laboratory.trainer, laboratory, laboratory).run(call, event -> {}, new StudyControl());
        return Standing.of(new StudyDirectory(directory));
    }

    @Test
    void aStudyThatTrainsNothingIsComplete() {
        StudyStatus status = run(study(false));
        assertThat(status.state()).isEqualTo(StudyStatus.State.COMPLETE);
        assertThat(status.planned()).isZero();
    }

    @Test
    void aStudyThatTrainsButPlansNoTrialIsRefused() {
        Study study = study(true);
        assertThatThrownBy(() -> run(study)).hasMessageContaining("plans no trial");
    }
}
