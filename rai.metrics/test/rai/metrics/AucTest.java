package rai.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.testkit.MetricContract;

class AucTest implements MetricContract {
    @Override
    public Metric metric() {
        return new Auc();
    }

    /** roc_auc_score of scikit-learn 1.2.1; two scores are shared by both classes. */
    @Test
    void onTiedScoresIsThatOfScikitLearn() {
        assertThat(metric().value(Examples.binary())).isCloseTo(0.64, within(1e-12));
    }

    /** roc_auc_score of scikit-learn 1.2.1: 1,000 examples, 569 of them of class 1, with 21 different scores. */
    @Test
    void onManyTiedScoresIsThatOfScikitLearn() {
        double[] scores = new double[1000];
        double[] classes = new double[1000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i * 7919L % 101 / 5 / 20.0;
            classes[i] = i * 104729L % 97 + (int) (scores[i] * 40) > 60 ? 1 : 0;
        }
        assertThat(metric().value(Examples.binary(classes, scores))).isCloseTo(0.6438413139835019, within(1e-12));
    }

    /** roc_auc_score of scikit-learn 1.2.1 with multi_class="ovr": the macro average. */
    @Test
    void ofSeveralClassesIsTheMeanOfEachAgainstTheRest() {
        assertThat(metric().value(Examples.multiclass())).isCloseTo(0.6040123456790124, within(1e-12));
    }

    @Test
    void equalScoresRankNothing() {
        assertThat(metric().value(Examples.binary(new double[] {0, 1, 1}, 0.3, 0.3, 0.3)))
                .isEqualTo(0.5);
    }

    @Test
    void zeroAndMinusZeroAreTied() {
        assertThat(metric().value(Examples.binary(new double[] {0, 1}, 0.0, -0.0)))
                .isEqualTo(0.5);
        assertThat(metric().value(Examples.binary(new double[] {0, 1}, -0.0, 0.0)))
                .isEqualTo(0.5);
    }

    @Test
    void ofOneClassOnlyItIsNotDefined() {
        assertThat(metric().value(Examples.binary(new double[] {1, 1}, 0.3, 0.4)))
                .isNaN();
        assertThat(metric().value(Examples.binary(new double[] {0, 0}, 0.3, 0.4)))
                .isNaN();
        assertThat(metric().value(Examples.sure(new int[] {0, 2, 0}, 0, 1, 2))).isNaN();
    }

    @Test
    void aNanScoreMakesItNan() {
        assertThat(metric().value(Examples.binary(new double[] {0, 1, 1}, 0.3, Double.NaN, 0.9)))
                .isNaN();
    }

    @Test
    void isForClassesAndTheLargerTheBetter() {
        assertThat(metric().tasks()).containsExactlyInAnyOrder(Task.BINARY, Task.MULTICLASS);
        assertThat(metric().largerIsBetter()).isTrue();
    }
}
