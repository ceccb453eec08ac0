package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class AccuracyTest implements MetricContract {
    @Override
    public Metric metric() {
        return new Accuracy();
    }

    /** accuracy_score of scikit-learn 1.2.1, with the class above 0.5, or the first of the most probable. */
    @Test
    void isThatOfScikitLearn() {
        assertThat(metric().value(Examples.binary())).isCloseTo(0.6, within(1e-12));
        assertThat(metric().value(Examples.multiclass())).isCloseTo(0.4166666666666667, within(1e-12));
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
