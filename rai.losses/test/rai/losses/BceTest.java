package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import rai.api.loss.Loss;
import rai.testkit.LossContract;

class BceTest implements LossContract {
    @Override
    public Loss loss() {
        return new Bce();
    }

    @Override
    public double output(Random random) {
        return 0.05 + 0.9 * random.nextDouble();
    }

    /** -(0.25 log 0.4 + 0.75 log 0.6) and (0.4 - 0.25) / (0.4 · 0.6), by hand. */
    @Test
    void isTheCrossEntropyOfTwoCoins() {
        assertThat(loss().value(Rows.row(0.4), Rows.row(0.25))).isCloseTo(0.6121919007930318, within(1e-14));
        assertThat(Rows.gradient(loss(), Rows.row(0.4), Rows.row(0.25)))
                .containsExactly(new double[] {0.625}, within(1e-14));
    }

    @Test
    void isAMeanOverAllElements() {
        assertThat(loss().value(Rows.row(0.5, 0.5, 1, 0), Rows.row(1, 0, 1, 0)))
                .isCloseTo(Math.log(2) / 2, within(1e-15));
    }

    @Test
    void aSureAndRightPredictionCostsNothing() {
        assertThat(loss().value(Rows.row(0, 1), Rows.row(0, 1))).isZero();
        assertThat(Rows.gradient(loss(), Rows.row(0, 1), Rows.row(0, 1))).containsExactly(0, 0);
    }

    /** As in PyTorch: a logarithm is at least -100, p(1 - p) at least 1e-12. */
    @Test
    void aSureAndWrongPredictionCostsOneHundred() {
        assertThat(loss().value(Rows.row(1, 0), Rows.row(0, 1))).isEqualTo(100);
        assertThat(Rows.gradient(loss(), Rows.row(1, 0), Rows.row(0, 1)))
                .containsExactly(new double[] {0.5e12, -0.5e12}, within(1.0));
        assertThat(Rows.gradient(loss(), Rows.floatRow(1, 0), Rows.floatRow(0, 1)))
                .containsExactly(new double[] {0.5e12, -0.5e12}, within(1e5));
    }

    @Test
    void whatIsNotAProbabilityGivesNan() {
        assertThat(loss().value(Rows.row(1.5), Rows.row(1))).isNaN();
        assertThat(loss().value(Rows.row(-0.5), Rows.row(0))).isNaN();
    }

    @Test
    void wantsProbabilities() {
        assertThat(loss().targets()).isEqualTo(Loss.Targets.PROBABILITIES);
        assertThat(loss().ofDifference()).isFalse();
    }
}
