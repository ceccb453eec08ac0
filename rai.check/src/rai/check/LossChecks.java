package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.loss.Loss;

/** The contract of every loss. */
public final class LossChecks {
    /** Outputs for most losses: any numbers. */
    public static final ToDoubleFunction<Random> NUMBERS = random -> 2 * random.nextGaussian();
    /** Outputs for a loss of probabilities, not too near to 0 and 1. */
    public static final ToDoubleFunction<Random> PROBABILITIES = random -> 0.05 + 0.9 * random.nextDouble();

    private final Supplier<? extends Loss> loss;
    private final Optional<ToDoubleFunction<Random>> told;

    private LossChecks(Supplier<? extends Loss> loss, Optional<ToDoubleFunction<Random>> told) {
        this.loss = loss;
        this.told = told;
    }

    /**
     * The checks of a loss about which nothing else is known; they find out whether it takes numbers or probabilities.
     *
     * @param loss gives the loss, configured
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Loss> loss) {
        return new LossChecks(loss, Optional.empty()).all();
    }

    /**
     * The checks of a loss whose author gives an output for it.
     *
     * @param loss gives the loss, configured
     * @param outputs one output of a network, at which the loss is smooth
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Loss> loss, ToDoubleFunction<Random> outputs) {
        return new LossChecks(loss, Optional.of(outputs)).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("the gradient agrees with central differences in float64", this::gradient),
                Check.of("the curvature agrees with central differences of the gradient", this::curvature),
                Check.of("the value is bit for bit what the gradient returns", this::value),
                Check.of("output and target are left as they are", this::pure),
                Check.of("the gradient may be written over the output", this::inPlace),
                Check.of("four threads at once get bit for bit what one gets", this::threads),
                Check.of("further leading dimensions are rows", this::dimensions),
                Check.of("views into a longer array are read and written in their place", this::views),
                Check.of("the same rows twice give the same loss, and half the gradient each", this::mean),
                Check.of("rows in reverse order give the same loss, and the gradient in reverse order", this::order),
                Check.of("float32 follows float64", this::floats),
                Check.of("a NaN output makes the loss NaN", this::nan),
                Check.of("a prediction has the output's shape and data type", this::prediction),
                Check.of(
                        "a loss of the difference pulls output and target equally, in opposite directions",
                        this::difference));
    }

    /** The derivative is the derivative of the value, and it is written, not added. */
    private String gradient() throws Violation {
        double worst = 0;
        for (long[] shape : new long[][] {{5, 3}, {1, 2}, {2, 3, 4}}) {
            Batch batch = batch(DataType.DOUBLE, shape);
            INDArray gradient = Nd4j.valueArrayOf(shape, Double.NaN, DataType.DOUBLE);
            batch.gradient(loss.get(), gradient);
            double[] elements = Doubles.copy(gradient);
            for (int i = 0; i < elements.length; i++) {
                double expected = batch.slope(loss.get(), batch.output, i);
                Require.within(
                        elements[i],
                        expected,
                        1e-8 + 1e-6 * Math.abs(expected),
                        "dL/d(output) at element " + i + " of shape " + Arrays.toString(shape)
                                + ", against the central difference");
                worst = Math.max(worst, Math.abs(elements[i] - expected));
            }
        }
        return String.format(java.util.Locale.ROOT, "largest difference %.1e", worst);
    }

    /** H v, of which the default is a difference too, but with another step; nothing but the product is written. */
    private void curvature() throws Violation {
        for (DataType type : Activations.TYPES) {
            double h = 1e-6;
            for (long[] shape : new long[][] {{5, 3}, {1, 2}}) {
                Batch batch = batch(type, shape);
                Batch copy = batch(type, shape);
                INDArray v = batch(type, shape).reversed().output.subi(0.3);
                INDArray product = Nd4j.valueArrayOf(shape, Double.NaN, type);
                loss.get().curvature(batch.output, batch.target, v, product);
                Require.same(Doubles.copy(batch.output), Doubles.copy(copy.output), "output after curvature()");
                Require.same(Doubles.copy(batch.target), Doubles.copy(copy.target), "target after curvature()");
                INDArray direction = v.castTo(DataType.DOUBLE);
                double[] above = gradientAt(batch.castTo(DataType.DOUBLE), direction.mul(h));
                double[] below = gradientAt(batch.castTo(DataType.DOUBLE), direction.mul(-h));
                double[] elements = Doubles.copy(product);
                for (int i = 0; i < elements.length; i++) {
                    double expected = (above[i] - below[i]) / (2 * h);
                    Require.within(
                            elements[i],
                            expected,
                            type == DataType.FLOAT
                                    ? 1e-5 + 1e-4 * Math.abs(expected)
                                    : 1e-7 + 1e-6 * Math.abs(expected),
                            "H v at element " + i + " of shape " + Arrays.toString(shape) + " in " + type
                                    + ", against the central difference of the gradient");
                }
            }
        }
    }

    private double[] gradientAt(Batch batch, INDArray away) {
        INDArray moved = batch.output.add(away);
        loss.get().gradient(moved, batch.target, moved);
        return Doubles.copy(moved);
    }

    /** The loss is the same number with and without the gradient. */
    private void value() throws Violation {
        for (DataType type : Activations.TYPES) {
            Batch batch = batch(type, 7, 200);
            double value = batch.value(loss.get());
            double returned = batch.gradient(loss.get(), batch.output.ulike());
            Require.that(
                    Double.compare(value, returned) == 0,
                    "in %s value() is %s, but gradient() returns %s",
                    type,
                    value,
                    returned);
        }
    }

    /** Only the array to be written is altered. */
    private void pure() throws Violation {
        for (DataType type : Activations.TYPES) {
            Batch batch = batch(type, 7, 200);
            Batch copy = batch(type, 7, 200);
            batch.value(loss.get());
            requireUnwritten(batch, copy, "value()", type);
            batch.gradient(loss.get(), batch.output.ulike());
            requireUnwritten(batch, copy, "gradient()", type);
            loss.get().prediction(batch.output);
            requireUnwritten(batch, copy, "prediction()", type);
        }
    }

    private static void requireUnwritten(Batch batch, Batch copy, String by, DataType type) throws Violation {
        Require.same(
                Doubles.copy(batch.output), Doubles.copy(copy.output), by + " must not write the output, in " + type);
        Require.same(
                Doubles.copy(batch.target), Doubles.copy(copy.target), by + " must not write the target, in " + type);
    }

    /** Saves an array. */
    private void inPlace() throws Violation {
        for (DataType type : Activations.TYPES) {
            Batch batch = batch(type, 7, 200);
            INDArray gradient = batch.output.ulike();
            double value = batch.gradient(loss.get(), gradient);
            double again = batch.gradient(loss.get(), batch.output);
            Require.that(
                    Double.compare(again, value) == 0,
                    "the loss in place in %s is %s instead of %s",
                    type,
                    again,
                    value);
            Require.same(Doubles.copy(batch.output), Doubles.copy(gradient), "gradient in place in " + type);
        }
    }

    /** One service serves many runs at once, and a run gives the same numbers every time. */
    private void threads() throws Exception {
        Loss shared = loss.get();
        List<Callable<Void>> calls = new ArrayList<>();
        for (int rows = 5; rows < 5 + Threads.COUNT; rows++) {
            Batch batch = batch(DataType.FLOAT, rows, 200);
            double[] expected = batch.lossAndGradient(shared);
            calls.add(() -> {
                for (int again = 0; again < 100; again++) { // often enough that the threads surely meet
                    Require.same(batch.lossAndGradient(shared), expected, "loss and gradient while other threads call");
                }
                return null;
            });
        }
        Threads.all(calls);
    }

    /** A batched product of layers gives an array of rank 3. */
    private void dimensions() throws Violation {
        Batch flat = batch(DataType.DOUBLE, 20, 3);
        Batch stacked = flat.reshape(4, 5, 3);
        Require.same(
                stacked.lossAndGradient(loss.get()),
                flat.lossAndGradient(loss.get()),
                "loss and gradient of shape [4, 5, 3]");
    }

    /** Arrays may lie anywhere in a long vector. */
    private void views() throws Violation {
        for (DataType type : Activations.TYPES) {
            Batch batch = batch(type, 20, 30);
            GuardedArray gradient = GuardedArray.filled(type, 7.5, 20, 30);
            batch.inside().gradient(loss.get(), gradient.view());
            Require.same(
                    gradient.values(),
                    Arrays.copyOfRange(batch.lossAndGradient(loss.get()), 1, 601),
                    "gradient of views in " + type);
            gradient.requireGuards("gradient of views in " + type);
        }
    }

    /** The loss is a mean over rows: not a sum, which would make the learning rate depend on the batch. */
    private void mean() throws Violation {
        Batch once = batch(DataType.DOUBLE, 6, 3);
        double[] expected = once.lossAndGradient(loss.get());
        double[] actual = once.twice().lossAndGradient(loss.get());
        Require.within(actual[0], expected[0], 1e-12 * Math.abs(expected[0]), "loss of the same rows twice");
        for (int i = 1; i < actual.length; i++) {
            double half = expected[1 + (i - 1) % 18] / 2;
            Require.within(
                    actual[i],
                    half,
                    1e-14 + 1e-12 * Math.abs(half),
                    "gradient of the same rows twice, at element " + (i - 1));
        }
    }

    /** Examples have no order. */
    private void order() throws Violation {
        Batch forward = batch(DataType.DOUBLE, 6, 3);
        double[] expected = forward.lossAndGradient(loss.get());
        double[] actual = forward.reversed().lossAndGradient(loss.get());
        Require.within(actual[0], expected[0], 1e-12 * Math.abs(expected[0]), "loss of the rows in reverse order");
        for (int row = 0; row < 6; row++) {
            Require.same(
                    Arrays.copyOfRange(actual, 1 + 3 * row, 4 + 3 * row),
                    Arrays.copyOfRange(expected, 16 - 3 * row, 19 - 3 * row),
                    "gradient of row " + row + " in reverse order");
        }
    }

    /** The result in single precision is that in double precision, rounded. */
    private void floats() throws Violation {
        Batch floats = batch(DataType.FLOAT, 7, 200);
        double[] expected = floats.castTo(DataType.DOUBLE).lossAndGradient(loss.get());
        double[] actual = floats.lossAndGradient(loss.get());
        for (int i = 0; i < actual.length; i++) {
            Require.within(
                    actual[i],
                    expected[i],
                    1e-7 + 1e-4 * Math.abs(expected[i]),
                    i == 0 ? "loss in float32" : "gradient in float32 at element " + (i - 1));
        }
    }

    /** NaN must not disappear. */
    private void nan() throws Violation {
        for (DataType type : Activations.TYPES) {
            Batch batch = batch(type, 7, 200);
            batch.output.putScalar(new int[] {3, 77}, Double.NaN);
            INDArray gradient = batch.output.ulike();
            double value = batch.value(loss.get());
            double returned = batch.gradient(loss.get(), gradient);
            Require.that(
                    Double.isNaN(value) && Double.isNaN(returned),
                    "in %s value() is %s and gradient() returns %s",
                    type,
                    value,
                    returned);
            double there = gradient.getDouble(3, 77);
            Require.that(Double.isNaN(there), "in %s the gradient there is %s", type, there);
        }
    }

    /** Predictions can be compared with targets. */
    private void prediction() throws Violation {
        for (DataType type : Activations.TYPES) {
            INDArray output = batch(type, 6, 3).output;
            INDArray prediction = loss.get().prediction(output);
            Require.equal(
                    Arrays.toString(prediction.shape()),
                    Arrays.toString(output.shape()),
                    "shape of the prediction in " + type);
            Require.equal(prediction.dataType(), type, "data type of the prediction");
        }
    }

    /** A loss that ties a layer to its target must pull both equally. */
    private void difference() throws Violation, NotApplicable {
        if (!loss.get().ofDifference()) {
            throw new NotApplicable("it is none: ofDifference() is false");
        }
        Batch batch = batch(DataType.DOUBLE, 5, 3);
        double[] gradient = batch.lossAndGradient(loss.get());
        for (int i = 0; i < 15; i++) {
            Require.within(
                    batch.slope(loss.get(), batch.target, i),
                    -gradient[i + 1],
                    1e-8 + 1e-6 * Math.abs(gradient[i + 1]),
                    "dL/d(target) at element " + i);
        }
    }

    private Batch batch(DataType type, long... shape) {
        return new Batch(loss.get(), told.orElseGet(this::outputs), type, shape);
    }

    /**
     * A loss of numbers takes any output. Of the others, one whose prediction is the output itself does not convert logits,
     * so it takes probabilities, unless only logits give a number.
     */
    private ToDoubleFunction<Random> outputs() {
        Loss one = loss.get();
        INDArray some = new Batch(one, NUMBERS, DataType.DOUBLE, 3, 3).output;
        boolean numbers =
                one.targets() == Loss.Targets.NUMBERS || !one.prediction(some).equals(some);
        ToDoubleFunction<Random> likely = numbers ? NUMBERS : PROBABILITIES;
        ToDoubleFunction<Random> other = numbers ? PROBABILITIES : NUMBERS;
        return finite(one, likely) || !finite(one, other) ? likely : other;
    }

    private static boolean finite(Loss loss, ToDoubleFunction<Random> outputs) {
        Batch batch = new Batch(loss, outputs, DataType.DOUBLE, 20, 3);
        return Double.isFinite(batch.value(loss));
    }
}
