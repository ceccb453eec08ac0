package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.api.spec.SpecException;
import rai.testkit.LossContract;
import rai.testkit.Specs;

class HingeTest implements LossContract {
    /** The input of the values from PyTorch. */
    private static final INDArray SCORES =
            Nd4j.createFromArray(0.5, -1.2, 2.0, 1.0, 0.3, -0.4, 0.2, 0.1, 0.9).reshape(3, 3);

    private static final INDArray CLASSES =
            Nd4j.createFromArray(0.0, 0, 1, 0, 1, 0, 1, 0, 0).reshape(3, 3);

    @Override
    public Loss loss() {
        return new Hinge();
    }

    private static INDArray column(double... numbers) {
        return Nd4j.createFromArray(numbers).reshape(numbers.length, 1);
    }

    @Test
    void oneScoreMustLieOnTheSideOfItsClassByTheMargin() {
        assertThat(loss().value(column(2, 0.25, -3), column(1, 1, 1))).isEqualTo((0 + 0.75 + 4) / 3);
        assertThat(loss().value(column(2, 0.25, -3), column(0, 0, 0))).isEqualTo((3 + 1.25 + 0) / 3);
    }

    @Test
    void oneScoreIsPulledToTheSideOfItsClass() {
        assertThat(Rows.gradient(loss(), column(0.25, -0.25, 1.5, -1.5), column(1, 0, 1, 0)))
                .containsExactly(-0.25, 0.25, 0, 0);
    }

    /** torch.nn.functional.multi_margin_loss of PyTorch 1.13 in float64. */
    @Test
    void ofSeveralScoresIsTheMultiMarginLossOfPyTorch() {
        assertThat(loss().value(SCORES, CLASSES)).isCloseTo(0.5111111111111111, within(1e-15));
        assertThat(Rows.gradient(loss(), SCORES, CLASSES))
                .containsExactly(
                        new double[] {0, 0, 0, 1 / 9.0, -2 / 9.0, 1 / 9.0, -2 / 9.0, 1 / 9.0, 1 / 9.0}, within(1e-15));
    }

    /** The same with p=2, margin=0.5. */
    @Test
    void theSquaredHingeIsThatOfPyTorch() {
        Loss squared = Specs.configure(new Hinge(), "hinge(margin=0.5, power=2)");
        assertThat(squared.value(SCORES, CLASSES)).isCloseTo(0.33777777777777773, within(1e-15));
        assertThat(Rows.gradient(squared, SCORES, CLASSES))
                .containsExactly(
                        new double[] {
                            0,
                            0,
                            0,
                            0.26666666666666666,
                            -0.26666666666666666,
                            0,
                            -0.35555555555555557,
                            0.08888888888888889,
                            0.26666666666666666
                        },
                        within(1e-15));
    }

    @Test
    void theSquaredHingeOfOneScoreIsASquare() {
        Loss squared = Specs.configure(new Hinge(), "hinge(power=2)");
        assertThat(squared.value(column(-2), column(1))).isEqualTo(9);
        assertThat(Rows.gradient(squared, column(-2), column(1))).containsExactly(-6);
    }

    @Test
    void aTargetBetweenIsAWeightOfBothClasses() {
        assertThat(loss().value(column(0.5), column(0.25))).isEqualTo(0.25 * 0.5 + 0.75 * 1.5);
        assertThat(Rows.gradient(loss(), column(0.5), column(0.25))).containsExactly(0.75 - 0.25);
    }

    @Test
    void infiniteScoresGiveNoNan() {
        assertThat(Rows.gradient(loss(), column(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY), column(1, 1)))
                .containsExactly(0, -0.5);
    }

    @Test
    void aNanScoreMakesValueAndGradientNan() {
        assertThat(loss().value(column(Double.NaN, 1), column(1, 1))).isNaN();
        assertThat(Rows.gradient(loss(), column(Double.NaN, 2), column(1, 1))).containsExactly(Double.NaN, 0);
    }

    @Test
    void predictionsKeepTheClassAndTheOrderOfTheScores() {
        assertThat(Rows.numbers(loss().prediction(column(-0.1, 0, 0.1))))
                .satisfies(p -> assertThat(p[0]).isLessThan(0.5))
                .satisfies(p -> assertThat(p[1]).isEqualTo(0.5))
                .satisfies(p -> assertThat(p[2]).isBetween(0.5, 1.0));
        assertThat(Rows.numbers(loss().prediction(Rows.row(1, 3, 2))))
                .satisfies(p -> assertThat(p[1]).isGreaterThan(p[2]));
    }

    @Test
    void aMarginOfZeroIsRefused() {
        assertThatThrownBy(() -> Specs.configure(new Hinge(), "hinge(margin=0)"))
                .isInstanceOf(SpecException.class);
    }

    /** One output for two classes, one for each of more. */
    @Test
    void wantsTargetsOfOneOutputOrOfEachClass() {
        assertThat(loss().targets()).isEqualTo(Loss.Targets.PROBABILITIES);
        assertThat(loss().ofDifference()).isFalse();
    }

    @Nested
    class Squared implements LossContract {
        @Override
        public Loss loss() {
            return Specs.configure(new Hinge(), "hinge(margin=0.7, power=2)");
        }
    }
}
