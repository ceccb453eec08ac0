package rai.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;
import rai.testkit.LossContract;
import rai.testkit.Specs;

class KlTest implements LossContract {
    private static final INDArray LOGITS = threeByThree(0.5, -1.2, 2.0, 1.0, 0.3, -0.4, 0.2, 0.1, 0.9);
    private static final INDArray SHARES = threeByThree(0.2, 0.5, 0.3, 0, 1, 0, 0.6, 0.4, 0);

    @Override
    public Loss loss() {
        return new Kl();
    }

    private static Loss ofProbabilities() {
        return Specs.configure(new Kl(), "kl(from=probabilities)");
    }

    private static Loss ofLogProbabilities() {
        return Specs.configure(new Kl(), "kl(from=log-probabilities)");
    }

    private static INDArray threeByThree(double... numbers) {
        return Nd4j.createFromArray(numbers).reshape(3, 3);
    }

    /** kl_div(log_softmax(z), t, reduction='batchmean') of PyTorch 1.13 in float64. */
    @Test
    void ofLogitsIsTheBatchMeanOfPyTorch() {
        assertThat(loss().value(LOGITS, SHARES)).isCloseTo(1.030991905218661, within(1e-15));
        assertThat(Rows.gradient(loss(), LOGITS, SHARES))
                .containsExactly(
                        new double[] {
                            -0.007819313711209622,
                            -0.15591622484758866,
                            0.16373553855879827,
                            0.1912211588561124,
                            -0.23837571607142538,
                            0.04715455721531296,
                            -0.11493539189933685,
                            -0.05636369297328854,
                            0.1712990848726254
                        },
                        within(1e-15));
    }

    /** kl_div(p.log(), t, reduction='batchmean') of PyTorch 1.13 in float64. */
    @Test
    void ofProbabilitiesIsTheBatchMeanOfPyTorch() {
        INDArray p = threeByThree(0.25, 0.25, 0.5, 0.1, 0.7, 0.2, 0.3, 0.3, 0.4);
        assertThat(ofProbabilities().value(p, SHARES)).isCloseTo(0.3454444247142485, within(1e-15));
        assertThat(Rows.gradient(ofProbabilities(), p, SHARES))
                .containsExactly(
                        new double[] {
                            -0.26666666666666666,
                            -0.6666666666666666,
                            -0.2,
                            0,
                            -0.4761904761904762,
                            0,
                            -0.6666666666666666,
                            -0.4444444444444445,
                            0
                        },
                        within(1e-15));
    }

    @Test
    void isZeroIfTheTargetIsMet() {
        assertThat(loss().value(Rows.row(Math.log(0.2), Math.log(0.5), Math.log(0.3)), Rows.row(0.2, 0.5, 0.3)))
                .isCloseTo(0, within(1e-15));
        assertThat(ofProbabilities().value(Rows.row(0.2, 0.5, 0.3), Rows.row(0.2, 0.5, 0.3)))
                .isCloseTo(0, within(1e-15));
        assertThat(ofProbabilities().value(Rows.row(0, 1), Rows.row(0, 1))).isZero();
    }

    @Test
    void ofOneHotTargetsIsTheCrossEntropy() {
        INDArray oneHot = threeByThree(0, 0, 1, 0, 1, 0, 1, 0, 0);
        assertThat(loss().value(LOGITS, oneHot)).isEqualTo(new SoftmaxCrossEntropy().value(LOGITS, oneHot));
    }

    @Test
    void aSmallProbabilityIsNotBounded() {
        double p = 1e-300;
        assertThat(ofProbabilities().value(Rows.row(p, 1), Rows.row(1, 0))).isEqualTo(-Math.log(p));
        assertThat(Rows.gradient(ofProbabilities(), Rows.row(p, 1), Rows.row(1, 0)))
                .containsExactly(new double[] {-1 / p, 0}, within(0.0));
    }

    @Test
    void aProbabilityOfZeroCountsAsTheSmallestPositiveNumberOfItsPrecision() {
        assertThat(ofProbabilities().value(Rows.row(0, 1), Rows.row(1, 0))).isEqualTo(-Math.log(Double.MIN_VALUE));
        assertThat(ofProbabilities().value(Rows.floatRow(0, 1), Rows.floatRow(1, 0)))
                .isEqualTo(-Math.log(Float.MIN_VALUE));
        assertThat(Rows.gradient(ofProbabilities(), Rows.row(0, 1), Rows.row(1, 0)))
                .containsExactly(new double[] {-1 / Double.MIN_NORMAL, 0}, within(0.0));
    }

    /** Logits of 0 and 999.5, whose softmax is 0 and 1. */
    @Test
    void ofLogitsAndOfLogProbabilitiesIsExactWhereTheProbabilityIsZero() {
        assertThat(loss().value(Rows.row(0, 999.5), Rows.row(1, 0))).isEqualTo(999.5);
        assertThat(Rows.gradient(loss(), Rows.row(0, 999.5), Rows.row(1, 0))).containsExactly(-1, 1);
        assertThat(ofLogProbabilities().value(Rows.row(-999.5, 0), Rows.row(1, 0)))
                .isEqualTo(999.5);
        assertThat(Rows.gradient(ofLogProbabilities(), Rows.row(-999.5, 0), Rows.row(1, 0)))
                .containsExactly(new double[] {-1, 0}, within(0.0));
    }

    @Test
    void ofLogProbabilitiesIsThatOfTheirExponentials() {
        assertThat(ofLogProbabilities()
                        .value(Rows.row(Math.log(0.3), Math.log(0.2), Math.log(0.5)), Rows.row(0.2, 0.5, 0.3)))
                .isCloseTo(ofProbabilities().value(Rows.row(0.3, 0.2, 0.5), Rows.row(0.2, 0.5, 0.3)), within(1e-15));
        assertThat(Rows.numbers(ofLogProbabilities().prediction(Rows.row(Math.log(0.25), Math.log(0.75)))))
                .containsExactly(new double[] {0.25, 0.75}, within(1e-15));
        assertThat(ofLogProbabilities().value(Rows.row(Double.NEGATIVE_INFINITY, 0), Rows.row(0, 1)))
                .isZero();
    }

    @Test
    void whatIsNotAProbabilityGivesNan() {
        assertThat(ofProbabilities().value(Rows.row(-0.5, 1.5), Rows.row(0, 1))).isNaN();
    }

    @Test
    void logitsOfOneThousandAreTakenExactly() {
        assertThat(loss().value(Rows.row(1000, -1000), Rows.row(0, 1))).isEqualTo(2000);
        assertThat(loss().value(Rows.floatRow(1000, -1000), Rows.floatRow(0, 1)))
                .isEqualTo(2000);
    }

    @Test
    void predictsTheSoftmaxOfLogitsAndProbabilitiesAsTheyAre() {
        assertThat(Rows.numbers(loss().prediction(Rows.row(0, Math.log(3)))))
                .containsExactly(new double[] {0.25, 0.75}, within(1e-15));
        assertThat(Rows.numbers(ofProbabilities().prediction(Rows.row(0.3, 0.7))))
                .containsExactly(0.3, 0.7);
    }

    @Test
    void wantsAnOutputForEachClass() {
        assertThat(loss().targets()).isEqualTo(Loss.Targets.ONE_HOT);
        assertThat(loss().ofDifference()).isFalse();
    }

    @Nested
    class OfLogProbabilities implements LossContract {
        @Override
        public Loss loss() {
            return ofLogProbabilities();
        }

        @Override
        public double output(Random random) {
            return Math.log(0.05 + 0.9 * random.nextDouble());
        }
    }

    @Nested
    class OfProbabilities implements LossContract {
        @Override
        public Loss loss() {
            return ofProbabilities();
        }

        @Override
        public double output(Random random) {
            return 0.05 + 0.9 * random.nextDouble();
        }
    }
}
