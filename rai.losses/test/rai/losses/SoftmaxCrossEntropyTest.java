package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.testkit.LossContract;

class SoftmaxCrossEntropyTest implements LossContract {
    @Override
    public Loss loss() {
        return new SoftmaxCrossEntropy();
    }

    /** Value of PyTorch 1.13, see the golden file. */
    @Test
    void isTheMeanOverRows() {
        assertThat(loss().value(
                        Rows.threeByTwo(0.9, -1.2, 0.3, 2.0, -40.0, 40.0), Rows.threeByTwo(1, 0, 0, 1, 0, 1)))
                .isCloseTo(0.09443518418867362, within(1e-15));
    }

    @Test
    void predictsTheSoftmax() {
        assertThat(Rows.numbers(loss().prediction(Rows.row(0, Math.log(2), Math.log(5)))))
                .containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-15));
    }

    @Test
    void theGradientIsTheSoftmaxWithoutTheTarget() {
        assertThat(Rows.gradient(loss(), Rows.row(0, Math.log(2), Math.log(5)), Rows.row(0, 1, 0)))
                .containsExactly(new double[] {0.125, -0.75, 0.625}, within(1e-15));
    }

    @Test
    void logitsOfOneThousandAreTakenExactly() {
        INDArray logits = Rows.threeByTwo(1000, -1000, -1000, 1000, -1000, -1000);
        INDArray targets = Rows.threeByTwo(1, 0, 1, 0, 1, 0);
        assertThat(loss().value(logits, targets)).isCloseTo((2000 + Math.log(2)) / 3, within(1e-12));
        assertThat(Rows.gradient(loss(), logits, targets))
                .containsExactly(new double[] {0, 0, -1.0 / 3, 1.0 / 3, -0.5 / 3, 0.5 / 3}, within(1e-16));
        assertThat(Rows.numbers(loss().prediction(logits))).containsExactly(1, 0, 0, 1, 0.5, 0.5);
    }

    @Test
    void floatLogitsOfOneThousandAreTakenExactly() {
        assertThat(loss().value(Rows.floatRow(1000, -1000), Rows.floatRow(0, 1))).isEqualTo(2000);
        assertThat(Rows.gradient(loss(), Rows.floatRow(1000, -1000), Rows.floatRow(0, 1))).containsExactly(1, -1);
    }

    /** Against central differences; the contract tries one-hot targets only. */
    @Test
    void targetsMayBeSharesOfClasses() {
        INDArray logits = Rows.row(0.3, -1, 2);
        INDArray shares = Rows.row(0.2, 0.5, 0.3);
        double[] gradient = Rows.gradient(loss(), logits, shares);
        for (int j = 0; j < 3; j++) {
            double h = 1e-6;
            INDArray above = logits.dup();
            above.putScalar(0, j, logits.getDouble(0, j) + h);
            INDArray below = logits.dup();
            below.putScalar(0, j, logits.getDouble(0, j) - h);
            double slope = (loss().value(above, shares) - loss().value(below, shares)) / (2 * h);
            assertThat(gradient[j]).as("class %d", j).isCloseTo(slope, within(1e-9));
        }
    }

    @Test
    void wantsOneClassARow() {
        assertThat(loss().targets()).isEqualTo(Loss.Targets.ONE_HOT);
        assertThat(loss().ofDifference()).isFalse();
    }
}
