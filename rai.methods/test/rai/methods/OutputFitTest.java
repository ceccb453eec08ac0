package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.losses.BceWithLogits;
import rai.losses.Huber;
import rai.losses.LogCosh;
import rai.losses.Mae;
import rai.losses.Mse;
import rai.losses.SoftmaxCrossEntropy;

class OutputFitTest {
    private static final int ROWS = 7;
    private static final int OUTPUTS = 3;
    private static final double KAPPA = 0.3;

    static Stream<Loss> smooth() {
        return Stream.of(new Mse(), new BceWithLogits(), new SoftmaxCrossEntropy(), new LogCosh(), new Huber());
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void theGradientOfTheProximalProblemVanishes(Loss loss) {
        INDArray y = oneHot();
        double[] start = numbers(5, 3);
        double[] m = numbers(9, 2);
        double[] z = OutputFit.of(loss, y, start, m, KAPPA);
        INDArray gradient = rows(z).dup();
        loss.gradient(rows(z), y, gradient);
        for (int i = 0; i < z.length; i++) {
            assertThat(ROWS * gradient.getDouble(i) + KAPPA * (z[i] - m[i])).isCloseTo(0, within(1e-7));
        }
    }

    @Test
    void aLossWithKinksIsNotRaised() {
        INDArray y = oneHot();
        double[] start = numbers(5, 3);
        double[] m = numbers(9, 2);
        double[] z = OutputFit.of(new Mae(), y, start, m, KAPPA);
        assertThat(objective(new Mae(), y, z, m)).isLessThan(objective(new Mae(), y, start, m));
    }

    private static double objective(Loss loss, INDArray y, double[] z, double[] m) {
        double near = 0;
        for (int i = 0; i < z.length; i++) {
            near += (z[i] - m[i]) * (z[i] - m[i]);
        }
        return ROWS * loss.value(rows(z), y) + KAPPA / 2 * near;
    }

    private static INDArray oneHot() {
        double[] y = new double[ROWS * OUTPUTS];
        for (int row = 0; row < ROWS; row++) {
            y[row * OUTPUTS + row % OUTPUTS] = 1;
        }
        return rows(y);
    }

    private static double[] numbers(int seed, double size) {
        double[] numbers = new double[ROWS * OUTPUTS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = size * Math.sin(seed * (i + 1));
        }
        return numbers;
    }

    private static INDArray rows(double[] values) {
        return Nd4j.createFromArray(values.clone()).reshape(ROWS, OUTPUTS);
    }
}
