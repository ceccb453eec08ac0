package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeTrainer;

class PredictCommandTest {
    @TempDir
    Path dir;

    private final FakeTrainer trainer = new FakeTrainer();
    private final FakeRuns runs = new FakeRuns();
    private String input = "";
    private final PredictCommand command = new PredictCommand(
            trainer,
            new FakeCatalog(new Lines()),
            runs,
            () -> new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));

    @BeforeEach
    void keep() {
        runs.keep("moons", "ended", 20);
        trainer.model.inputs = 2;
    }

    /** Rows of two numbers after a name, each on a line. */
    @Named("csv")
    @About("Lines.")
    public static class Lines implements DatasetSource {
        @Setting(value = "The file.", required = true)
        Path file;

        @Setting("The column of names.")
        String id = "-";

        @Override
        public Dataset load() {
            throw new AssertionError("not expected: load");
        }

        @Override
        public Table table() {
            try {
                List<String> lines = Files.readAllLines(file);
                if (lines.isEmpty()) {
                    throw new DataException("the file " + file + " is empty");
                }
                List<Column> columns = new ArrayList<>();
                String[] names = {"name", "x", "y"};
                for (int j = 0; j < names.length; j++) {
                    int column = j;
                    columns.add(Column.of(
                            names[j],
                            names[j].equals(id) ? Column.Role.ID : Column.Role.FEATURE,
                            lines.stream()
                                    .map(line -> line.split(",", -1)[column])
                                    .map(cell -> cell.isEmpty() ? null : cell)
                                    .toArray(String[]::new)));
                }
                return new Table(
                        file.toString(),
                        columns,
                        null,
                        new Table.Hints(false, Table.Goal.AUTO, List.of()),
                        Optional.empty());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.write(dir.resolve("new.csv"), List.of(lines));
    }

    private Captured predict(String... options) {
        List<String> all = new ArrayList<>(List.of("moons"));
        all.addAll(List.of(options));
        return Captured.of(command, all.toArray(String[]::new));
    }

    @Test
    void aLinePerRowHasTheClassAndTheProbabilities() throws IOException {
        Path file = file("a,-1,0", "b,1,0");
        assertThat(predict("--data", file.toString(), "--id", "name").out().lines())
                .containsExactly(
                        "name,prediction,probability_left,probability_right", "a,left,1.0,0.0", "b,right,0.0,1.0");
        assertThat(predict("--data", file.toString(), "--no-probabilities")
                        .out()
                        .lines())
                .containsExactly("row,prediction", "1,left", "2,right");
    }

    @Test
    void whatIsToBeKnownAboutTheDataIsSaidOnStderr() throws IOException {
        trainer.model.notes = List.of("the columns are taken by position");
        Captured captured = predict("--data", file("a,-1,0", "b,1,0").toString());
        assertThat(captured.err().lines()).containsExactly("rai: the columns are taken by position");
        assertThat(captured.out()).startsWith("row,prediction");
    }

    @Test
    void numbersHaveAColumnForEachTarget() throws IOException {
        trainer.model.task = Task.REGRESSION;
        trainer.model.classes = List.of();
        assertThat(predict("--data", file("a,-1,0", "b,1,0").toString()).out().lines())
                .containsExactly("row,prediction", "1,0.0", "2,1.0");
    }

    @Test
    void fieldsAreQuotedIfTheyMustBe() throws IOException {
        trainer.model.classes = List.of("to, the left", "\"right\"");
        Path file = file("a,-1,0", "b,1,0");
        assertThat(predict("--data", file.toString(), "--no-probabilities").out())
                .isEqualTo("row,prediction\n1,\"to, the left\"\n2,\"\"\"right\"\"\"\n");
    }

    @Test
    void rowsThatCanNotBePredictedStayEmptyAndAreNamed() throws IOException {
        Path file = file("a,-1,0", "b,,0", "c,1,3", "d,1,0");
        Captured captured = predict("--data", file.toString(), "--no-probabilities");
        assertThat(captured.out().lines()).containsExactly("row,prediction", "1,left", "2,", "3,", "4,right");
        assertThat(captured.err())
                .isEqualTo("rai: 2 of 4 rows can't be predicted: " + file
                        + ", line 2 (column 'x': the value is missing); " + file
                        + ", line 3 (the network predicts NaN)\n");
    }

    @Test
    void theJsonHasNullAndTheReasonForSuchARow() throws IOException {
        Path file = file("a,-1,0", "b,,0");
        JsonObject document = JsonParser.parseString(predict("--data", file.toString(), "--id", "name", "--json")
                        .out())
                .getAsJsonObject();
        assertThat(document.get("rows").getAsInt()).isEqualTo(2);
        assertThat(document.get("predicted").getAsInt()).isEqualTo(1);
        assertThat(document.getAsJsonArray("predictions").get(0).toString())
                .isEqualTo(
                        "{\"name\":\"a\",\"prediction\":\"left\",\"probability_left\":1.0,\"probability_right\":0.0}");
        JsonObject second = document.getAsJsonArray("predictions").get(1).getAsJsonObject();
        assertThat(second.get("prediction").isJsonNull()).isTrue();
        assertThat(second.get("problem").getAsString()).isEqualTo("column 'x': the value is missing");
    }

    @Test
    void ifNoRowCanBePredictedTheCommandFailsAndWritesNothing() throws IOException {
        Path file = file("a,,0", "b,,0");
        Path out = dir.resolve("out.csv");
        assertThatThrownBy(() -> predict("--data", file.toString(), "--out", out.toString()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.exit()).isEqualTo(ExitCode.DATA))
                .hasMessageStartingWith(
                        "no row can be predicted: 2 of 2 rows can't be predicted: " + file + ", line 1");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatIsWrongWithAColumnIsSaidOnce() throws IOException {
        trainer.model.trouble = new DataException("the data have no column 'z', which the training data have");
        Path file = file("a,1,0", "b,1,0", "c,1,0");
        assertThatThrownBy(() -> predict("--data", file.toString()))
                .hasMessage("the data have no column 'z', which the training data have");
    }

    @Test
    void aFileIsReplacedWholeOrNotAtAll() throws IOException {
        Path file = file("a,-1,0", "b,1,0");
        Path out = Files.writeString(dir.resolve("out.csv"), "before");
        assertThat(predict("--data", file.toString(), "--out", out.toString()).out())
                .isEqualTo("wrote 2 predictions to " + out + "\n");
        assertThat(out).content().startsWith("row,prediction");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).containsExactlyInAnyOrder(file, out);
        }
        Path inTheWay = Files.createDirectory(dir.resolve("folder"));
        assertThatThrownBy(() -> predict("--data", file.toString(), "--out", inTheWay.toString()))
                .hasMessage("--out must be a file, and " + inTheWay + " is a directory");
    }

    @Test
    void aNameThatEndsInJsonMakesAFileInJson() throws IOException {
        Path out = dir.resolve("out.json");
        var document = JsonParser.parseString(
                        predict("--data", file("a,-1,0", "b,,0").toString(), "--out", out.toString(), "--json")
                                .out())
                .getAsJsonObject();
        assertThat(document.has("predictions")).isFalse();
        assertThat(document.get("problems").toString()).contains("\"row\":2");
        assertThat(JsonParser.parseString(Files.readString(out)).getAsJsonArray())
                .hasSize(2);
    }

    @Test
    void standardInputIsATableToo() {
        input = "a,-1,0\nb,,0\n";
        Captured captured = predict("--data", "-", "--no-probabilities");
        assertThat(captured.out().lines()).containsExactly("row,prediction", "1,left", "2,");
        assertThat(captured.err()).contains("standard input, line 2 (column 'x'");
        assertThat(predict("--data", "csv(file=-, id=name)", "--no-probabilities")
                        .out()
                        .lines())
                .containsExactly("name,prediction", "a,left", "b,");
        input = "";
        assertThatThrownBy(() -> predict("--data", "-")).hasMessage("standard input is empty");
    }

    @Test
    void inTheShellStandardInputIsNotThatOfTheCommand() {
        assertThatThrownBy(() -> Captured.lasting(command, "moons", "--data", "-"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("--data - reads standard input, which belongs to RAI's shell here");
    }

    @Test
    void anIdThatIsNotThereIsNamed() throws IOException {
        Path file = file("a,-1,0");
        assertThatThrownBy(() -> predict("--data", file.toString(), "--id", "nme"))
                .hasMessageContaining("did you mean 'name'?");
    }

    @Test
    void whatALinkPointsToIsReplacedAndNotTheLink() throws IOException {
        Path file = file("a,-1,0");
        Path target = Files.writeString(dir.resolve("target.csv"), "before");
        Path link = Files.createSymbolicLink(dir.resolve("link.csv"), target);
        predict("--data", file.toString(), "--out", link.toString());
        assertThat(link).isSymbolicLink();
        assertThat(target).content().startsWith("row,prediction");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(60)
    void aPipeIsWrittenIntoAndStaysAPipe() throws Exception {
        Path file = file("a,-1,0");
        Path pipe = dir.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        CompletableFuture<List<String>> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllLines(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        predict("--data", file.toString(), "--out", pipe.toString());
        assertThat(read.get().get(0)).startsWith("row,prediction");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }
}
