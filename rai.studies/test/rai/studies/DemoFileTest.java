package rai.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.study.StudyRequest;
import rai.studies.design.DesignedStudy;
import rai.studies.design.StudyServices;
import rai.studies.document.StudyDocuments;

/** The protocol of the demo as a study file. */
class DemoFileTest {
    private final DesignedStudy file = new DesignedStudy(
            StudyDocuments.read(Path.of("rai.studies/studies/demo.yaml")),
            (study, request, outcomes, models) -> new Report("", "", "", List.of(), List.of(), Map.of()),
            new StudyServices() {
                @Override
                public boolean largerIsBetter(String metric) {
                    throw new AssertionError("nothing is tuned");
                }

                @Override
                public int folds(RunRequest request) {
                    throw new AssertionError("there are no folds");
                }
            });

    @Test
    void itHasTheTrialsOfTheDemo() {
        assertThat(file.plan(StudyRequest.AS_IT_IS, List.of()))
                .containsExactlyInAnyOrderElementsOf(new Demo().plan(StudyRequest.AS_IT_IS, List.of()));
    }

    @Test
    void itHasTheTrialsOfTheQuickDemo() {
        StudyRequest quick = new StudyRequest(Optional.empty(), Optional.of(4L), true, Map.of());
        assertThat(file.plan(quick, List.of())).containsExactlyInAnyOrderElementsOf(new Demo().plan(quick, List.of()));
    }

    @Test
    void itExpectsWhatTheDemoReproduces() {
        var expected = file.document().expectations();
        assertThat(expected.get(0).reference().orElseThrow() - Math.log(2)).isLessThan(1e-6);
        assertThat(expected.get(0).within()).isEqualTo(5e-4);
        assertThat(expected.get(1).above()).hasValue(0.8);
        assertThat(expected).allMatch(of -> of.everySeed());
    }
}
