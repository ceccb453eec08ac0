package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class LogLossTest implements MetricContract {
    @Override
    public Metric metric() {
        return new LogLoss();
    }

    /** log_loss of scikit-learn 1.2.1. */
    @Test
    void isThatOfScikitLearn() {
        assertThat(metric().value(Examples.binary())).isCloseTo(0.675383319670988, within(1e-12));
        assertThat(metric().value(Examples.multiclass())).isCloseTo(1.1502573364971431, within(1e-12));
    }

    /** log_loss of scikit-learn 1.2.1: one of two is wrong with certainty. */
    @Test
    void aCertainErrorIsExpensiveButFinite() {
        assertThat(metric().value(Examples.binary(new double[] {0, 1}, 1, 1)))
                .isCloseTo(18.021826694558577, within(1e-12));
    }

    @Test
    void whatIsNotAProbabilityHasNone() {
        assertThat(metric().value(Examples.binary(new double[] {1, 1}, 0.5, 1.25)))
                .isNaN();
        assertThat(metric().value(Examples.binary(new double[] {1, 1}, 0.5, -0.25)))
                .isNaN();
        assertThat(metric().value(Examples.binary(new double[] {1, 1}, 0.5, Double.NaN)))
                .isNaN();
    }

    @Test
    void isForClassesAndTheSmallerTheBetter() {
        assertThat(metric().tasks()).containsExactlyInAnyOrder(Task.BINARY, Task.MULTICLASS);
        assertThat(metric().largerIsBetter()).isFalse();
    }
}
