package rai.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;

/** Every clause of the contract notices the metric that breaks it. */
class MetricContractTest {
    private static double errors(Predictions predictions) {
        double wrong = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            wrong += predictions.predictedClass(i) == predictions.targetClass(i) ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void aMetricThatKeepsTheContractPasses() {
        MetricContract good = contract(false, p -> errors(p) / p.examples());
        assertThatCode(() -> {
                    good.itIsForAtLeastOneTask();
                    good.predictingTheTargetsIsBetterThanPredictingAtRandom();
                    good.examplesHaveNoOrder();
                    good.theSameExamplesTwiceGiveTheSameValue();
                    good.twoClassesAreJudgedAlikeWithOneOutputOrTwo();
                    good.aNanPredictionIsNoMerit();
                    good.degenerateDataAreTaken();
                    good.fourThreadsGetWhatOneGets();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void theWrongDirectionIsNoticed() {
        requireFailure(contract(true, p -> errors(p) / p.examples())::predictingTheTargetsIsBetterThanPredictingAtRandom);
    }

    @Test
    void aSumInsteadOfAMeanIsNoticed() {
        requireFailure(contract(false, MetricContractTest::errors)::theSameExamplesTwiceGiveTheSameValue);
    }

    @Test
    void whoLooksAtTheFirstExampleOnlyIsNoticed() {
        requireFailure(contract(false, p -> p.probability(0, 0))::examplesHaveNoOrder);
    }

    @Test
    void whoReadsTheFirstOutputAsThatOfClassOneIsNoticed() {
        requireFailure(contract(false, p -> p.predicted(0, 0))::twoClassesAreJudgedAlikeWithOneOutputOrTwo);
    }

    /** NaN compares false: who counts what is wrong by comparing counts it as right. */
    @Test
    void whoTakesNanForRightIsNoticed() {
        requireFailure(contract(true, p -> {
                    double right = 0;
                    for (int i = 0; i < p.examples(); i++) {
                        right += Math.abs(p.probability(i, p.targetClass(i)) - 1) > 0.5 ? 0 : 1;
                        right += Double.isNaN(p.predicted(i, 0)) ? 1 : 0;
                    }
                    return right / p.examples();
                })::aNanPredictionIsNoMerit);
    }

    @Test
    void whoCannotTakeASingleExampleIsNoticed() {
        requireFailure(contract(false, p -> p.predicted(1, 0))::degenerateDataAreTaken);
    }

    @Test
    void stateIsNoticed() {
        AtomicInteger calls = new AtomicInteger();
        requireFailure(contract(false, p -> calls.incrementAndGet())::fourThreadsGetWhatOneGets);
    }

    private static MetricContract contract(boolean largerIsBetter, ToDoubleFunction<Predictions> value) {
        return () -> new Metric() {
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
    }

    private static void requireFailure(ThrowingCallable clause) {
        assertThatThrownBy(clause).isInstanceOfAny(AssertionError.class, Exception.class);
    }
}
