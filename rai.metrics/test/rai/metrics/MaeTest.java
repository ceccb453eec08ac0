package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class MaeTest implements MetricContract {
    @Override
    public Metric metric() {
        return new Mae();
    }

    /** mean_absolute_error of scikit-learn 1.2.1, on the examples of its documentation. */
    @Test
    void isThatOfScikitLearn() {
        assertThat(metric().value(Examples.numbers())).isCloseTo(0.5, within(1e-12));
        assertThat(metric().value(Examples.pairs())).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void aNanPredictionMakesItNan() {
        assertThat(metric().value(Examples.numbers(new double[][] {{1}, {2}}, new double[][] {{1}, {Double.NaN}})))
                .isNaN();
    }

    @Test
    void isForNumbersAndTheSmallerTheBetter() {
        assertThat(metric().tasks()).containsExactly(Task.REGRESSION);
        assertThat(metric().largerIsBetter()).isFalse();
    }
}
