package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trainings end with the bits with which they ended when same-bits.json was written. That file keeps hashes by
 * {@link Kernel}; on a machine with another kernel these tests are skipped, and say what to add to the file.
 */
class SameBitsTest {
    private static final Path HERE = Path.of(System.getProperty("rai.checkout"), "rai.itest");

    private static Shell shell;
    private static JsonObject document;
    private static final String KERNEL = Kernel.id();

    @TempDir
    Path temp;

    @BeforeAll
    static void open() throws Exception {
        document = JsonParser.parseString(Files.readString(HERE.resolve("same-bits.json")))
                .getAsJsonObject();
        shell = new Shell();
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    static Stream<String> trainings() throws IOException {
        return JsonParser.parseString(Files.readString(HERE.resolve("same-bits.json")))
                .getAsJsonObject()
                .getAsJsonObject("trainings")
                .keySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void aTrainingEndsWithTheBitsItAlwaysHad(String name) throws Exception {
        JsonArray options = document.getAsJsonObject("trainings").getAsJsonArray(name);
        List<String> arguments = new ArrayList<>();
        options.forEach(option -> arguments.add(option.getAsString()));
        arguments.addAll(List.of("--no-save", "--threads", "2", "--json"));
        try {
            shell.run("train", arguments.toArray(new String[0]));
        } catch (Exception e) { // as a training does that stops at NaN; its result has been printed
            assertThat(shell.out()).as(e.toString()).isNotBlank();
        }
        requireBits(name, hash(shell.json()));
    }

    @Test
    void aRunInterruptedUnderTheFirstVersionEndsWithTheBitsItAlwaysHad() throws Exception {
        requireBits(
                "resumed",
                hash(shell.run("resume", copy("interrupted").toString(), "--json")
                        .json()));
    }

    @Test
    void aRunChangedByHandInItsCourseIsRepeatedWithTheBitsItAlwaysHad() throws Exception {
        Path again = temp.resolve("again");
        try {
            shell.run("rerun", copy("swapped").toString(), "--out", again.toString());
        } catch (Exception e) {
            assertThat(Files.exists(again.resolve("run.json"))).as(e.toString()).isTrue();
        }
        requireBits(
                "swapped",
                hash(JsonParser.parseString(Files.readString(again.resolve("run.json")))
                        .getAsJsonObject()
                        .get("result")));
    }

    /** The specs in its document list their settings in the order of that version. */
    @Test
    void aRunOfTheFirstVersionIsRepeatedAndFoundIdentical() throws Exception {
        assumeTrue(
                document.getAsJsonObject("hashes").has(KERNEL),
                () -> "it was trained with another kernel than " + KERNEL);
        String again = temp.resolve("again").toString();
        assertThat(shell.run("rerun", copy("chain").toString(), "--out", again).out())
                .contains("identical: state, metrics and history");
    }

    private static void requireBits(String name, String hash) {
        JsonElement known = document.getAsJsonObject("hashes").get(KERNEL);
        assumeTrue(
                known != null,
                () -> "no hashes are kept for the kernel " + KERNEL + "; here, " + name + " ends with " + hash);
        assertThat(hash)
                .as(name + " on the kernel " + KERNEL)
                .isEqualTo(known.getAsJsonObject().get(name).getAsString());
    }

    private static String hash(JsonElement result) {
        return result.getAsJsonObject().get("state_hash").getAsString();
    }

    private Path copy(String run) throws IOException {
        return OldRunsTest.copy(HERE.resolve("old-runs").resolve(run), temp.resolve(run));
    }
}
