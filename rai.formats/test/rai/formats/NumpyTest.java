package rai.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.exchange.Destination;
import rai.api.run.Model;

/** The lines of Python in docs/models.md compute what the house predicts. */
class NumpyTest {
    private static final int ROWS = 1000;

    @TempDir
    static Path dir;

    @BeforeAll
    static void numpyIsThere() throws Exception {
        try {
            assumeTrue(python("import numpy") == 0, "python3 has no numpy");
        } catch (IOException e) {
            assumeTrue(false, "there is no python3: " + e.getMessage());
        }
    }

    private static int python(String program) throws Exception {
        return new ProcessBuilder("python3", "-c", program)
                .directory(dir.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** The block of the page that begins with a line. */
    private static String block(String first) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/models.md"));
        int from = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).equals("    " + first)
                        && lines.get(i + 1).matches(" {4}(w = numpy.load|raw = ).*"))
                .findFirst()
                .orElseThrow();
        return lines.stream()
                .skip(from)
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @ParameterizedTest
    @CsvSource({"npz, false", "npz, true", "safetensors, false", "safetensors, true"})
    void theLinesOfThePagePredictAsTheHouse(String format, boolean classes) throws Exception {
        Model model = House.trained(
                dir,
                classes ? House.CLASSES : House.BINARY,
                "dense(12) tanh dense(8) tanh dense",
                classes ? "softmax-cross-entropy" : "bce-with-logits",
                true);
        String name = "model." + format;
        (format.equals("npz") ? new Npz() : new Safetensors()).write(model, new Destination(dir.resolve(name), name));
        double[] rows = House.rows(model, ROWS);
        int d = rows.length / ROWS;
        Files.write(
                dir.resolve("rows.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> Arrays.stream(rows, d * i, d * i + d)
                                .mapToObj(Double::toString)
                                .collect(Collectors.joining(",")))
                        .toList());
        String program = block("import numpy");
        if (format.equals("safetensors")) {
            program = block("import json, numpy") + program.replace("w = numpy.load(\"model.npz\")\n", "");
        }
        assertThat(python(program)).isZero();
        double[] theirs = Files.readAllLines(dir.resolve("predictions.csv")).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(theirs).hasSize(ROWS * (classes ? 3 : 1));
        assertThat(theirs).containsExactly(House.predictions(model, rows), within(1e-6));
    }
}
