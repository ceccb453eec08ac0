package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.spec.Spec;
import rai.testkit.Specs;

class GoldenTest {
    private static final List<ElementwiseOptimizer> ALL = List.of(
            new Sgd(),
            new Rprop(),
            new Adam(),
            new AdamW(),
            new Adamax(),
            new Nadam(),
            new RAdam(),
            new Adagrad(),
            new Adadelta(),
            new RmsProp(),
            new Asgd());

    static Stream<String> specs() throws IOException {
        return lines().map(GoldenTest::spec).distinct();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void fiftyStepsAreThoseOfPyTorch(String spec) throws IOException {
        compare(spec, DataType.DOUBLE, 1e-12);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void fiftyStepsInSinglePrecisionAreThoseOfPyTorchToo(String spec) throws IOException {
        compare(spec, DataType.FLOAT, 1e-5);
    }

    private static void compare(String spec, DataType type, double tolerance) throws IOException {
        Example example = new Example(
                optimizer(spec), Nd4j.createFromArray(1.5, -2, 0.75, -0.4).castTo(type));
        int done = 0;
        for (String row : lines().filter(line -> spec(line).equals(spec)).toList()) {
            String[] cells = row.substring(row.indexOf(spec) + spec.length())
                    .replaceFirst("^\"?,", "")
                    .split(",");
            int step = Integer.parseInt(cells[0]);
            double[] x = example.descend(step - done).numbers();
            done = step;
            for (int i = 0; i < x.length; i++) {
                double expected = Double.parseDouble(cells[i + 1]);
                assertThat(x[i])
                        .as("x%d after %d steps of %s", i, step, spec)
                        .isCloseTo(
                                expected,
                                within(tolerance * Math.max(Math.abs(expected), type == DataType.FLOAT ? 1 : 0)));
            }
        }
        assertThat(done).isEqualTo(50);
    }

    private static ElementwiseOptimizer optimizer(String spec) {
        return ALL.stream()
                .filter(optimizer ->
                        Specs.name(optimizer).equals(Spec.parse(spec).name()))
                .map(optimizer -> Specs.configure(optimizer, ofPyTorch1(spec)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no optimizer for the golden values of " + spec));
    }

    /** The golden values are those of PyTorch 1.13, whose nadam has one factor twice. */
    private static String ofPyTorch1(String spec) {
        return spec.replace("nadam(", "nadam(repeated=true, ");
    }

    private static String spec(String line) {
        return line.startsWith("\"") ? line.substring(1, line.indexOf('"', 1)) : line.substring(0, line.indexOf(','));
    }

    private static Stream<String> lines() throws IOException {
        Path file = Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/optimizers.csv");
        assumeTrue(Files.exists(file), "no golden values at " + file);
        return Files.readAllLines(file).stream().skip(1);
    }
}
