package rai.check;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.array.Doubles;
import rai.api.loss.Loss;

/** Random outputs with targets of the loss's kind. */
final class Batch {
    final INDArray output;
    final INDArray target;

    private Batch(INDArray output, INDArray target) {
        this.output = output;
        this.target = target;
    }

    Batch(Loss loss, ToDoubleFunction<Random> outputs, DataType type, long... shape) {
        this(
                outputs(outputs, shape).castTo(type),
                targets(loss.targets(), shape).castTo(type));
    }

    double value(Loss loss) {
        double value = loss.value(output, target);
        Reference.reachabilityFence(this);
        return value;
    }

    /** The loss, with its gradient written into an array; all arrays stay reachable until then. */
    double gradient(Loss loss, INDArray gradient) {
        double value = loss.gradient(output, target, gradient);
        Reference.reachabilityFence(this);
        Reference.reachabilityFence(gradient);
        return value;
    }

    /** The loss, followed by the elements of its gradient. */
    double[] lossAndGradient(Loss loss) {
        INDArray gradient = output.ulike();
        double value = gradient(loss, gradient);
        double[] elements = Doubles.copy(gradient);
        double[] all = new double[elements.length + 1];
        all[0] = value;
        System.arraycopy(elements, 0, all, 1, elements.length);
        return all;
    }

    /** The central difference of the loss along one element of the output or the target. */
    double slope(Loss loss, INDArray moved, long element) {
        INDArray line = moved.reshape(moved.length());
        double at = line.getDouble(element);
        double h = 1e-6 * Math.max(1, Math.abs(at));
        line.putScalar(element, at + h);
        double above = value(loss);
        line.putScalar(element, at - h);
        double below = value(loss);
        line.putScalar(element, at);
        return (above - below) / (2 * h);
    }

    Batch reshape(long... shape) {
        return new Batch(output.reshape(shape), target.reshape(shape));
    }

    Batch castTo(DataType type) {
        return new Batch(output.castTo(type), target.castTo(type));
    }

    Batch twice() {
        return new Batch(Nd4j.vstack(output, output), Nd4j.vstack(target, target));
    }

    Batch reversed() {
        INDArray back = Nd4j.createUninitialized(output.dataType(), output.shape());
        INDArray backTarget = Nd4j.createUninitialized(target.dataType(), target.shape());
        for (long row = 0, n = output.rows(); row < n; row++) {
            back.putRow(n - 1 - row, output.getRow(row));
            backTarget.putRow(n - 1 - row, target.getRow(row));
        }
        return new Batch(back, backTarget);
    }

    /** The same as views into longer arrays. */
    Batch inside() {
        return new Batch(inside(output), inside(target));
    }

    /** The same array as a view into a longer one that is full of NaN elsewhere. */
    private static INDArray inside(INDArray array) {
        INDArray all = Nd4j.valueArrayOf(new long[] {array.length() + 300}, Double.NaN, array.dataType());
        INDArray view =
                all.get(NDArrayIndex.interval(150, 150 + array.length())).reshape('c', array.shape());
        view.assign(array);
        return view;
    }

    private static INDArray outputs(ToDoubleFunction<Random> outputs, long... shape) {
        Random random = new Random(3);
        double[] numbers = new double[length(shape)];
        Arrays.setAll(numbers, i -> outputs.applyAsDouble(random));
        return Nd4j.createFromArray(numbers).reshape(shape);
    }

    private static INDArray targets(Loss.Targets kind, long... shape) {
        Random random = new Random(4);
        int columns = (int) shape[shape.length - 1];
        double[] numbers = new double[length(shape)];
        switch (kind) {
            case NUMBERS -> Arrays.setAll(numbers, i -> random.nextGaussian());
            case PROBABILITIES -> Arrays.setAll(numbers, i -> random.nextDouble());
            case ONE_HOT -> {
                for (int row = 0; row < numbers.length; row += columns) {
                    numbers[row + random.nextInt(columns)] = 1;
                }
            }
        }
        return Nd4j.createFromArray(numbers).reshape(shape);
    }

    private static int length(long... shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
