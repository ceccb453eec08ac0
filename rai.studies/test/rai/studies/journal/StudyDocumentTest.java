package rai.studies.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
}
