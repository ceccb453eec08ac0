package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;
import rai.api.method.Training;

class CoordinateStepTest {
    private static final double MU = 0.6;
    private static final int EXAMPLES = 6;
    /** Widths of the stored layers: 4 + 4 + 4 + 2. */
    private static final int WIDTH = 14;

    /** The Jacobian by central differences of the residuals themselves; all WIDTH equations of an example at once. */
    @Test
    void itIsTheGaussNewtonStepOfADenseSolveForEveryExample() {
        inside("tanh", 0.1, training -> {
            StoredLayers layers = StoredLayers.of(training);
            INDArray before = coordinates(layers);
            INDArray[] expected = new INDArray[EXAMPLES];
            for (int row = 0; row < EXAMPLES; row++) {
                INDArray r = residuals(training).getRow(row).dup();
                INDArray jacobian = Nd4j.create(DataType.DOUBLE, WIDTH, WIDTH);
                for (int j = 0; j < WIDTH; j++) {
                    shift(layers, row, j, 1e-5);
                    INDArray above = residuals(training).getRow(row).dup();
                    shift(layers, row, j, -2e-5);
                    INDArray below = residuals(training).getRow(row).dup();
                    shift(layers, row, j, 1e-5);
                    jacobian.putColumn(j, above.sub(below).div(2e-5));
                }
                INDArray matrix = jacobian.transpose().mmul(jacobian).mul(MU);
                INDArray right = jacobian.transpose().mmul(r.reshape(WIDTH, 1)).mul(MU);
                for (int j = WIDTH - 2; j < WIDTH; j++) { // the squared error of two outputs: n L = Σ (z - y)² / 2
                    matrix.putScalar(j, j, matrix.getDouble(j, j) + 1);
                    double error = before.getDouble(row, j) - training.targets().getDouble(row, j - WIDTH + 2);
                    right.putScalar(j, 0, right.getDouble(j, 0) + error);
                }
                expected[row] = InvertMatrix.invert(matrix, false).mmul(right).negi();
            }
            new CoordinateStep(training, new DenseChain(training.network(), "test"), MU).move();
            INDArray moved = coordinates(layers).sub(before);
            for (int row = 0; row < EXAMPLES; row++) {
                assertThat(moved.getRow(row).distance2(expected[row].reshape(WIDTH)))
                        .isLessThan(1e-6);
                assertThat(expected[row].norm2Number().doubleValue()).isGreaterThan(0.05);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "sigmoid", "tanh"})
    void neitherOfTheTwoStepsRaisesTheObjective(String activation) {
        inside(activation, 1.5, training -> {
            DenseChain chain = new DenseChain(training.network(), "test");
            double first = Mac.residual(training).objective(MU);
            double before = first;
            for (int step = 0; step < 5; step++) {
                new CoordinateStep(training, chain, MU).move();
                double between = Mac.residual(training).objective(MU);
                assertThat(between).isLessThanOrEqualTo(before);
                new Mac().fit(training);
                before = Mac.residual(training).objective(MU);
                assertThat(before).isLessThanOrEqualTo(between);
            }
            assertThat(before).isLessThan(0.5 * first);
        });
    }

    @Test
    void aHugePenaltyMovesTheCoordinatesAsTheChangeOfTheForwardPassWould() {
        inside("tanh", 0.1, training -> {
            StoredLayers layers = StoredLayers.of(training);
            new CoordinateStep(training, new DenseChain(training.network(), "test"), 1e9).move();
            new CoordinateStep(training, new DenseChain(training.network(), "test"), 1e9).move();
            new CoordinateStep(training, new DenseChain(training.network(), "test"), 1e9).move();
            INDArray output = training.forward(0, training.network().layers().size(), training.inputs());
            assertThat(layers.z(3).distance2(output)).isLessThan(1e-6);
        });
    }

    private static void inside(String activation, double disturbance, Consumer<Training> look) {
        Lab lab = new Lab().data("waves(n=" + EXAMPLES + ")").network("3x(dense(4) " + activation + ") dense");
        Inside.look(lab, new Mac(), training -> {
            StoredLayers layers = StoredLayers.of(training);
            for (int row = 0; row < EXAMPLES; row++) {
                for (int j = 0; j < WIDTH; j++) {
                    shift(layers, row, j, disturbance * Math.sin(37 * (row * WIDTH + j + 1)));
                }
            }
            look.accept(training);
        });
    }

    private static void shift(StoredLayers layers, int row, int j, double by) {
        INDArray z = layers.z(Math.min(j / 4, 3));
        z.putScalar(row, j - 4 * Math.min(j / 4, 3), z.getDouble(row, j - 4 * Math.min(j / 4, 3)) + by);
    }

    private static INDArray coordinates(StoredLayers layers) {
        return Nd4j.hstack(layers.z(0), layers.z(1), layers.z(2), layers.z(3));
    }

    private static INDArray residuals(Training training) {
        StoredLayers layers = StoredLayers.of(training);
        INDArray[] residuals = new INDArray[4];
        INDArray input = training.inputs();
        for (int map = 0; map < 4; map++) {
            INDArray estimate = input.mmul(training.weight(map)).addRowVector(training.bias(map));
            residuals[map] = layers.z(map).sub(estimate);
            input = map < 3 ? DenseChain.activate(training, map, layers.z(map)).dup() : null;
        }
        return Nd4j.hstack(residuals);
    }
}
