package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.run.Phase;
import rai.api.run.RunRequest;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;

/** {@code train --print} writes a run as a document, and {@code train --from} reads it. */
class TrainFromFileTest {
    /** Options that set something in every group, with numbers that have no short binary form. */
    private static final List<String> OPTIONS = List.of(
            "--data",
            "moons(n=100, noise=0.1)",
            "--test",
            "csv(file='a, b.csv', target=\"x: y\")",
            "--standardize",
            "--network",
            "dense(3) relu dense",
            "--loss",
            "mse",
            "--method",
            "rai(mu=2)",
            "--steps",
            "40",
            "--optimizer-for",
            "biases=sgd(rate=0.1)",
            "--batch",
            "8",
            "--l2",
            "1e-4",
            "--stop-early",
            "metric=test.loss, patience=3",
            "--then",
            "backprop epochs=5 batch=32 schedule=cosine l2=0",
            "--evaluate-every",
            "10",
            "--metrics",
            "auc,f1(beta=2)",
            "--seed",
            "9007199254740993",
            "--precision",
            "float64",
            "--keep",
            "3",
            "--pin",
            "--wait",
            "2.5",
            "--out",
            "there");

    private final FakeTrainer trainer = new FakeTrainer();
    private final TrainCommand command = new TrainCommand(trainer, new FakeRuns(), new FakeRuns());

    @TempDir
    Path dir;

    private RunRequest request(List<String> options, String... more) {
        Captured.of(command, with(options, more));
        return trainer.request;
    }

    private static String[] with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private String print(String... more) {
        return Captured.of(command, with(OPTIONS, more)).out();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    /** Without the command line, which differs of course. */
    private static RunRequest plain(RunRequest request) {
        return request.toBuilder().command("").build();
    }

    @Test
    void aPrintedYamlDocumentAsksForTheSameRun() throws IOException {
        Path file = file("run.yaml", print("--print"));
        assertThat(plain(request(List.of("--from", file.toString())))).isEqualTo(plain(request(OPTIONS)));
    }

    @Test
    void aPrintedJsonDocumentAsksForTheSameRun() throws IOException {
        Path file = file("run.json", print("--print", "--json"));
        assertThat(plain(request(List.of("--from", file.toString())))).isEqualTo(plain(request(OPTIONS)));
    }

    @Test
    void whatIsReadFromAFileIsPrintedAgainAsItWas() throws IOException {
        String printed = print("--print");
        Path file = file("run.yml", printed);
        assertThat(Captured.of(command, "--from", file.toString(), "--print").out())
                .isEqualTo(printed);
    }

    @Test
    void withJsonOneJsonDocumentIsPrinted() {
        var document = JsonParser.parseString(print("--print", "--json")).getAsJsonObject();
        assertThat(document.getAsJsonObject("execution").get("seed").getAsLong())
                .isEqualTo(9007199254740993L);
    }

    @Test
    void aDocumentThatIsPrintedHasNoCommandLine() {
        assertThat(print("--print")).doesNotContain("command:");
    }

    @Test
    void printingNeitherTrainsNorWritesAFile() throws IOException {
        Path out = dir.resolve("kept");
        assertThat(Captured.of(command, "--data", "cloud", "--out", out.toString(), "--print")
                        .out())
                .contains("directory: " + out);
        assertThat(trainer.request).isNull();
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).isEmpty();
        }
    }

    /** A document says all of it, so what is trained from it is not saved either. */
    @ParameterizedTest
    @ValueSource(strings = {"--print", "--print --json"})
    void aDocumentSaysThatTheRunIsNotSaved(String print) throws IOException {
        List<String> unsaved = List.of("--data", "cloud", "--no-save");
        Path first = file(
                "first.yaml",
                Captured.of(command, with(unsaved, print.split(" "))).out());
        assertThat(request(List.of("--from", first.toString())).keeping().directory())
                .isEmpty();
        Path second = file(
                "second.yaml",
                Captured.of(command, "--from", first.toString(), "--print").out());
        assertThat(second)
                .hasContent(Captured.of(command, with(unsaved, "--print")).out());
    }

    @Test
    void noSaveTakesPrecedenceOverTheDirectoryOfTheFile() throws IOException {
        Path file = file("run.yaml", print("--print"));
        assertThat(Captured.of(command, "--from", file.toString(), "--no-save", "--print")
                        .out())
                .contains("directory: none\n");
    }

    @Test
    void aDirectoryTakesPrecedenceOverAFileThatIsNotSaved() throws IOException {
        Path file = file("run.yaml", "data: {train: cloud}\nkeeping: {directory: none}\n");
        assertThat(request(List.of("--from", file.toString(), "--out", "there"))
                        .keeping()
                        .directory())
                .contains(Path.of("there"));
    }

    @Test
    void theDocumentInTheDirectoryOfARunAsksForTheSameTraining() throws IOException {
        Path file = file("run.json", "{\"format\": 2, \"request\": " + print("--print", "--json") + "}");
        assertThat(plain(request(List.of("--from", file.toString())))).isEqualTo(plain(request(OPTIONS)));
    }

    @Test
    void theDocumentOfARunOfAnEarlierFormatIsRefusedWithACommandThatRepeatsIt() throws IOException {
        Path file = file("run.json", "{\"format\": 1, \"request\": {\"train\": \"cloud\"}}");
        assertFails(file, file + " is of a run that an earlier version of RAI trained: rerun " + dir + " repeats it");
    }

    @Test
    void aDocumentWithoutADirectoryLeavesItToTheTraining() throws IOException {
        Path file = file(
                "run.yaml", Captured.of(command, "--data", "cloud", "--print").out());
        assertThat(Files.readString(file)).doesNotContain("directory");
        assertThat(request(List.of("--from", file.toString())).keeping().directory())
                .isPresent();
    }

    @Test
    void anOptionTakesPrecedenceOverTheFile() throws IOException {
        Path file = file("run.yaml", print("--print"));
        RunRequest request =
                request(List.of("--from", file.toString()), "--seed", "4", "--loss", "none", "--metrics", "none");
        assertThat(request.execution().seed()).isEqualTo(4);
        assertThat(request.model().loss()).isEmpty();
        assertThat(request.evaluation().metrics()).isEmpty();
        assertThat(request.data().test()).contains("csv(file='a, b.csv', target=\"x: y\")");
    }

    @Test
    void anOptionOfAPhaseHoldsForAllPhasesOfTheFile() throws IOException {
        Path file = file("run.yaml", print("--print"));
        assertThat(request(List.of("--from", file.toString()), "--batch", "5").phases())
                .extracting(Phase::batch)
                .containsExactly(5, 5);
    }

    @Test
    void methodAndLengthReplaceThoseOfTheFirstPhaseOnly() throws IOException {
        Path file = file("run.yaml", print("--print"));
        List<Phase> phases = request(List.of("--from", file.toString()), "--method", "backprop", "--epochs", "2")
                .phases();
        assertThat(phases).extracting(Phase::method).containsExactly("backprop", "backprop");
        assertThat(phases.get(0).epochs()).contains(2L);
        assertThat(phases.get(0).steps()).isEmpty();
        assertThat(phases.get(1).epochs()).contains(5L);
    }

    @Test
    void aFurtherPhaseFollowsThoseOfTheFile() throws IOException {
        Path file = file("run.yaml", print("--print"));
        assertThat(request(List.of("--from", file.toString()), "--then", "refit")
                        .phases())
                .extracting(Phase::method)
                .containsExactly("rai(mu=2)", "backprop", "refit");
    }

    @Test
    void keysThatAreMissingGetTheirDefaults() throws IOException {
        Path file = file("run.yaml", "data: {train: cloud}\n");
        assertThat(plain(request(List.of("--from", file.toString()), "--no-save")))
                .isEqualTo(RunRequest.builder().train("cloud").build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date: {train: cloud}                       | date is unknown: did you mean data?",
                "data: {train: cloud, tset: x}              | data.tset is unknown: did you mean test?",
                "'data: {train: cloud, standardize: maybe}' | data.standardize must be true or false, but is 'maybe'",
                "'{data: {train: cloud}, phases: {}}'       | phases must be a list, with a map for each phase",
                "'{data: {train: cloud}, faults: [1]}'      | faults must be a map, but is a list",
                "'{data: {train: cloud}, execution: {seed: 0.5}}' | execution.seed must be a whole number, but is 0.5",
                "'{data: {train: cloud}, phases: [{steps: 1, epochs: 1}]}' | phases[0].epochs is given beside steps:"
                        + " leave out one",
            })
    void aWrongDocumentIsNamedWithItsFile(String text, String message) throws IOException {
        Path file = file("run.yaml", text);
        assertFails(file, file + ": " + message);
    }

    @Test
    void aDuplicateKeyIsRefusedWithItsLine() throws IOException {
        Path file = file("run.yaml", "data:\n  train: cloud\n  train: moons\n");
        assertThatThrownBy(() -> Captured.of(command, "--from", file.toString()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file + ", line ")
                .hasMessageContaining("duplicate key train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "just a text", "3"})
    void aFileThatIsNotAMapIsRefused(String text) throws IOException {
        Path file = file("run.yaml", text);
        assertFails(file, file + " is not a map of keys and values: train --print shows what a run looks like");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = file("run.yaml", "");
        assertFails(file, file + " is empty: train --print shows what a run looks like");
    }

    @Test
    void aFileThatIsNotYamlIsRefusedWithItsLine() throws IOException {
        Path file = file("run.yaml", "data:\n  train: [cloud\n");
        assertThatThrownBy(() -> Captured.of(command, "--from", file.toString()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file + ", line ");
    }

    @Test
    void aFileThatIsNotJsonIsRefused() throws IOException {
        Path file = file("run.json", "{\"data\": ");
        assertThatThrownBy(() -> Captured.of(command, "--from", file.toString()))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file + ", line 1, column 10, is not JSON: it ends too early");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = dir.resolve("missing.yaml");
        assertFails(file, "there is no file " + file + ": --from needs a document that train --print wrote");
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        Path file = file("run.txt", "data: {train: cloud}");
        assertFails(file, "--from needs a file that ends in .yaml, .yml or .json, not " + file);
    }

    @Test
    void anActivationDoesNotChangeTheNetworkOfAFile() throws IOException {
        Path file = file("run.yaml", print("--print"));
        assertThatThrownBy(() -> Captured.of(command, "--from", file.toString(), "--activation", "tanh"))
                .isInstanceOf(Failure.class)
                .hasMessage("--activation needs --hidden: the file or run has a network of its own");
    }

    private void assertFails(Path file, String message) {
        assertThatThrownBy(() -> Captured.of(command, "--from", file.toString()))
                .isInstanceOf(Failure.class)
                .hasMessage(message);
        assertThat(trainer.request).isNull();
    }
}
