package rai.studies.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.run.PlannedRun;
import rai.api.run.RunRequest;
import rai.studies.journal.Pool;

class IdentityTest {
    private static String identity(String directory, String resolved, String checksum) {
        PlannedRun run = new PlannedRun(
                RunRequest.builder().train("mnist").data("directory", directory).build(),
                Map.of("data", resolved, "network", "dense(10)"),
                Map.of(),
                Map.of(Part.TRAIN, checksum),
                Map.of(Part.TRAIN, 60_000),
                1,
                Task.MULTICLASS,
                List.of(),
                1000,
                1,
                1);
        return Identity.of(run, Identity.basis(run, new Pool()));
    }

    @Test
    void thePlaceOfTheDataDoesNotMatter() {
        assertThat(identity("/data", "mnist(part=train, directory=/mnist)", "a"))
                .isEqualTo(identity("none", "mnist(part=train, directory=-)", "a"));
    }

    @Test
    void theContentOfTheDataMatters() {
        assertThat(identity("none", "mnist(part=train, directory=-)", "a"))
                .isNotEqualTo(identity("none", "mnist(part=train, directory=-)", "b"));
    }

    @Test
    void theOtherSettingsOfTheDataMatter() {
        assertThat(identity("none", "mnist(part=train, directory=-)", "a"))
                .isNotEqualTo(identity("none", "mnist(part=test, directory=-)", "a"));
    }
}
