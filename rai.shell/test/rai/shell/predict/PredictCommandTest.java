package rai.shell.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
    void anEndingOfNoFormatIsRefusedUnlessTheFormatIsGiven() throws IOException {
        Path file = file("a,-1,0");
        Path out = dir.resolve("out.xlsx");
        assertThatThrownBy(() -> predict("--data", file.toString(), "--out", out.toString()))
                .hasMessageContaining("does not show a format");
        assertThat(out).doesNotExist();
        predict("--data", file.toString(), "--out", out.toString(), "--format", "csv");
        assertThat(out).content().startsWith("row,prediction");
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

    @Test
    void jsonLinesHaveAnObjectPerRow() throws IOException {
        Path file = file("a,-1,0", "b,,0");
        Path out = dir.resolve("out.jsonl");
        predict("--data", file.toString(), "--id", "name", "--out", out.toString());
        assertThat(out)
                .hasContent(
                        "{\"name\":\"a\",\"prediction\":\"left\",\"probability_left\":1.0,\"probability_right\":0.0}\n"
                                + "{\"name\":\"b\",\"prediction\":null,\"probability_left\":null,"
                                + "\"probability_right\":null,\"problem\":\"column 'x': the value is missing\"}");
        assertThat(predict("--data", file.toString(), "--no-probabilities", "--format", "jsonl")
                        .out()
                        .lines())
                .first()
                .isEqualTo("{\"row\":1,\"prediction\":\"left\"}");
    }

    @Test
    void anArrayOfNumpyHasTheProbabilities() throws IOException {
        Path out = dir.resolve("out.npy");
        predict("--data", file("a,-1,0", "b,,0", "c,1,0").toString(), "--out", out.toString());
        INDArray array = Nd4j.createFromNpyFile(out.toFile());
        assertThat(array.toDoubleMatrix()).isEqualTo(new double[][] {{1, 0}, {Double.NaN, Double.NaN}, {0, 1}});
    }

    @Test
    void anArchiveOfNumpyHasTheClassesByNumberAndByName() throws IOException {
        Path out = dir.resolve("out.npz");
        predict("--data", file("a,-1,0", "b,,0", "cde,1,0").toString(), "--id", "name", "--out", out.toString());
        try (ZipFile zip = new ZipFile(out.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactlyInAnyOrder(
                            "id.npy", "id_names.npy", "prediction.npy", "probability.npy", "class_names.npy");
            assertThat(header(zip, "id")).contains("'descr': '<U3'", "'shape': (3,)");
            assertThat(header(zip, "prediction")).contains("'descr': '<i8'", "'shape': (3,)");
            assertThat(header(zip, "probability")).contains("'descr': '<f8'", "'shape': (3, 2)");
            byte[] classes = content(zip, "prediction");
            LongBuffer numbers = ByteBuffer.wrap(classes, classes.length - 24, 24)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer();
            assertThat(new long[] {numbers.get(0), numbers.get(1), numbers.get(2)})
                    .containsExactly(0, -1, 1);
            byte[] names = content(zip, "class_names");
            assertThat(new String(names, names.length - 40, 40, Charset.forName("UTF-32LE")))
                    .isEqualTo("left\0right");
        }
    }

    private static byte[] content(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes();
    }

    private static String header(ZipFile zip, String name) throws IOException {
        return new String(content(zip, name), StandardCharsets.ISO_8859_1);
    }

    @Test
    void rowsAreReadInPiecesAndCountedOverAllOfThem() throws IOException {
        String[] lines = IntStream.rangeClosed(1, 1300)
                .mapToObj(i -> i == 1200 ? "r1200,,0" : "r" + i + ",1,0")
                .toArray(String[]::new);
        Captured captured = predict("--data", file(lines).toString(), "--no-probabilities");
        assertThat(captured.out().lines()).hasSize(1301).contains("1,right", "1200,", "1300,right");
        assertThat(captured.err())
                .startsWith("rai: 1 of 1300 rows can't be predicted: " + dir.resolve("new.csv") + ", line 1200 ");
        assertThat(trainer.model.most).isLessThanOrEqualTo(512);
    }

    @Test
    void whatFailsInALaterPieceLeavesNothing() throws IOException {
        String[] lines =
                IntStream.rangeClosed(1, 1300).mapToObj(i -> "r" + i + ",1,0").toArray(String[]::new);
        trainer.model.troubleFrom = 600;
        trainer.model.trouble = new DataException("the disk is gone");
        Path file = file(lines);
        Path out = dir.resolve("out.csv");
        assertThatThrownBy(() -> predict("--data", file.toString(), "--out", out.toString()))
                .hasMessage("the disk is gone");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anUnknownFormatIsRefusedWithTheNearest() throws IOException {
        Path file = file("a,1,0");
        assertThatThrownBy(() -> predict("--data", file.toString(), "--format", "jsnl"))
                .hasMessageContaining("did you mean 'jsonl'?");
        assertThatThrownBy(() -> predict("--data", file.toString(), "--format", "npy"))
                .hasMessage("arrays of NumPy are not printed: give --out FILE");
    }
}
