package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.testkit.LossContract;

class BceWithLogitsTest implements LossContract {
    @Override
    public Loss loss() {
        return new BceWithLogits();
    }

    /** Value of PyTorch 1.13, see the golden file. */
    @Test
    void isTheMeanOverAllElements() {
        assertThat(loss().value(Rows.threeByTwo(0.9, -1.2, 0.3, 2.0, -40.0, 40.0), Rows.threeByTwo(1, 0, 0, 1, 1, 1)))
                .isCloseTo(6.930953266263603, within(1e-14));
    }

    @Test
    void isTheCrossEntropyOfTheSigmoid() {
        INDArray logits = Rows.row(-3, -0.5, 0, 2);
        INDArray targets = Rows.row(0.1, 1, 0.5, 0.7);
        assertThat(loss().value(logits, targets))
                .isCloseTo(new Bce().value(loss().prediction(logits), targets), within(1e-14));
    }

    @Test
    void predictsTheSigmoid() {
        assertThat(Rows.numbers(loss().prediction(Rows.row(0, Math.log(3), -Math.log(3), 1000, -1000))))
                .containsExactly(new double[] {0.5, 0.75, 0.25, 1, 0}, within(1e-15));
    }

    @Test
    void logitsOfOneThousandAreTakenExactly() {
        INDArray logits = Rows.row(1000, -1000, 1000, -1000);
        INDArray targets = Rows.row(1, 0, 0, 1);
        assertThat(loss().value(logits, targets)).isEqualTo(500);
        assertThat(Rows.gradient(loss(), logits, targets)).containsExactly(0, 0, 0.25, -0.25);
    }

    @Test
    void floatLogitsOfOneThousandAreTakenExactly() {
        INDArray logits = Rows.floatRow(1000, -1000, 1000, -1000);
        INDArray targets = Rows.floatRow(1, 0, 0, 1);
        assertThat(loss().value(logits, targets)).isEqualTo(500);
        assertThat(Rows.gradient(loss(), logits, targets)).containsExactly(0, 0, 0.25, -0.25);
    }

    @Test
    void theTailOfARightAnswerIsNotRoundedAway() {
        assertThat(loss().value(Rows.row(50), Rows.row(1))).isCloseTo(Math.exp(-50), within(1e-34));
    }

    @Test
    void wantsProbabilities() {
        assertThat(loss().targets()).isEqualTo(Loss.Targets.PROBABILITIES);
        assertThat(loss().ofDifference()).isFalse();
    }
}
