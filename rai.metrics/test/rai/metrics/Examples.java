package rai.metrics;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Task;
import rai.api.metric.Predictions;

/** Small predictions, some with values of scikit-learn 1.2.1, which the tests name. */
final class Examples {
    private Examples() {}

    /** Two classes, y = 0 1 1 0 1 0 0 1 1 0, with tied scores. */
    static Predictions binary() {
        return binary(new double[] {0, 1, 1, 0, 1, 0, 0, 1, 1, 0}, 0.1, 0.4, 0.4, 0.4, 0.8, 0.8, 0.25, 0.25, 0.9, 0.5);
    }

    static Predictions binary(double[] classes, double... probabilities) {
        return new Predictions(Task.BINARY, column(probabilities), column(classes));
    }

    /** Three classes of unequal size, y = 0 1 2 2 1 0 2 2 2 2 2 1, with tied probabilities. */
    static Predictions multiclass() {
        return multiclass(new int[] {0, 1, 2, 2, 1, 0, 2, 2, 2, 2, 2, 1}, new double[][] {
            {0.5, 0.3, 0.2}, {0.25, 0.5, 0.25}, {0.1, 0.3, 0.6}, {0.4, 0.4, 0.2},
            {0.5, 0.25, 0.25}, {0.3, 0.3, 0.4}, {0.2, 0.2, 0.6}, {0.1, 0.8, 0.1},
            {0.6, 0.2, 0.2}, {0.25, 0.5, 0.25}, {0.25, 0.25, 0.5}, {0.2, 0.3, 0.5}
        });
    }

    static Predictions multiclass(int[] classes, double[]... probabilities) {
        INDArray oneHot = Nd4j.zeros(DataType.DOUBLE, classes.length, probabilities[0].length);
        for (int i = 0; i < classes.length; i++) {
            oneHot.putScalar(i, classes[i], 1);
        }
        return new Predictions(Task.MULTICLASS, Nd4j.createFromArray(probabilities), oneHot);
    }

    /** Who predicts these classes of three with certainty. */
    static Predictions sure(int[] classes, int... predicted) {
        double[][] probabilities = new double[predicted.length][3];
        for (int i = 0; i < predicted.length; i++) {
            probabilities[i][predicted[i]] = 1;
        }
        return multiclass(classes, probabilities);
    }

    /** The example of scikit-learn's documentation for one output. */
    static Predictions numbers() {
        return numbers(new double[][] {{3}, {-0.5}, {2}, {7}}, new double[][] {{2.5}, {0}, {2}, {8}});
    }

    /** The example of scikit-learn's documentation for two outputs. */
    static Predictions pairs() {
        return numbers(new double[][] {{0.5, 1}, {-1, 1}, {7, -6}}, new double[][] {{0, 2}, {-1, 2}, {8, -5}});
    }

    static Predictions numbers(double[][] targets, double[][] predicted) {
        return new Predictions(Task.REGRESSION, Nd4j.createFromArray(predicted), Nd4j.createFromArray(targets));
    }

    private static INDArray column(double... numbers) {
        return Nd4j.createFromArray(numbers).reshape(numbers.length, 1);
    }
}
