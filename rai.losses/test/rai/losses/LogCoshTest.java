package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.loss.Loss;
import rai.testkit.LossContract;

class LogCoshTest implements LossContract {
    @Override
    public Loss loss() {
        return new LogCosh();
    }

    /** cosh(log 2) = 5/4 and tanh(log 2) = 3/5; cosh(log 4) = 17/8 and tanh(log 4) = 15/17, by hand. */
    @Test
    void isTheMeanOfTheLogarithmOfTheHyperbolicCosine() {
        double two = Math.log(2);
        double four = Math.log(4);
        assertThat(loss().value(Rows.row(two, -four), Rows.row(0, 0)))
                .isCloseTo((Math.log(1.25) + Math.log(2.125)) / 2, within(1e-15));
        assertThat(Rows.gradient(loss(), Rows.row(two, -four), Rows.row(0, 0)))
                .containsExactly(new double[] {0.3, -7.5 / 17}, within(1e-15));
    }

    /** d²/2 - d⁴/12 + ...: nothing of it may be lost to the 1 that cosh begins with. */
    @Test
    void aTinyErrorCostsHalfItsSquareToTheLastDigit() {
        assertThat(loss().value(Rows.row(1e-9), Rows.row(0))).isCloseTo(5e-19, within(1e-33));
        assertThat(loss().value(Rows.floatRow(1e-9), Rows.floatRow(0))).isCloseTo(5e-19, within(1e-25));
        assertThat(Rows.gradient(loss(), Rows.row(1e-9), Rows.row(0))).containsExactly(1e-9);
    }

    @Test
    void aHugeErrorCostsItsSizeWithoutLogTwo() {
        assertThat(loss().value(Rows.row(-1e6), Rows.row(0))).isEqualTo(1e6 - Math.log(2));
        assertThat(Rows.gradient(loss(), Rows.row(1e300, -1e300), Rows.row(0, 0)))
                .containsExactly(0.5, -0.5);
        assertThat(loss().value(Rows.floatRow(1e38), Rows.floatRow(0))).isCloseTo(1e38, within(1e31));
    }

    @Test
    void anInfiniteErrorHasInfiniteLossAndSlopeOne() {
        assertThat(loss().value(Rows.row(Double.NEGATIVE_INFINITY), Rows.row(0)))
                .isInfinite();
        assertThat(Rows.gradient(loss(), Rows.row(Double.NEGATIVE_INFINITY), Rows.row(0)))
                .containsExactly(-1);
    }

    /** The two formulas meet at a difference of 1. */
    @Test
    void hasNoStepWhereItsFormulaChanges() {
        double above = loss().value(Rows.row(1), Rows.row(0));
        double below = loss().value(Rows.row(Math.nextDown(1.0)), Rows.row(0));
        assertThat(above).isCloseTo(Math.log(Math.cosh(1)), within(2e-16));
        assertThat(below).isCloseTo(above, within(3e-16));
    }

    /** Single precision has formulas of its own; double precision is the reference. */
    @Test
    void singlePrecisionFollowsDoublePrecision() {
        for (double d = 1e-12; d < 1e6; d *= 1.01) {
            for (float at : new float[] {(float) d, (float) -d}) {
                double expected = loss().value(Rows.row(at), Rows.row(0));
                double slope = Rows.gradient(loss(), Rows.row(at), Rows.row(0))[0];
                assertThat(loss().value(Rows.floatRow(at), Rows.floatRow(0)))
                        .as("log cosh %s", at)
                        .isCloseTo(expected, within(4e-6 * expected));
                assertThat(Rows.gradient(loss(), Rows.floatRow(at), Rows.floatRow(0))[0])
                        .as("tanh %s", at)
                        .isCloseTo(slope, within(2e-6 * Math.abs(slope)));
            }
        }
    }

    @Test
    void inSinglePrecisionZeroInfinityAndNanAreWhatTheyShouldBe() {
        assertThat(loss().value(Rows.floatRow(0), Rows.floatRow(0))).isZero();
        assertThat(Rows.gradient(loss(), Rows.floatRow(0), Rows.floatRow(0))).containsExactly(0);
        assertThat(loss().value(Rows.floatRow(Double.POSITIVE_INFINITY), Rows.floatRow(0)))
                .isInfinite();
        assertThat(Rows.gradient(loss(), Rows.floatRow(Double.NEGATIVE_INFINITY), Rows.floatRow(0)))
                .containsExactly(-1);
        assertThat(loss().value(Rows.floatRow(Double.NaN), Rows.floatRow(0))).isNaN();
        assertThat(Rows.gradient(loss(), Rows.floatRow(Double.NaN), Rows.floatRow(0)))
                .containsExactly(Double.NaN);
    }

    @Test
    void dependsOnTheDifferenceAlone() {
        assertThat(loss().ofDifference()).isTrue();
    }
}
