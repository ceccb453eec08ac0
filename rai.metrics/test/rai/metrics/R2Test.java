package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class R2Test implements MetricContract {
    @Override
    public Metric metric() {
        return new R2();
    }

    /** r2_score of scikit-learn 1.2.1, on the examples of its documentation. */
    @Test
    void isThatOfScikitLearn() {
        assertThat(metric().value(Examples.numbers())).isCloseTo(0.9486081370449679, within(1e-12));
        assertThat(metric().value(Examples.pairs())).isCloseTo(0.9368005266622779, within(1e-12));
    }

    @Test
    void alwaysPredictingTheMeanExplainsNothing() {
        assertThat(metric().value(Examples.numbers(new double[][] {{1}, {2}, {6}}, new double[][] {{3}, {3}, {3}})))
                .isZero();
    }

    @Test
    void ofTargetsThatAreAllEqualItIsNotDefined() {
        double[][] equal = {{0.1}, {0.1}, {0.1}, {0.1}, {0.1}, {0.1}}; // their sum over 6 is not 0.1, in floating point
        assertThat(metric().value(Examples.numbers(equal, equal))).isNaN();
        assertThat(metric().value(Examples.numbers(new double[][] {{1}}, new double[][] {{1}})))
                .isNaN();
    }

    @Test
    void aNanPredictionMakesItNan() {
        assertThat(metric().value(Examples.numbers(new double[][] {{1}, {2}}, new double[][] {{1}, {Double.NaN}})))
                .isNaN();
    }

    @Test
    void isForNumbersAndTheLargerTheBetter() {
        assertThat(metric().tasks()).containsExactly(Task.REGRESSION);
        assertThat(metric().largerIsBetter()).isTrue();
    }
}
