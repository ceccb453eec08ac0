package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.testkit.LossContract;
import rai.testkit.Specs;

class HuberTest implements LossContract {
    @Override
    public Loss loss() {
        return new Huber();
    }

    /** Values of PyTorch 1.13, see the golden file. */
    @Test
    void isTheMeanOverAllElements() {
        INDArray output = Rows.threeByTwo(0.9, -1.2, 0.3, 2.0, -40.0, 40.0);
        INDArray target = Rows.threeByTwo(1, 0, 0, 1, 1, 1);
        assertThat(loss().value(output, target)).isCloseTo(13.375, within(1e-13));
        assertThat(Rows.gradient(loss(), output, target))
                .containsExactly(new double[] {-0.1 / 6, -1.0 / 6, 0.05, 1.0 / 6, -1.0 / 6, 1.0 / 6}, within(1e-15));
    }

    @Test
    void isHalfTheSquareUpToDeltaAndStraightBeyond() {
        Loss loss = Specs.configure(new Huber(), "huber(delta=2)");
        INDArray zero = Rows.row(0);
        assertThat(loss.value(Rows.row(-1), zero)).isEqualTo(0.5);
        assertThat(loss.value(Rows.row(2), zero)).isEqualTo(2);
        assertThat(loss.value(Rows.row(-5), zero)).isEqualTo(2 * (5 - 1));
        assertThat(loss.value(Rows.floatRow(-5), Rows.floatRow(0))).isEqualTo(2 * (5 - 1));
    }

    @Test
    void theGradientIsTheDifferenceHeldWithinDelta() {
        Loss loss = Specs.configure(new Huber(), "huber(delta=2)");
        assertThat(Rows.gradient(loss, Rows.row(1, -1.5, 9, -9), Rows.row(0, 0, 0, 0)))
                .containsExactly(0.25, -0.375, 0.5, -0.5);
        assertThat(Rows.gradient(loss, Rows.floatRow(1, -1.5, 9, -9), Rows.floatRow(0, 0, 0, 0)))
                .containsExactly(0.25, -0.375, 0.5, -0.5);
    }

    @Test
    void dependsOnTheDifferenceAlone() {
        assertThat(loss().ofDifference()).isTrue();
    }

    @Nested
    class WithASmallDelta implements LossContract {
        @Override
        public Loss loss() {
            return Specs.configure(new Huber(), "huber(delta=0.3)");
        }
    }
}
