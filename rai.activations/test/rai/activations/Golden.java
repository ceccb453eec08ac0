package rai.activations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A golden value, float64, computed with PyTorch 1.13. */
record Golden(double z, double value, double derivative) {
    /** All of one activation; without the file the test is skipped. */
    static List<Golden> of(String activation) throws IOException {
        Path file = Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/activations.csv");
        assumeTrue(Files.exists(file), () -> "the golden values are not at " + file);
        try (var lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(activation + ","))
                    .map(l -> l.substring(activation.length() + 1).split(","))
                    .map(c -> new Golden(Double.parseDouble(c[0]), Double.parseDouble(c[1]), Double.parseDouble(c[2])))
                    .toList();
        }
    }
}
