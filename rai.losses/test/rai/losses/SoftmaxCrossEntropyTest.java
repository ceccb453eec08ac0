package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.testkit.LossContract;
import rai.testkit.Specs;

class SoftmaxCrossEntropyTest implements LossContract {
    @Override
    public Loss loss() {
        return new SoftmaxCrossEntropy();
    }

    /** Value of PyTorch 1.13, see the golden file. */
    @Test
    void isTheMeanOverRows() {
        assertThat(loss().value(Rows.threeByTwo(0.9, -1.2, 0.3, 2.0, -40.0, 40.0), Rows.threeByTwo(1, 0, 0, 1, 0, 1)))
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
        assertThat(loss().value(Rows.floatRow(1000, -1000), Rows.floatRow(0, 1)))
                .isEqualTo(2000);
        assertThat(Rows.gradient(loss(), Rows.floatRow(1000, -1000), Rows.floatRow(0, 1)))
                .containsExactly(1, -1);
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
    void wantsOneClassPerRow() {
        assertThat(loss().targets()).isEqualTo(Loss.Targets.ONE_HOT);
        assertThat(loss().ofDifference()).isFalse();
    }

    /** cross_entropy(z, t, label_smoothing=...) of PyTorch 1.13 in float64, of classes and of shares. */
    @Test
    void smoothedTargetsAreThoseOfPyTorch() {
        INDArray logits = Nd4j.createFromArray(0.5, -1.2, 2.0, 1.0, 0.3, -0.4, 0.2, 0.1, 0.9)
                .reshape(3, 3);
        INDArray classes = Nd4j.createFromArray(0.0, 0, 1, 0, 1, 0, 1, 0, 0).reshape(3, 3);
        Loss tenth = Specs.configure(new SoftmaxCrossEntropy(), "softmax-cross-entropy(label-smoothing=0.1)");
        assertThat(tenth.value(logits, classes)).isCloseTo(0.9974356877988264, within(1e-15));
        assertThat(Rows.gradient(tenth, logits, classes))
                .containsExactly(
                        new double[] {
                            0.04773624184434593,
                            -0.00036066929203311046,
                            -0.04737557255231285,
                            0.18011004774500133,
                            -0.21615349384920315,
                            0.03604344610420186,
                            -0.22604650301044799,
                            0.06585852924893369,
                            0.16018797376151434
                        },
                        within(1e-15));
        INDArray shares =
                Nd4j.createFromArray(0.2, 0.5, 0.3, 0, 1, 0, 0.6, 0.4, 0).reshape(3, 3);
        Loss quarter = Specs.configure(new SoftmaxCrossEntropy(), "softmax-cross-entropy(label-smoothing=0.25)");
        assertThat(quarter.value(logits, shares)).isCloseTo(1.5507690211321599, within(1e-15));
    }

    /** The most that a smoothed target can ask for is not certainty. */
    @Test
    void smoothingPullsBackFromCertainty() {
        Loss smooth = Specs.configure(new SoftmaxCrossEntropy(), "softmax-cross-entropy(label-smoothing=0.1)");
        assertThat(Rows.gradient(smooth, Rows.row(30, 0), Rows.row(1, 0)))
                .satisfies(g -> assertThat(g[0]).isPositive());
        assertThat(Rows.gradient(loss(), Rows.row(30, 0), Rows.row(1, 0)))
                .satisfies(g -> assertThat(g[0]).isNegative());
    }

    @Nested
    class Smoothed implements LossContract {
        @Override
        public Loss loss() {
            return Specs.configure(new SoftmaxCrossEntropy(), "softmax-cross-entropy(label-smoothing=0.2)");
        }
    }
}
