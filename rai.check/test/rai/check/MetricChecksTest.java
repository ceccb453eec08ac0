package rai.check;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;

/** Every clause of the contract notices the metric that breaks it. */
class MetricChecksTest {
    private static double errors(Predictions predictions) {
        double wrong = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            wrong += predictions.predictedClass(i) == predictions.targetClass(i) ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void aMetricThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(checks(false, p -> errors(p) / p.examples()));
    }

    @Test
    void theWrongDirectionIsNoticed() {
        Verdicts.requireFailure(
                checks(true, p -> errors(p) / p.examples()),
                "predicting the targets is better than predicting at random",
                "where larger is better");
    }

    @Test
    void aSumInsteadOfAMeanIsNoticed() {
        Verdicts.requireFailure(
                checks(false, MetricChecksTest::errors),
                "the same examples twice give the same value",
                "the same examples twice: it is");
    }

    @Test
    void aMetricOfTheFirstExampleAloneIsNoticed() {
        Verdicts.requireFailure(
                checks(false, p -> p.probability(0, 0)),
                "examples in reverse order give the same value",
                "in reverse order: it is");
    }

    @Test
    void readingTheFirstOutputAsThatOfClassOneIsNoticed() {
        Verdicts.requireFailure(
                checks(false, p -> p.predicted(0, 0)),
                "two classes are judged alike, whether they have one output or two",
                "with an output for each class: it is");
    }

    /** NaN compares false: who counts what is wrong by comparing counts it as right. */
    @Test
    void countingNanAsCorrectIsNoticed() {
        Verdicts.requireFailure(
                checks(true, p -> {
                    double right = 0;
                    for (int i = 0; i < p.examples(); i++) {
                        right += Math.abs(p.probability(i, p.targetClass(i)) - 1) > 0.5 ? 0 : 1;
                        right += Double.isNaN(p.predicted(i, 0)) ? 1 : 0;
                    }
                    return right / p.examples();
                }),
                "a NaN among perfect predictions makes the value NaN, or not better",
                "which is better");
    }

    @Test
    void failingOnASingleExampleIsNoticed() {
        Verdicts.requireFailure(
                checks(false, p -> p.predicted(1, 0)),
                "a single example, and examples whose targets are all equal, are taken without complaint",
                "it throws");
    }

    @Test
    void stateIsNoticed() {
        AtomicInteger calls = new AtomicInteger();
        Verdicts.requireFailure(
                checks(false, p -> calls.incrementAndGet()),
                "four threads at once get bit for bit what one gets",
                "while other threads call it is");
    }

    private static List<Check> checks(boolean largerIsBetter, ToDoubleFunction<Predictions> value) {
        Metric metric = new Metric() {
            @Override
            public Set<Task> tasks() {
                return Set.of(Task.BINARY, Task.MULTICLASS);
            }

            @Override
            public boolean largerIsBetter() {
                return largerIsBetter;
            }

            @Override
            public double value(Predictions predictions) {
                return value.applyAsDouble(predictions);
            }
        };
        return MetricChecks.of(() -> metric);
    }
}
