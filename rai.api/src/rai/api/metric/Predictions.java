package rai.api.metric;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.data.Task;

/**
 * The predictions and the true values, example by example, in double precision. For {@link Task#BINARY} it makes no
 * difference to {@link #probability}, {@link #predictedClass} and {@link #targetClass} whether the network has one output,
 * the probability of class 1, or one for each of the two classes.
 */
public final class Predictions {
    /** What {@link #predictedClass} returns if a prediction is NaN. */
    public static final int NONE = -1;

    private final Task task;
    private final int examples;
    private final int outputs;
    private final double[] predicted;
    private final double[] targets;

    /**
     * Copies its arguments.
     *
     * @param task what is to be learnt
     * @param predicted [n, c]: probabilities of class 1 or of each class, or numbers; see
     *     {@link rai.api.loss.Loss#prediction}
     * @param targets [n, c]: 0 or 1, one-hot rows, or numbers
     * @throws IllegalArgumentException if the shapes differ
     */
    public Predictions(Task task, INDArray predicted, INDArray targets) {
        if (predicted.rank() != 2 || !predicted.equalShapes(targets)) {
            throw new IllegalArgumentException("predictions " + predicted.shapeInfoToString() + " do not fit targets "
                    + targets.shapeInfoToString());
        }
        this.task = task;
        this.examples = (int) predicted.size(0);
        this.outputs = (int) predicted.size(1);
        this.predicted = Doubles.copy(predicted);
        this.targets = Doubles.copy(targets);
    }

    /** @return what is to be learnt */
    public Task task() {
        return task;
    }

    /** @return the number of examples, n */
    public int examples() {
        return examples;
    }

    /** @return the number of outputs, c */
    public int outputs() {
        return outputs;
    }

    /** @return the number of classes */
    public int classes() {
        return Math.max(2, outputs);
    }

    /**
     * @param example its number, from 0
     * @param output its number, from 0
     * @return the prediction
     */
    public double predicted(int example, int output) {
        return predicted[example * outputs + output];
    }

    /**
     * @param example its number, from 0
     * @param output its number, from 0
     * @return the true value
     */
    public double target(int example, int output) {
        return targets[example * outputs + output];
    }

    /**
     * @param example its number, from 0
     * @param label the number of a class, from 0
     * @return the predicted probability of the class
     */
    public double probability(int example, int label) {
        if (outputs > 1) {
            return predicted(example, label);
        }
        return label == 1 ? predicted[example] : 1 - predicted[example];
    }

    /**
     * @param example its number, from 0
     * @return the number of the class whose probability is the largest (of equal ones the first), or {@link #NONE} if one of
     *     them is NaN
     */
    public int predictedClass(int example) {
        return label(predicted, example);
    }

    /**
     * @param example its number, from 0
     * @return the number of its class
     */
    public int targetClass(int example) {
        return label(targets, example);
    }

    private int label(double[] of, int example) {
        int from = example * outputs;
        if (outputs == 1) {
            int side = of[from] > 0.5 ? 1 : 0;
            return Double.isNaN(of[from]) ? NONE : side;
        }
        int best = 0;
        for (int j = 0; j < outputs; j++) {
            if (Double.isNaN(of[from + j])) {
                return NONE;
            }
            best = of[from + j] > of[from + best] ? j : best;
        }
        return best;
    }
}
