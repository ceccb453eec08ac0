package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.network.NamedTensor;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunResult;
import rai.api.run.Runs;

/** Run directories in the first format, written when run.json began with "format": 1, stay usable. */
@ExtendWith(ServiceExtension.class)
class OldRunsTest {
    private static final Path RUNS = Path.of(System.getProperty("rai.checkout"), "rai.itest", "old-runs");

    private static Shell shell;

    @InjectService(timeout = 10_000)
    Runs runs;

    @TempDir
    Path temp;

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell();
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "early", "swapped"})
    void anEndedRunIsEvaluatedWithTheMetricsItEndedWith(String name) throws Exception {
        Path run = old(name);
        JsonObject result = JsonParser.parseString(Files.readString(run.resolve("run.json")))
                .getAsJsonObject()
                .getAsJsonObject("result");
        JsonObject request = JsonParser.parseString(Files.readString(run.resolve("run.json")))
                .getAsJsonObject()
                .getAsJsonObject("request");
        JsonObject now = shell.run(
                        "evaluate",
                        run.toString(),
                        "--data",
                        request.get("data").getAsString(),
                        "--json")
                .json()
                .getAsJsonObject();
        double then = result.getAsJsonObject("train").get("loss").getAsDouble();
        assertThat(find(now, "loss")).isCloseTo(then, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "early", "swapped", "interrupted"})
    void aRunIsShownAndItsHistoryPlotted(String name) throws Exception {
        Path run = old(name);
        assertThat(shell.run("show", run.toString()).out()).contains("backprop");
        Path picture = temp.resolve("history.png");
        shell.run("plot", "history", run.toString(), "--out", picture.toString());
        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void anInterruptedRunIsResumedToItsEnd() throws Exception {
        JsonObject result = shell.run("resume", old("interrupted").toString(), "--json")
                .json()
                .getAsJsonObject();
        assertThat(result.get("stopped").getAsString()).isEqualTo("steps");
        assertThat(result.get("steps").getAsLong()).isEqualTo(12000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "early", "swapped"})
    void theReaderGivesRequestResultAndTensorsOfAnEndedRun(String name) throws Exception {
        RunReader reader = open(old(name));
        RunResult result = reader.result().orElseThrow();
        assertThat(reader.status().state()).isEqualTo("ended");
        assertThat(reader.status().step()).isEqualTo(result.steps());
        assertThat(result.stateHash()).hasSize(64);
        assertThat(result.train()).containsKey("loss");
        assertThat(reader.request().phases()).isNotEmpty();
        assertThat(reader.request().keeping().directory()).contains(reader.directory());
        assertThat(reader.tensors()).extracting(NamedTensor::name).contains("parameters", "feature-mean");
        assertThat(reader.tensor("parameters").length()).isPositive();
    }

    @Test
    void theReaderMovesTheSettingsOfTheWholeRunIntoItsPhases() throws Exception {
        var phase = open(old("early")).request().phases().get(0);
        assertThat(phase.batch()).isEqualTo(32);
        assertThat(phase.schedule()).contains("cosine");
        assertThat(phase.clipNorm()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain", "early", "swapped", "interrupted"})
    void theReaderGivesEveryEventAsAValue(String name) throws Exception {
        Path run = old(name);
        assertThat(open(run).events())
                .hasSameSizeAs(Files.readAllLines(run.resolve("events.jsonl")))
                .noneMatch(recorded -> recorded.event() instanceof RunEvent.Unknown);
    }

    @Test
    void theReaderGivesSwapsAndReturnsAsValues() throws Exception {
        assertThat(open(old("swapped")).events())
                .extracting(RecordedEvent::event)
                .filteredOn(RunEvent.Swapped.class::isInstance)
                .isNotEmpty();
        assertThat(open(old("early")).events())
                .extracting(RecordedEvent::event)
                .filteredOn(RunEvent.WentBack.class::isInstance)
                .extracting(event -> ((RunEvent.WentBack) event).to())
                .containsExactly(10L);
    }

    @Test
    void theReaderGivesAnInterruptedRunAsFarAsItGot() throws Exception {
        RunReader reader = open(old("interrupted"));
        List<RunReader.Row> rows = new ArrayList<>();
        reader.history(rows::add);
        assertThat(rows.get(rows.size() - 1).step()).isEqualTo(1200);
        assertThat(reader.status().state()).isEqualTo("interrupted");
        assertThat(reader.result()).isEmpty();
        assertThat(reader.request().phases().get(0).steps()).contains(12000L);
        assertThatThrownBy(() -> reader.tensor("parameters"))
                .hasMessage("the run in " + reader.directory() + " has not ended, so there is no network yet");
    }

    private RunReader open(Path run) {
        return runs.open(run);
    }

    private static double find(JsonObject document, String key) {
        return Stream.concat(
                        Stream.of(document),
                        document.entrySet().stream()
                                .filter(entry -> entry.getValue().isJsonObject())
                                .map(entry -> entry.getValue().getAsJsonObject()))
                .filter(object -> object.has(key))
                .findFirst()
                .orElseThrow()
                .get(key)
                .getAsDouble();
    }

    private Path old(String name) throws IOException {
        return copy(RUNS.resolve(name), temp.resolve(name));
    }

    /** A test must not change what is in the checkout. */
    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }
}
