package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class MaxErrorTest implements MetricContract {
    @Override
    public Metric metric() {
        return new MaxError();
    }

    @Test
    void isTheLargestErrorOfAnyExampleAndOutput() {
        assertThat(metric().value(Examples.numbers(new double[][] {{1, 2}, {3, 4}}, new double[][] {{1.5, 2}, {3, 1}})))
                .isCloseTo(3, within(1e-6));
    }

    @Test
    void aNanPredictionMakesItNan() {
        assertThat(metric().value(Examples.numbers(new double[][] {{1}, {2}, {3}}, new double[][] {
                    {1}, {Double.NaN}, {9}
                })))
                .isNaN();
    }

    @Test
    void isForNumbersAndTheSmallerTheBetter() {
        assertThat(metric().tasks()).containsExactly(Task.REGRESSION);
        assertThat(metric().largerIsBetter()).isFalse();
    }
}
