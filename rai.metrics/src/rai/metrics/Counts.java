package rai.metrics;

import rai.api.metric.Predictions;

/**
 * How often each class occurs, is predicted, and both. Who predicts no class adds to {@code occurs} alone.
 *
 * @param occurs true positives and false negatives of each class
 * @param predicted true positives and false positives of each class
 * @param right true positives of each class
 */
record Counts(long[] occurs, long[] predicted, long[] right) {
    static Counts of(Predictions predictions) {
        int classes = predictions.classes();
        Counts counts = new Counts(new long[classes], new long[classes], new long[classes]);
        for (int i = 0; i < predictions.examples(); i++) {
            int label = predictions.targetClass(i);
            int guess = predictions.predictedClass(i);
            counts.occurs[label]++;
            if (guess != Predictions.NONE) {
                counts.predicted[guess]++;
                counts.right[label] += guess == label ? 1 : 0;
            }
        }
        return counts;
    }

    int classes() {
        return occurs.length;
    }

    /** F1 of a class; NaN if it neither occurs nor is predicted. */
    double f1(int label) {
        return 2.0 * right[label] / (occurs[label] + predicted[label]);
    }
}
