package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;

/** Targets of a task, with random predictions. */
record Guesses(Task task, double[][] predicted, double[][] targets) {
    private static final int EXAMPLES = 60;

    /** One for each form of the metric's tasks. */
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
        return Arrays.stream(ofClassOne)
                .map(row -> new double[] {1 - row[0], row[0]})
                .toArray(double[][]::new);
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
