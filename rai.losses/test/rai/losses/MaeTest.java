package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.loss.Loss;
import rai.testkit.LossContract;

class MaeTest implements LossContract {
    @Override
    public Loss loss() {
        return new Mae();
    }

    /** Value of PyTorch 1.13, see the golden file. */
    @Test
    void isTheMeanDistanceOverAllElements() {
        assertThat(loss().value(Rows.threeByTwo(0.9, -1.2, 0.3, 2.0, -40.0, 40.0), Rows.threeByTwo(1, 0, 0, 1, 1, 1)))
                .isCloseTo(13.766666666666666, within(1e-13));
    }

    @Test
    void theGradientIsTheSignOverTheNumberOfElements() {
        assertThat(Rows.gradient(loss(), Rows.row(3, -0.5, 2, 7), Rows.row(1, 1, 2, 8)))
                .containsExactly(0.25, -0.25, 0, -0.25);
    }

    @Test
    void theSmallestNumbersHaveASignToo() {
        double tiny = Float.MIN_VALUE;
        double tinier = Double.MIN_VALUE;
        assertThat(Rows.gradient(loss(), Rows.floatRow(tiny, -tiny, 0, 1e38), Rows.floatRow(0, 0, 0, 0)))
                .containsExactly(0.25, -0.25, 0, 0.25);
        assertThat(Rows.gradient(loss(), Rows.row(tinier, -tinier, 0, 1e300), Rows.row(0, 0, 0, 0)))
                .containsExactly(0.25, -0.25, 0, 0.25);
    }

    @Test
    void dependsOnTheDifferenceAlone() {
        assertThat(loss().ofDifference()).isTrue();
    }
}
