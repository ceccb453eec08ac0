package rai.methods;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.Training;

/**
 * The labels of a step as further inputs of the first map: c inputs, of which that of the class is 1 - 1/c and all others are
 * -1/c. They have weights V [c, d] of their own. Without a label these inputs are 0, and the first map is that of the network.
 */
final class LabelInputs {
    private final INDArray weights;
    private final INDArray gradient;
    private final int classes;
    private final int width;
    private final int[] right;
    private final int[] wrong;

    /**
     * Draws a wrong label for each example of the step.
     *
     * @param training the run's state
     * @param weights V [c, d]
     * @param gradient dL/dV [c, d]
     */
    LabelInputs(Training training, INDArray weights, INDArray gradient) {
        this.weights = weights;
        this.gradient = gradient;
        classes = (int) weights.size(0);
        width = (int) weights.size(1);
        right = classes(training.targets());
        wrong = new int[right.length];
        RandomGenerator random = training.random("wrong labels");
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = (right[i] + 1 + random.nextInt(classes - 1)) % classes;
        }
    }

    /** @return how many classes outputs stand for: one output of 0 or 1 stands for two */
    static int classes(int outputs) {
        return Math.max(2, outputs);
    }

    private static int[] classes(INDArray targets) {
        int outputs = (int) targets.size(1);
        Doubles elements = Doubles.of(targets);
        double[] row = new double[outputs];
        int[] classes = new int[(int) targets.size(0)];
        for (int i = 0; i < classes.length; i++) {
            elements.get(i * outputs, row, outputs);
            if (outputs == 1) {
                classes[i] = row[0] > 0.5 ? 1 : 0;
            }
            for (int j = 1; j < outputs; j++) {
                classes[i] = row[j] > row[classes[i]] ? j : classes[i];
            }
        }
        return classes;
    }

    /**
     * Adds to what the first map gives.
     *
     * @param z Z_1 [n, d]; not altered
     * @param real whether the right labels are added, or the wrong ones
     * @param to receives Z_1 with the labels [n, d]
     * @return {@code to}
     */
    INDArray add(INDArray z, boolean real, INDArray to) {
        double[] all = new double[classes * width];
        Doubles.of(weights).get(0, all, all.length);
        double[] mean = new double[width];
        for (int k = 0; k < all.length; k++) {
            mean[k % width] += all[k] / classes;
        }
        int[] labels = real ? right : wrong;
        Doubles from = Doubles.of(z);
        Doubles sum = Doubles.of(to);
        double[] row = new double[width];
        for (int i = 0; i < labels.length; i++) {
            from.get(i * width, row, width);
            for (int j = 0; j < width; j++) {
                row[j] += all[labels[i] * width + j] - mean[j];
            }
            sum.put(i * width, row, width);
        }
        return to;
    }

    /**
     * Adds to the gradient of V.
     *
     * @param upstream dL/dZ_1 [n, d]
     * @param real whether the right labels were added, or the wrong ones
     */
    void backward(INDArray upstream, boolean real) {
        int[] labels = real ? right : wrong;
        double[] sums = new double[classes * width];
        double[] row = new double[width];
        Doubles elements = Doubles.of(upstream);
        for (int i = 0; i < labels.length; i++) {
            elements.get(i * width, row, width);
            for (int j = 0; j < width; j++) {
                sums[labels[i] * width + j] += row[j];
            }
        }
        double[] mean = new double[width];
        for (int k = 0; k < sums.length; k++) {
            mean[k % width] += sums[k] / classes;
        }
        double[] all = new double[classes * width];
        Doubles.of(gradient).get(0, all, all.length);
        for (int k = 0; k < all.length; k++) {
            all[k] += sums[k] - mean[k % width];
        }
        Doubles.of(gradient).put(0, all, all.length);
    }
}
