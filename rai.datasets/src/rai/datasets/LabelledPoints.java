package rai.datasets;

import java.util.List;
import java.util.stream.IntStream;
import rai.api.data.Dataset;
import rai.api.data.Matrix;
import rai.api.data.Task;

/** Points with class numbers while a generator makes them: put in order, then shuffled, then blurred. */
final class LabelledPoints {
    private final int n;
    private final int features;
    private final double[] x;
    private final double[] labels;
    private int size;

    /**
     * Room for n points.
     *
     * @param what the generator, for the message
     * @param n the number of points
     * @param features the number of features
     * @throws rai.api.spec.SpecException if they do not fit in one array
     */
    LabelledPoints(String what, int n, int features) {
        Matrix.requireFit(what + "(n=" + n + ")", n, features);
        this.n = n;
        this.features = features;
        x = new double[n * features];
        labels = new double[n];
    }

    /**
     * Puts the next point.
     *
     * @param label its class number
     * @param point its features
     */
    void add(int label, double... point) {
        System.arraycopy(point, 0, x, size * features, features);
        labels[size++] = label;
    }

    /**
     * Brings the points into random order.
     *
     * @param random the random numbers
     */
    void shuffle(NumpyRandom random) {
        int[] order = random.permutation(n);
        double[] oldX = x.clone();
        double[] oldLabels = labels.clone();
        for (int i = 0; i < n; i++) {
            System.arraycopy(oldX, order[i] * features, x, i * features, features);
            labels[i] = oldLabels[order[i]];
        }
    }

    /**
     * Adds normal noise to every feature, point by point.
     *
     * @param sd its standard deviation; at 0 no random number is drawn
     * @param random the random numbers
     */
    void blur(double sd, NumpyRandom random) {
        for (int i = 0; sd > 0 && i < x.length; i++) {
            x[i] += sd * random.normal();
        }
    }

    /**
     * The points as they are now.
     *
     * @param classes the number of classes, named by their numbers
     * @return a dataset with features x0, x1, ...
     */
    Dataset dataset(int classes) {
        List<String> featureNames =
                IntStream.range(0, features).mapToObj(i -> "x" + i).toList();
        List<String> classNames =
                IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return new Dataset(
                classes == 2 ? Task.BINARY : Task.MULTICLASS,
                Matrix.of(x, n, features),
                Matrix.of(labels, n, 1),
                featureNames,
                classNames);
    }
}
