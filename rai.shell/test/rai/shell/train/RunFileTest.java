package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.shell.console.Failure;

/** A document is read exactly, or refused with its file and a sentence that names no library. */
class RunFileTest {
    @TempDir
    Path dir;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static void assertFails(Path file, String message) {
        assertThatThrownBy(() -> RunFile.read(file)).isInstanceOf(Failure.class).hasMessage(file + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": {\"train\": \"moons\", \"train\": \"circles\"}} | data.train",
                "{\"phases\": [{}, {\"steps\": 3, \"steps\": 4}]}           | phases[1].steps",
                "{\"data\": {}, \"data\": {}}                               | data",
            })
    void aDuplicateKeyInJsonIsRefused(String text, String key) throws IOException {
        assertFails(file("run.json", text), ": the key " + key + " is there twice: leave out one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "run.yaml"})
    void aNumberKeepsAllItsDigits(String name) throws IOException {
        Map<?, ?> document = RunFile.read(
                file(name, "{\"a\": 9.007199254740993e15, \"b\": 12345678901234567890, \"c\": 1e999999999}"));
        assertThat(new BigDecimal(document.get("a").toString()).longValueExact())
                .isEqualTo(9007199254740993L);
        assertThat(document.get("b")).hasToString("12345678901234567890");
        assertThat(document.get("c")).hasToString("1E+999999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "Null", ""})
    void nullInYamlIsNoText(String none) throws IOException {
        assertThat(RunFile.read(file("run.yaml", "test: " + none + "\n")).get("test"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "True", "0x10", "1.5", ".5", "+3"})
    void aTextThatLooksLikeSomethingElseIsWrittenAndReadAsAText(String text) throws IOException {
        Path file = file("run.yaml", YamlDocument.text(Map.of("text", text)));
        assertThat(RunFile.read(file).get("text")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "3", "\"text\"", "null "})
    void aJsonDocumentThatIsNotAMapIsRefused(String text) throws IOException {
        Path file = file("run.json", text);
        String what = text.startsWith("null") ? " is empty" : " is not a map of keys and values";
        assertFails(file, what + ": train --print shows what a run looks like");
    }

    @Test
    void textAfterAJsonDocumentIsRefused() throws IOException {
        assertFails(file("run.json", "{} x"), ": there is more text after the end of the document");
        assertFails(file("run.json", "{} {}"), ": there is more text after the end of the document");
    }

    @Test
    void aJsonDocumentThatEndsTooEarlyIsRefusedWithItsPlace() throws IOException {
        assertFails(file("run.json", "{\"a\":"), ", line 1, column 6, is not JSON: it ends too early");
    }

    @Test
    void aTextWithoutQuotesInAJsonDocumentIsRefusedWithItsPlace() throws IOException {
        assertFails(
                file("run.json", "{data: 1}"),
                ", line 1, column 3, is not JSON: a text there is not in double quotes, or does not belong there");
    }

    @Test
    void aDeepDocumentIsRefused() throws IOException {
        assertFails(
                file("run.yaml", "[".repeat(100_000)), ", line 1, column 51: the document is nested more than 50 deep");
        assertFails(
                file("run.json", "[".repeat(100_000)),
                ", line 1, column 52, is not JSON: it is nested more than 50 deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "run.yaml"})
    void aDirectoryIsRefused(String name) throws IOException {
        assertFails(
                Files.createDirectory(dir.resolve(name)),
                " is a directory: --from needs a file that train --print wrote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "run.yaml"})
    void aTextInAnotherEncodingIsRefused(String name) throws IOException {
        Path file = Files.write(dir.resolve(name), "data: ä".getBytes(StandardCharsets.ISO_8859_1));
        assertFails(file, " is not a text in UTF-8: save it in that encoding");
    }

    @Test
    void aBinaryFileIsRefusedWithItsName() throws IOException {
        assertThatThrownBy(() -> RunFile.read(file("run.yaml", "a\u0000b")))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(dir.resolve("run.yaml").toString());
    }
}
