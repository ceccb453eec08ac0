package rai.core.data;

import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import rai.api.loss.Loss;
import rai.core.compute.Views;

/**
 * A loss in which the rows of a class count more or less. A loss L is a mean over rows, so the rows of a class c, n_c of n, have the
 * part n_c/n L(rows of c) in it; with weights w it is the sum over c of w_c n_c/n L(rows of c).
 */
final class WeightedLoss implements Loss {
    private final Loss loss;
    private final List<Double> weights;

    WeightedLoss(Loss loss, List<Double> weights) {
        this.loss = loss;
        this.weights = weights;
    }

    Loss loss() {
        return loss;
    }

    /** The rows of a class, and their weight w_c n_c/n. */
    private record Part(int[] rows, double weight) {}

    private interface OfPart {
        double value(Part part);
    }

    @Override
    public double value(INDArray output, INDArray target) {
        return sum(target, part -> loss.value(gathered(output, part), gathered(target, part)));
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        return sum(target, part -> {
            INDArray ofPart = Views.scratch(gradient.dataType(), part.rows.length, gradient.size(-1));
            double value = loss.gradient(gathered(output, part), gathered(target, part), ofPart);
            scatter(ofPart.muli(part.weight), part, gradient);
            return value;
        });
    }

    @Override
    public void curvature(INDArray output, INDArray target, INDArray direction, INDArray product) {
        sum(target, part -> {
            INDArray ofPart = Views.scratch(product.dataType(), part.rows.length, product.size(-1));
            loss.curvature(gathered(output, part), gathered(target, part), gathered(direction, part), ofPart);
            scatter(ofPart.muli(part.weight), part, product);
            return 0;
        });
    }

    private double sum(INDArray targets, OfPart value) {
        INDArray target = rows(targets);
        int n = (int) target.size(0);
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = classOf(target, i);
        }
        double sum = 0;
        for (int c = 0; c < weights.size(); c++) {
            int number = c;
            int[] rows = IntStream.range(0, n).filter(i -> classes[i] == number).toArray();
            if (rows.length > 0) {
                Part part = new Part(rows, weights.get(c) * rows.length / n);
                sum += part.weight * value.value(part);
            }
        }
        return sum;
    }

    /** 0 or 1 of a single target, or the place of the largest of one-hot targets. */
    private static int classOf(INDArray target, int row) {
        if (target.size(1) == 1) {
            return target.getDouble(row, 0) > 0.5 ? 1 : 0;
        }
        int largest = 0;
        for (int j = 1; j < target.size(1); j++) {
            largest = target.getDouble(row, j) > target.getDouble(row, largest) ? j : largest;
        }
        return largest;
    }

    /** Outputs of a segment are [1, n, c]. */
    private static INDArray rows(INDArray array) {
        return array.rank() == 2 ? array : array.reshape('c', array.length() / array.size(-1), array.size(-1));
    }

    private static INDArray gathered(INDArray array, Part part) {
        INDArray rows = Views.scratch(array.dataType(), part.rows.length, array.size(-1));
        Rows.gather(part.rows, Views.contiguous(rows(array), array.dataType()), rows);
        return rows;
    }

    private static void scatter(INDArray rows, Part part, INDArray array) {
        if (array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array)) {
            Rows.scatter(part.rows, rows, array);
            return;
        }
        int width = (int) array.size(-1);
        for (int i = 0; i < part.rows.length; i++) {
            for (int j = 0; j < width; j++) {
                long at = (long) part.rows[i] * width + j;
                array.putScalar(Shape.ind2subC(array.shape(), at), rows.getDouble(i, j));
            }
        }
    }

    @Override
    public INDArray prediction(INDArray output) {
        return loss.prediction(output);
    }

    @Override
    public Targets targets() {
        return loss.targets();
    }
}
