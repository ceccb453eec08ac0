package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** File install takes a bundle out whose file is none any more. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("corrupt")
    void theRunWaitsTheListOfExtensionsTellsWhatIsWrongAndAGoodJarLetsItGoOn(String what, byte[] content) throws Exception {
        Extensions.drop("sound-1.0.0", JAR);
        Eventually.until("victim is listed", () -> catalog.has(Kind.ACTIVATION, "victim"));
        RunRequest request = Bad.THROWS_IN_VALUE.request(Optional.empty());
        RunResult undisturbed;
        try (Run run = trainer.prepare(request)) {
            undisturbed = run.train(event -> {});
        }
        List<String> listed = new ArrayList<>();
        Diary.Deed dropCorrupt = () -> {
            Extensions.drop(content, JAR);
            Eventually.until("victim is gone", () -> !catalog.has(Kind.ACTIVATION, "victim"));
        };
        Diary.Deed dropGood = () -> {
            try (Shell shell = new Shell()) {
                shell.run("extensions").out().lines().filter(line -> line.contains(JAR)).forEach(listed::add);
            }
            Extensions.drop("sound-3.0.0", JAR);
        };
        Diary diary = new Diary(20, dropCorrupt, dropGood);
        RunResult result;
        try (Run run = trainer.prepare(request)) {
            result = run.train(diary);
        }
        assertThat(diary.all(RunEvent.Paused.class))
                .singleElement()
                .extracting(RunEvent.Paused::reason)
                .asString()
                .contains("activation").contains("'victim'");
        assertThat(listed).singleElement().asString().contains("no jar");
        assertThat(result.stateHash()).isEqualTo(undisturbed.stateHash());
    }
}
