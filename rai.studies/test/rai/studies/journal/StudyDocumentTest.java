package rai.studies.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.RunRequest;
import rai.api.study.StudyRequest;

class StudyDocumentTest {
    private static String command(String origin, StudyRequest request) {
        return new StudyDocument("moons", "Moons", origin, request, "").command();
    }

    @Test
    void theCommandNamesTheStudyOfABundle() {
        assertThat(command("rai.experiments 1.0.0", StudyRequest.AS_IT_IS)).isEqualTo("./rai study run moons");
    }

    @Test
    void theCommandNamesTheFileOfAStudyFile() {
        assertThat(command("my files/moons.yaml", StudyRequest.AS_IT_IS))
                .isEqualTo("./rai study run 'my files/moons.yaml'");
    }

    @Test
    void theCommandHasWhatTheCallerHasChanged() {
        StudyRequest request = new StudyRequest(
                Optional.of(3), Optional.of(7L), true, Map.of("method", List.of("rai", "rai + refit")));
        assertThat(command("a bundle", request))
                .isEqualTo("./rai study run moons --quick --seeds 3 --first-seed 7 --only 'method=rai,rai + refit'");
    }

    @Test
    void thePortableEngineIsInTheCommandAndInTheFileAndInEveryRun(@TempDir Path directory) throws IOException {
        StudyRequest portable = StudyRequest.AS_IT_IS.withEngine("portable");
        StudyDocument document = new StudyDocument("moons", "Moons", "moons", portable, "");
        assertThat(document.command()).isEqualTo("./rai study run moons --portable");
        document.write(directory);
        assertThat(StudyDocument.read(directory).request()).isEqualTo(portable);
        RunRequest run = RunRequest.builder().train("moons").build();
        assertThat(portable.of(run).execution().engine()).isEqualTo("portable");
        assertThat(StudyRequest.AS_IT_IS.of(run)).isSameAs(run);
    }
}
