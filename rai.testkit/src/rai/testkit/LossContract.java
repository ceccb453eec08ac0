package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.loss.Loss;

/**
 * What every loss must keep to. A test class implements this interface, says which loss, and so inherits the tests.
 */
public interface LossContract {
    /** @return the loss under test, configured */
    Loss loss();

    /**
     * One output of a network: any number for most losses, and for a loss of probabilities a probability that is not too
     * near to 0 and 1.
     *
     * @param random where it comes from
     * @return an output at which the loss is smooth
     */
    default double output(Random random) {
        return 2 * random.nextGaussian();
    }

    /** The derivative is the derivative of the value, and it is written, not added. */
    @Test
    @DisplayName("contract: the gradient agrees with central differences in float64")
    default void theGradientAgreesWithCentralDifferences() {
        for (long[] shape : new long[][] {{5, 3}, {1, 2}, {2, 3, 4}}) {
            Batch batch = new Batch(this, DataType.DOUBLE, shape);
            INDArray gradient = Nd4j.valueArrayOf(shape, Double.NaN, DataType.DOUBLE);
            loss().gradient(batch.output, batch.target, gradient);
            for (long i = 0; i < gradient.length(); i++) {
                double expected = batch.slope(loss(), batch.output, i);
                assertThat(gradient.reshape(gradient.length()).getDouble(i))
                        .as("dL/d(output) at element %d of shape %s", i, Arrays.toString(shape))
                        .isCloseTo(expected, within(1e-8 + 1e-6 * Math.abs(expected)));
            }
        }
    }

    /** The loss may be had with the gradient or without; it is the same number. */
    @Test
    @DisplayName("contract: the value is bit for bit what the gradient returns")
    default void theValueIsWhatTheGradientReturns() {
        for (DataType type : Batch.TYPES) {
            Batch batch = new Batch(this, type, 7, 200);
            assertThat(loss().value(batch.output, batch.target))
                    .as("%s, value", type)
                    .isEqualTo(loss().gradient(batch.output, batch.target, batch.output.ulike()));
        }
    }

    /** Nothing but the array to be written is altered. */
    @Test
    @DisplayName("contract: output and target are left as they are")
    default void outputAndTargetAreLeftAsTheyAre() {
        for (DataType type : Batch.TYPES) {
            Batch batch = new Batch(this, type, 7, 200);
            Batch copy = new Batch(this, type, 7, 200);
            loss().value(batch.output, batch.target);
            loss().gradient(batch.output, batch.target, batch.output.ulike());
            loss().prediction(batch.output);
            Batch.requireSame(Batch.numbers(batch.output), Batch.numbers(copy.output), type + ", output");
            Batch.requireSame(Batch.numbers(batch.target), Batch.numbers(copy.target), type + ", target");
        }
    }

    /** Saves an array. */
    @Test
    @DisplayName("contract: the gradient may be written over the output")
    default void theGradientMayBeWrittenOverTheOutput() {
        for (DataType type : Batch.TYPES) {
            Batch batch = new Batch(this, type, 7, 200);
            INDArray gradient = batch.output.ulike();
            double value = loss().gradient(batch.output, batch.target, gradient);
            assertThat(loss().gradient(batch.output, batch.target, batch.output)).as("%s, value", type).isEqualTo(value);
            Batch.requireSame(Batch.numbers(batch.output), Batch.numbers(gradient), type + ", gradient");
        }
    }

    /** One service serves many runs at once, and a run gives the same numbers every time. */
    @Test
    @DisplayName("contract: four threads at once get bit for bit what one gets")
    default void fourThreadsGetWhatOneGets() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Loss loss = loss();
            List<Callable<Void>> calls = new ArrayList<>();
            for (int rows = 5; rows <= 8; rows++) {
                Batch batch = new Batch(this, DataType.FLOAT, rows, 200);
                double[] expected = batch.lossAndGradient(loss);
                calls.add(() -> {
                    for (int again = 0; again < 100; again++) { // often enough that the threads surely meet
                        Batch.requireSame(batch.lossAndGradient(loss), expected, "loss and gradient");
                    }
                    return null;
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A batched product of layers gives an array of rank 3. */
    @Test
    @DisplayName("contract: further leading dimensions are rows")
    default void furtherLeadingDimensionsAreRows() {
        Batch flat = new Batch(this, DataType.DOUBLE, 20, 3);
        Batch stacked = flat.reshape(4, 5, 3);
        Batch.requireSame(stacked.lossAndGradient(loss()), flat.lossAndGradient(loss()), "loss and gradient");
    }

    /** Arrays may lie anywhere in a long vector. */
    @Test
    @DisplayName("contract: views into a longer array are read and written in their place")
    default void viewsAreReadAndWrittenInTheirPlace() {
        for (DataType type : Batch.TYPES) {
            Batch batch = new Batch(this, type, 20, 30);
            INDArray gradient = Nd4j.valueArrayOf(new long[] {900}, 7.5, type);
            INDArray view = gradient.get(NDArrayIndex.interval(150, 750)).reshape('c', 20, 30);
            loss().gradient(Batch.inside(batch.output), Batch.inside(batch.target), view);
            double[] all = gradient.toDoubleVector();
            Batch.requireSame(
                    Arrays.copyOfRange(all, 150, 750),
                    Arrays.copyOfRange(batch.lossAndGradient(loss()), 1, 601),
                    type + ", gradient");
            assertThat(Arrays.copyOfRange(all, 0, 150)).as("%s, elements before the view", type).containsOnly(7.5);
            assertThat(Arrays.copyOfRange(all, 750, 900)).as("%s, elements behind the view", type).containsOnly(7.5);
        }
    }

    /** The loss is a mean over rows: not a sum, which would make the learning rate depend on the batch. */
    @Test
    @DisplayName("contract: the same rows twice give the same loss, and half the gradient each")
    default void theSameRowsTwiceGiveTheSameLoss() {
        Batch once = new Batch(this, DataType.DOUBLE, 6, 3);
        Batch twice = once.twice();
        double[] expected = once.lossAndGradient(loss());
        double[] actual = twice.lossAndGradient(loss());
        assertThat(actual[0]).as("loss").isCloseTo(expected[0], within(1e-12 * Math.abs(expected[0])));
        for (int i = 1; i < actual.length; i++) {
            double half = expected[1 + (i - 1) % 18] / 2;
            assertThat(actual[i]).as("gradient at element %d", i - 1).isCloseTo(half, within(1e-14 + 1e-12 * Math.abs(half)));
        }
    }

    /** Examples have no order. */
    @Test
    @DisplayName("contract: rows in reverse order give the same loss, and the gradient in reverse order")
    default void rowsHaveNoOrder() {
        Batch forward = new Batch(this, DataType.DOUBLE, 6, 3);
        double[] expected = forward.lossAndGradient(loss());
        double[] actual = forward.reversed().lossAndGradient(loss());
        assertThat(actual[0]).as("loss").isCloseTo(expected[0], within(1e-12 * Math.abs(expected[0])));
        for (int row = 0; row < 6; row++) {
            Batch.requireSame(
                    Arrays.copyOfRange(actual, 1 + 3 * row, 4 + 3 * row),
                    Arrays.copyOfRange(expected, 16 - 3 * row, 19 - 3 * row),
                    "gradient of row " + row);
        }
    }

    /** What single precision gives is what double precision gives, rounded. */
    @Test
    @DisplayName("contract: float32 follows float64")
    default void floatsFollowDoubles() {
        Batch floats = new Batch(this, DataType.FLOAT, 7, 200);
        double[] expected = floats.castTo(DataType.DOUBLE).lossAndGradient(loss());
        double[] actual = floats.lossAndGradient(loss());
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as(i == 0 ? "loss" : "gradient at element " + (i - 1))
                    .isCloseTo(expected[i], within(1e-7 + 1e-4 * Math.abs(expected[i])));
        }
    }

    /** Nothing is silent. */
    @Test
    @DisplayName("contract: a NaN output makes the loss NaN")
    default void aNanOutputMakesTheLossNan() {
        for (DataType type : Batch.TYPES) {
            Batch batch = new Batch(this, type, 7, 200);
            batch.output.putScalar(new int[] {3, 77}, Double.NaN);
            assertThat(loss().value(batch.output, batch.target)).as("%s, value", type).isNaN();
            INDArray gradient = batch.output.ulike();
            assertThat(loss().gradient(batch.output, batch.target, gradient)).as("%s, loss", type).isNaN();
            assertThat(gradient.getDouble(3, 77)).as("%s, gradient there", type).isNaN();
        }
    }

    /** Predictions can be held against targets. */
    @Test
    @DisplayName("contract: a prediction has the output's shape and data type")
    default void aPredictionHasTheOutputsShape() {
        for (DataType type : Batch.TYPES) {
            INDArray output = new Batch(this, type, 6, 3).output;
            INDArray prediction = loss().prediction(output);
            assertThat(prediction.shape()).as("%s, shape", type).isEqualTo(output.shape());
            assertThat(prediction.dataType()).as("%s, data type", type).isEqualTo(type);
        }
    }

    /** What ties a layer to its target must move both by the same force. */
    @Test
    @DisplayName("contract: a loss of the difference pulls output and target equally, in opposite directions")
    default void aLossOfTheDifferencePullsBothEqually() {
        Batch batch = new Batch(this, DataType.DOUBLE, 5, 3);
        double[] gradient = batch.lossAndGradient(loss());
        for (int i = 0; loss().ofDifference() && i < 15; i++) {
            assertThat(batch.slope(loss(), batch.target, i))
                    .as("dL/d(target) at element %d", i)
                    .isCloseTo(-gradient[i + 1], within(1e-8 + 1e-6 * Math.abs(gradient[i + 1])));
        }
    }
}

/** Random outputs with targets of the loss's kind. */
final class Batch {
    static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

    final INDArray output;
    final INDArray target;

    private Batch(INDArray output, INDArray target) {
        this.output = output;
        this.target = target;
    }

    Batch(LossContract contract, DataType type, long... shape) {
        this(outputs(contract, shape).castTo(type), targets(contract.loss().targets(), shape).castTo(type));
    }

    /** The loss, and behind it the elements of its gradient. */
    double[] lossAndGradient(Loss loss) {
        INDArray gradient = output.ulike();
        double value = loss.gradient(output, target, gradient);
        double[] elements = numbers(gradient);
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
        double above = loss.value(output, target);
        line.putScalar(element, at - h);
        double below = loss.value(output, target);
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

    /** The same array as a view into a longer one that is full of NaN elsewhere. */
    static INDArray inside(INDArray array) {
        INDArray all = Nd4j.valueArrayOf(new long[] {array.length() + 300}, Double.NaN, array.dataType());
        INDArray view = all.get(NDArrayIndex.interval(150, 150 + array.length())).reshape('c', array.shape());
        view.assign(array);
        return view;
    }

    /** Compares bit for bit. */
    static void requireSame(double[] actual, double[] expected, String what) {
        int i = Arrays.mismatch(actual, expected);
        if (i >= 0) {
            fail("%s is %s at element %d, but should be %s", what, actual[i], i, expected[i]);
        }
    }

    static double[] numbers(INDArray array) {
        return array.reshape(array.length()).toDoubleVector();
    }

    private static INDArray outputs(LossContract contract, long... shape) {
        Random random = new Random(3);
        double[] numbers = new double[length(shape)];
        Arrays.setAll(numbers, i -> contract.output(random));
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
