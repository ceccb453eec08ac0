package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.testkit.Specs;

class GoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"mse", "mae", "huber(delta=1.0)", "bce", "bce-with-logits", "softmax-cross-entropy"})
    void lossAndGradientAreThoseOfPyTorch(String spec) throws IOException {
        String[] cells = row(spec);
        double[] input = numbers(cells[1]);
        double[] target = numbers(cells[2]);
        INDArray output = Nd4j.createFromArray(input).reshape(3, 2);
        INDArray should = target.length == 3 ? oneHot(target) : Nd4j.createFromArray(target).reshape(3, 2);
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

    private static Loss loss(String spec) {
        Loss[] all = {new Mse(), new Mae(), new Huber(), new BceWithLogits(), new Bce(), new SoftmaxCrossEntropy()};
        for (Loss loss : all) {
            if (spec.startsWith(Specs.name(loss))) {
                return Specs.configure(loss, spec);
            }
        }
        throw new IllegalArgumentException(spec);
    }

    private static String[] row(String spec) throws IOException {
        Path file = Path.of(System.getProperty("rai.shared", "../shared"), "reference/golden/losses.csv");
        assumeTrue(Files.exists(file), () -> "the golden values are not at " + file);
        return Files.readAllLines(file).stream()
                .map(line -> line.split(","))
                .filter(cells -> cells[0].equals(spec))
                .findFirst()
                .orElseThrow();
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
