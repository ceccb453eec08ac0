package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run directories in the first format, written when run.json began with "format": 1, stay usable. */
class OldRunsTest {
    private static final Path RUNS = Path.of(System.getProperty("rai.checkout"), "rai.itest", "old-runs");

    private static Shell shell;

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
