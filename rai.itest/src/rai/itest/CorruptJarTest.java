package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** A file that is no bundle is put over an extension that a training uses. */
@ExtendWith(ServiceExtension.class)
class CorruptJarTest {
    private static final String JAR = "victim.jar";

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    static Stream<Arguments> corrupt() throws IOException {
        byte[] whole = Extensions.bytes("sound-3.0.0");
        return Stream.of(
                Arguments.of("a jar cut off in the middle", Arrays.copyOf(whole, whole.length / 2)),
                Arguments.of("no jar", "no jar at all".getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corrupt")
    void theRunGoesOnWithTheGoodOneAndTheListOfExtensionsTellsWhatIsWrong(String what, byte[] content) throws Exception {
        Extensions.drop("sound-1.0.0", JAR);
        Eventually.until("victim is listed", () -> catalog.has(Kind.ACTIVATION, "victim"));
        RunRequest request = Bad.THROWS_IN_VALUE.request(Optional.empty());
        RunResult undisturbed;
        try (Run run = trainer.prepare(request)) {
            undisturbed = run.train(event -> {});
        }
        Diary diary = new Diary(20, () -> {
            Extensions.drop(content, JAR);
            Extensions.drop("elliott-1.0.0", "other.jar"); // shows when file install has been at it
            Eventually.until("elliott is listed", () -> catalog.has(Kind.ACTIVATION, "elliott"));
        });
        RunResult result;
        try (Run run = trainer.prepare(request)) {
            result = run.train(diary);
        }
        assertThat(diary.all(RunEvent.Swapped.class)).isEmpty();
        assertThat(diary.all(RunEvent.Paused.class)).isEmpty();
        assertThat(result.stateHash()).isEqualTo(undisturbed.stateHash());
        try (Shell shell = new Shell()) {
            assertThat(shell.run("extensions").out().lines().filter(line -> line.contains(JAR)))
                    .singleElement()
                    .asString()
                    .contains("no jar");
        }
    }
}
