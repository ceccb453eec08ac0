package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.testkit.Specs;

class GoldenTest {
    @ParameterizedTest
    @MethodSource("specs")
    void lossAndGradientAreThoseOfPyTorch(String spec) throws IOException {
        String[] cells = row(spec);
        double[] input = numbers(cells[1]);
        double[] target = numbers(cells[2]);
        INDArray output = Nd4j.createFromArray(input).reshape(3, 2);
        INDArray should = target.length == 3
                ? oneHot(target)
                : Nd4j.createFromArray(target).reshape(3, 2);
        Loss loss = loss(spec);
        double expected = Double.parseDouble(cells[3]);
        double[] expectedGradient = numbers(cells[4]);

        assertThat(loss.value(output, should)).as("loss").isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        double[] gradient = Rows.gradient(loss, output, should);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i])
                    .as("gradient at element %d", i)
                    .isCloseTo(expectedGradient[i], within(1e-12 * Math.abs(expectedGradient[i])));
        }
    }

    /** To 1e-5, not 1e-6: the inputs are rounded already, and errors near 0 keep fewer digits. */
    @ParameterizedTest
    @MethodSource("specs")
    void lossAndGradientAreThoseOfPyTorchInSinglePrecisionToo(String spec) throws IOException {
        String[] cells = row(spec);
        double[] target = numbers(cells[2]);
        INDArray output = Nd4j.createFromArray(numbers(cells[1])).reshape(3, 2).castTo(DataType.FLOAT);
        INDArray exact = target.length == 3
                ? oneHot(target)
                : Nd4j.createFromArray(target).reshape(3, 2);
        INDArray should = exact.castTo(DataType.FLOAT);
        double expected = Double.parseDouble(cells[3]);
        double[] expectedGradient = numbers(cells[4]);
        assertThat(loss(spec).value(output, should)).as("loss").isCloseTo(expected, within(1e-5 * Math.abs(expected)));
        double[] gradient = Rows.gradient(loss(spec), output, should);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i])
                    .as("gradient at element %d", i)
                    .isCloseTo(expectedGradient[i], within(1e-5 * Math.abs(expectedGradient[i])));
        }
    }

    /** Every row of the file. */
    static List<String> specs() throws IOException {
        Path file = file();
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .skip(1)
                        .map(line -> line.split(",")[0])
                        .toList()
                : List.of("no golden values");
    }

    private static Loss loss(String spec) {
        Loss[] all = {
            new Mse(), new Mae(), new Huber(), new BceWithLogits(), new Bce(), new LogCosh(), new SoftmaxCrossEntropy()
        };
        for (Loss loss : all) {
            if (spec.startsWith(Specs.name(loss))) {
                return Specs.configure(loss, spec);
            }
        }
        throw new IllegalArgumentException(spec);
    }

    private static String[] row(String spec) throws IOException {
        Path file = file();
        assumeTrue(Files.exists(file), () -> "the golden values are not at " + file);
        return Files.readAllLines(file).stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(spec))
                .findFirst()
                .orElseThrow();
    }

    private static Path file() {
        return Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/losses.csv");
    }

    private static double[] numbers(String cell) {
        return Arrays.stream(cell.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static INDArray oneHot(double[] classes) {
        INDArray rows = Nd4j.zeros(DataType.DOUBLE, classes.length, 2);
        for (int row = 0; row < classes.length; row++) {
            rows.putScalar(row, (int) classes[row], 1);
        }
        return rows;
    }
}
