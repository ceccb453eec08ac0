package rai.activations;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A golden value, float64, computed with PyTorch 1.13. */
record Golden(String activation, double z, double value, double derivative) {
    /** All of one activation; without the file, or without a row in it, the test is skipped. */
    static List<Golden> of(String activation) throws IOException {
        List<Golden> rows =
                all().stream().filter(g -> g.activation.equals(activation)).toList();
        assumeFalse(rows.isEmpty(), () -> "there are no golden values of " + activation);
        return rows;
    }

    /** All there are; without the file the test is skipped. */
    static List<Golden> all() throws IOException {
        Path file = Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/activations.csv");
        assumeTrue(Files.exists(file), () -> "the golden values are not at " + file);
        try (var lines = Files.lines(file)) {
            return lines.skip(1).map(Golden::parse).toList();
        }
    }

    /** The name comes first, in quotes if it contains a comma. */
    private static Golden parse(String line) {
        int end = line.startsWith("\"") ? line.indexOf("\",") + 1 : line.indexOf(',');
        double[] numbers = Arrays.stream(line.substring(end + 1).split(","))
                .mapToDouble(n -> n.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(n))
                .toArray();
        return new Golden(line.substring(0, end).replace("\"", ""), numbers[0], numbers[1], numbers[2]);
    }
}
