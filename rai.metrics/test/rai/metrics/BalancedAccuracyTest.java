package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class BalancedAccuracyTest implements MetricContract {
    @Override
    public Metric metric() {
        return new BalancedAccuracy();
    }

    /** balanced_accuracy_score of scikit-learn 1.2.1. */
    @Test
    void isThatOfScikitLearn() {
        assertThat(metric().value(Examples.binary())).isCloseTo(0.6000000000000001, within(1e-12));
        assertThat(metric().value(Examples.multiclass())).isCloseTo(0.42063492063492064, within(1e-12));
    }

    @Test
    void alwaysPredictingTheFrequentClassGivesOneHalf() {
        assertThat(metric().value(Examples.binary(new double[] {0, 0, 0, 0, 1}, 0, 0, 0, 0, 0)))
                .isEqualTo(0.5);
    }

    /** balanced_accuracy_score of scikit-learn 1.2.1: y = 0 0 1 0 1 0, predicted 0 1 1 0 0 2. */
    @Test
    void aClassThatDoesNotOccurIsLeftOut() {
        assertThat(metric().value(Examples.sure(new int[] {0, 0, 1, 0, 1, 0}, 0, 1, 1, 0, 0, 2)))
                .isEqualTo(0.5);
        assertThat(metric().value(Examples.binary(new double[] {1, 1}, 0.9, 0.1)))
                .isEqualTo(0.5);
    }

    @Test
    void aNanPredictionIsWrong() {
        assertThat(metric().value(Examples.binary(new double[] {0, 1}, Double.NaN, 0.9)))
                .isEqualTo(0.5);
    }

    @Test
    void isForClassesAndTheLargerTheBetter() {
        assertThat(metric().tasks()).containsExactlyInAnyOrder(Task.BINARY, Task.MULTICLASS);
        assertThat(metric().largerIsBetter()).isTrue();
    }
}
