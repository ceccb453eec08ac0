package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.testkit.MetricContract;
import rai.testkit.Specs;

class F1Test implements MetricContract {
    @Override
    public Metric metric() {
        return new F1();
    }

    private static double of(String average, Predictions predictions) {
        return Specs.configure(new F1(), "f1(average=" + average + ")").value(predictions);
    }

    /** f1_score of scikit-learn 1.2.1. */
    @Test
    void ofTwoClassesIsThatOfClassOne() {
        assertThat(metric().value(Examples.binary())).isCloseTo(0.5, within(1e-12));
        assertThat(of("micro", Examples.binary())).isCloseTo(0.5, within(1e-12));
    }

    /** f1_score of scikit-learn 1.2.1, average macro, weighted and micro. */
    @Test
    void ofSeveralClassesIsTheirMean() {
        assertThat(metric().value(Examples.multiclass())).isCloseTo(0.38888888888888884, within(1e-12));
        assertThat(of("weighted", Examples.multiclass())).isCloseTo(0.4305555555555555, within(1e-12));
        assertThat(of("micro", Examples.multiclass())).isCloseTo(0.4166666666666667, within(1e-12));
    }

    /** f1_score of scikit-learn 1.2.1: y = 0 0 1 0 1 0, predicted 0 1 1 0 0 2. */
    @Test
    void aClassThatIsPredictedButDoesNotOccurCountsAsZero() {
        Predictions absent = Examples.sure(new int[] {0, 0, 1, 0, 1, 0}, 0, 1, 1, 0, 0, 2);
        assertThat(metric().value(absent)).isCloseTo(0.3571428571428572, within(1e-12));
        assertThat(of("weighted", absent)).isCloseTo(0.5476190476190477, within(1e-12));
    }

    /** f1_score of scikit-learn 1.2.1: y = 0 0 2 0 2, predicted 0 2 2 0 0. */
    @Test
    void aClassThatNeitherOccursNorIsPredictedIsLeftOut() {
        assertThat(metric().value(Examples.sure(new int[] {0, 0, 2, 0, 2}, 0, 2, 2, 0, 0)))
                .isCloseTo(0.5833333333333333, within(1e-12));
    }

    @Test
    void withoutClassOneInTargetsAndPredictionsItIsNotDefined() {
        assertThat(metric().value(Examples.binary(new double[] {0, 0}, 0.1, 0.2)))
                .isNaN();
        assertThat(metric().value(Examples.binary(new double[] {0, 0}, 0.1, 0.9)))
                .isZero();
    }

    @Test
    void isForClassesAndTheLargerTheBetter() {
        assertThat(metric().tasks()).containsExactlyInAnyOrder(Task.BINARY, Task.MULTICLASS);
        assertThat(metric().largerIsBetter()).isTrue();
    }

    @Nested
    class Weighted implements MetricContract {
        @Override
        public Metric metric() {
            return Specs.configure(new F1(), "f1(average=weighted)");
        }
    }

    @Nested
    class Micro implements MetricContract {
        @Override
        public Metric metric() {
            return Specs.configure(new F1(), "f1(average=micro)");
        }
    }
}
