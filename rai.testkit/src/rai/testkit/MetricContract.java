package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;

/**
 * What every metric must keep to. A test class implements this interface, says which metric, and so inherits the tests.
 */
public interface MetricContract {
    /** @return the metric under test, configured */
    Metric metric();

    /** Else nobody could use it. */
    @Test
    @DisplayName("contract: it is for at least one task")
    default void itIsForAtLeastOneTask() {
        assertThat(metric().tasks()).isNotEmpty();
    }

    /** The direction is the one that is told. */
    @Test
    @DisplayName("contract: predicting the targets is better than predicting at random")
    default void predictingTheTargetsIsBetterThanPredictingAtRandom() {
        for (Guesses guesses : Guesses.all(metric())) {
            double perfect = metric().value(guesses.perfect().predictions());
            double random = metric().value(guesses.predictions());
            assertThat(metric().largerIsBetter() ? perfect - random : random - perfect)
                    .as("%s: how much better %s is than %s", guesses, perfect, random)
                    .isPositive();
        }
    }

    /** Examples have no order. */
    @Test
    @DisplayName("contract: examples in reverse order give the same value")
    default void examplesHaveNoOrder() {
        for (Guesses guesses : Guesses.all(metric())) {
            double expected = metric().value(guesses.predictions());
            assertThat(metric().value(guesses.reversed().predictions()))
                    .as(guesses.toString())
                    .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        }
    }

    /** The number of examples is no merit. */
    @Test
    @DisplayName("contract: the same examples twice give the same value")
    default void theSameExamplesTwiceGiveTheSameValue() {
        for (Guesses guesses : Guesses.all(metric())) {
            double expected = metric().value(guesses.predictions());
            assertThat(metric().value(guesses.twice().predictions()))
                    .as(guesses.toString())
                    .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        }
    }

    /** A loss of logits may give one output or two. */
    @Test
    @DisplayName("contract: two classes are judged alike, whether they have one output or two")
    default void twoClassesAreJudgedAlikeWithOneOutputOrTwo() {
        if (metric().tasks().contains(Task.BINARY)) {
            Guesses one = Guesses.of(Task.BINARY, 1);
            double expected = metric().value(one.predictions());
            assertThat(metric().value(one.withAnOutputForEachClass().predictions()))
                    .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        }
    }

    /** Nothing is silent. */
    @Test
    @DisplayName("contract: a NaN among perfect predictions makes the value NaN, or not better")
    default void aNanPredictionIsNoMerit() {
        for (Guesses guesses : Guesses.all(metric())) {
            double perfect = metric().value(guesses.perfect().predictions());
            double spoiled = metric().value(guesses.perfect().spoiled().predictions());
            assertThat(Double.isNaN(spoiled) || (metric().largerIsBetter() ? spoiled <= perfect : spoiled >= perfect))
                    .as("%s: %s, and with a NaN %s", guesses, perfect, spoiled)
                    .isTrue();
        }
    }

    /** A metric that is not defined is NaN: it must not end a run. */
    @Test
    @DisplayName("contract: a single example, and examples whose targets are all equal, are taken without complaint")
    default void degenerateDataAreTaken() {
        for (Guesses guesses : Guesses.all(metric())) {
            metric().value(guesses.first(1).predictions());
            metric().value(guesses.withEqualTargets().predictions());
        }
    }

    /** One service serves many runs at once, and a run gives the same numbers every time. */
    @Test
    @DisplayName("contract: four threads at once get bit for bit what one gets")
    default void fourThreadsGetWhatOneGets() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Metric metric = metric();
            List<Callable<Void>> calls = new ArrayList<>();
            for (Guesses guesses : Guesses.all(metric)) {
                for (int examples = 57; examples <= 60; examples++) {
                    Predictions predictions = guesses.first(examples).predictions();
                    double expected = metric.value(predictions);
                    calls.add(() -> {
                        for (int again = 0; again < 200; again++) { // often enough that the threads surely meet
                            assertThat(metric.value(predictions)).isEqualTo(expected);
                        }
                        return null;
                    });
                }
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

/** Targets of a task, with predictions at random. */
record Guesses(Task task, double[][] predicted, double[][] targets) {
    private static final int EXAMPLES = 60;

    /** One for each form that the metric's tasks take. */
    static List<Guesses> all(Metric metric) {
        List<Guesses> all = new ArrayList<>();
        for (Task task : metric.tasks()) {
            switch (task) {
                case BINARY -> all.addAll(List.of(of(task, 1), of(task, 1).withAnOutputForEachClass()));
                case MULTICLASS -> all.addAll(List.of(of(task, 3), of(task, 5)));
                case REGRESSION -> all.addAll(List.of(of(task, 1), of(task, 2)));
            }
        }
        return all;
    }

    static Guesses of(Task task, int outputs) {
        Random random = new Random(7);
        double[][] predicted = new double[EXAMPLES][outputs];
        double[][] targets = new double[EXAMPLES][outputs];
        for (int i = 0; i < EXAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                predicted[i][j] = task == Task.REGRESSION ? random.nextGaussian() : random.nextDouble();
                sum += predicted[i][j];
                targets[i][j] = task == Task.REGRESSION ? random.nextGaussian() : 0;
            }
            if (task == Task.BINARY) {
                targets[i][0] = i % 3 == 0 ? 1 : 0;
            } else if (task == Task.MULTICLASS) {
                targets[i][i % outputs] = 1;
                for (int j = 0; j < outputs; j++) {
                    predicted[i][j] /= sum;
                }
            }
        }
        return new Guesses(task, predicted, targets);
    }

    Predictions predictions() {
        return new Predictions(task, array(predicted), array(targets));
    }

    private static INDArray array(double[][] rows) {
        return Nd4j.createFromArray(rows);
    }

    Guesses perfect() {
        return new Guesses(task, targets, targets);
    }

    Guesses first(int examples) {
        return new Guesses(task, Arrays.copyOf(predicted, examples), Arrays.copyOf(targets, examples));
    }

    Guesses twice() {
        return new Guesses(task, concat(predicted, predicted), concat(targets, targets));
    }

    Guesses reversed() {
        return new Guesses(task, backwards(predicted), backwards(targets));
    }

    Guesses withEqualTargets() {
        double[][] equal = new double[targets.length][];
        Arrays.fill(equal, targets[0]);
        return new Guesses(task, predicted, equal);
    }

    Guesses withAnOutputForEachClass() {
        return new Guesses(task, forEachClass(predicted), forEachClass(targets));
    }

    /** With a NaN in the first example. */
    Guesses spoiled() {
        double[][] spoiled = predicted.clone();
        spoiled[0] = spoiled[0].clone();
        spoiled[0][0] = Double.NaN;
        return new Guesses(task, spoiled, targets);
    }

    private static double[][] forEachClass(double[][] ofClassOne) {
        return Arrays.stream(ofClassOne).map(row -> new double[] {1 - row[0], row[0]}).toArray(double[][]::new);
    }

    private static double[][] concat(double[][] a, double[][] b) {
        double[][] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double[][] backwards(double[][] rows) {
        double[][] backwards = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            backwards[i] = rows[rows.length - 1 - i];
        }
        return backwards;
    }

    @Override
    public String toString() {
        return task + " with " + predicted[0].length + " outputs";
    }
}
