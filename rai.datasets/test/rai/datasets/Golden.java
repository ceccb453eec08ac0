package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rai.api.data.Dataset;

/** Reference numbers made with scikit-learn 1.2.1 and NumPy 1.24.2. */
final class Golden {
    private Golden() {}

    /** A file of the shared data; the test is skipped if it is absent. */
    static Path file(String name) {
        Path file =
                Path.of(System.getProperty("rai.shared", "../shared"), "data").resolve(name);
        assumeTrue(Files.exists(file), () -> "no reference data here: " + file);
        return file;
    }

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares a dataset of named features and class 0, 1, ... with a reference file of columns x0, x1, ..., y. */
    static void assertEqual(Dataset data, String name, double tolerance) {
        List<String> lines = lines(name);
        assertThat(data.examples()).isEqualTo(lines.size() - 1);
        assertThat(lines.get(0)).isEqualTo(String.join(",", data.featureNames()) + ",y");
        for (int i = 0; i < data.examples(); i++) {
            String[] fields = lines.get(i + 1).split(",");
            for (int j = 0; j < data.inputs(); j++) {
                assertThat(data.features().getDouble(i, j))
                        .as("row %d, feature %d", i, j)
                        .isCloseTo(Double.parseDouble(fields[j]), within(tolerance));
            }
            assertThat(data.targets().getDouble(i, 0))
                    .as("class of row %d", i)
                    .isEqualTo(Double.parseDouble(fields[data.inputs()]));
        }
    }
}
