package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;

/** The contract of every element-wise optimizer. */
public final class OptimizerChecks {
    private final Supplier<? extends ElementwiseOptimizer> optimizer;

    private OptimizerChecks(Supplier<? extends ElementwiseOptimizer> optimizer) {
        this.optimizer = optimizer;
    }

    /**
     * The checks of an optimizer.
     *
     * @param optimizer gives the optimizer, configured; preferably a new one at every call
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends ElementwiseOptimizer> optimizer) {
        return new OptimizerChecks(optimizer).all();
    }

    private List<Check> all() {
        return List.of(
                new Check("slots have distinct names of lower-case words, always the same", this::slots),
                Check.of("it moves element by element: pieces give bit for bit what the whole gives", this::pieces),
                Check.of("four threads at once get bit for bit what one gets", this::threads),
                Check.of("another instance continues bit for bit from x, slots and step number alone", this::state),
                Check.of("nothing beside the piece is altered", this::beside),
                new Check("float32 follows float64", this::floats),
                Check.of("the factor of a schedule scales the move", this::factor),
                Check.of("a NaN gradient makes its element NaN, and no other", this::nan),
                new Check("a convex quadratic function decreases", this::quadratic));
    }

    private String slots() throws Violation {
        List<String> names = optimizer.get().slots();
        Require.names(names, "slots");
        Require.equal(optimizer.get().slots(), names, "slots asked for again");
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** The trainer may divide the vector into any pieces. */
    private void pieces() throws Violation {
        for (DataType type : Activations.TYPES) {
            ElementwiseOptimizer one = optimizer.get();
            Trained whole = new Trained(one, type);
            Trained cut = new Trained(one, type);
            for (int step = 1; step <= 6; step++) {
                INDArray gradient = Trained.gradient(type, step);
                whole.update(one, gradient, step);
                for (int[] piece : Trained.PIECES) {
                    cut.piece(piece[0], piece[1]).update(one, Trained.cut(gradient, piece[0], piece[1]), step);
                }
            }
            cut.requireSame(whole, "after 6 updates in pieces, in " + type);
        }
    }

    /** One service serves several runs and several pieces at once. */
    private void threads() throws Exception {
        for (DataType type : Activations.TYPES) {
            ElementwiseOptimizer shared = optimizer.get();
            INDArray[] gradients = new INDArray[5];
            Arrays.setAll(gradients, i -> Trained.gradient(type, i));
            Trained alone = trained(shared, type, gradients);
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < Threads.COUNT; i++) {
                calls.add(() -> {
                    trained(shared, type, gradients).requireSame(alone, "beside three other threads, in " + type);
                    return null;
                });
            }
            Threads.all(calls);
        }
    }

    /** Long enough that the threads overlap. */
    private static Trained trained(ElementwiseOptimizer optimizer, DataType type, INDArray[] gradients) {
        Trained trained = new Trained(optimizer, type);
        for (int step = 1; step <= 500; step++) {
            trained.update(optimizer, gradients[step % gradients.length], step);
        }
        return trained;
    }

    /** A checkpoint is x, the slots and the number of the step; anything else would be lost. */
    private void state() throws Violation {
        for (DataType type : Activations.TYPES) {
            ElementwiseOptimizer one = optimizer.get();
            Trained unbroken = new Trained(one, type);
            for (int step = 1; step <= 5; step++) {
                unbroken.update(one, Trained.gradient(type, step), step);
            }
            Trained resumed = unbroken.copy();
            Trained stranger = new Trained(one, type);
            ElementwiseOptimizer another = optimizer.get();
            for (int step = 6; step <= 10; step++) {
                unbroken.update(one, Trained.gradient(type, step), step);
                stranger.update(one, Trained.gradient(type, 100 + step), step - 5);
                resumed.update(another, Trained.gradient(type, step), step);
            }
            resumed.requireSame(unbroken, "resumed by another instance, in " + type);
        }
    }

    /** Elements next to the piece belong to other variables. */
    private void beside() throws Violation {
        for (DataType type : Activations.TYPES) {
            ElementwiseOptimizer one = optimizer.get();
            Trained all = new Trained(one, type);
            Trained before = all.copy();
            int from = 100;
            int to = 101 + Trained.LENGTH / 2;
            all.piece(from, to).update(one, Trained.cut(Trained.gradient(type, 1), from, to), 1);
            for (int[] beside : new int[][] {{0, from}, {to, Trained.LENGTH}}) {
                all.piece(beside[0], beside[1])
                        .requireSame(
                                before.piece(beside[0], beside[1]),
                                "beside the piece, from element " + beside[0] + " on, in " + type);
            }
        }
    }

    /** The result in single precision is that in double precision, rounded. */
    private String floats() throws Violation {
        ElementwiseOptimizer one = optimizer.get();
        Trained floats = new Trained(one, DataType.FLOAT);
        Trained doubles = new Trained(one, DataType.DOUBLE);
        doubles.x.assign(floats.x.castTo(DataType.DOUBLE));
        for (int step = 1; step <= 20; step++) {
            INDArray gradient = Trained.gradient(DataType.FLOAT, step);
            floats.update(one, gradient, step);
            doubles.update(one, gradient.castTo(DataType.DOUBLE), step);
        }
        double[] expected = doubles.x.toDoubleVector();
        double[] actual = floats.x.toDoubleVector();
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            Require.within(
                    actual[i],
                    expected[i],
                    1e-4 * (1 + Math.abs(expected[i])),
                    "element " + i + " in float32 after 20 updates");
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        return String.format(java.util.Locale.ROOT, "largest difference %.1e", worst);
    }

    /** A schedule scales the learning rate, so it scales the first move as well. */
    private void factor() throws Violation {
        ElementwiseOptimizer one = optimizer.get();
        INDArray gradient = Trained.gradient(DataType.DOUBLE, 1);
        double[] start = new Trained(one, DataType.DOUBLE).x.toDoubleVector();
        double[] whole = firstMove(one, gradient, 1);
        double[] half = firstMove(one, gradient, 0.5);
        double[] none = firstMove(one, gradient, 0);
        for (int i = 0; i < start.length; i++) {
            double move = whole[i] - start[i];
            Require.within(
                    half[i] - start[i],
                    move / 2,
                    1e-14 + 1e-9 * Math.abs(move),
                    "move of element " + i + " with the factor 0.5");
        }
        Require.same(none, start, "x after an update with the factor 0");
    }

    private static double[] firstMove(ElementwiseOptimizer optimizer, INDArray gradient, double factor) {
        Trained trained = new Trained(optimizer, DataType.DOUBLE);
        trained.update(optimizer, gradient, new Update(1, factor));
        return trained.x.toDoubleVector();
    }

    /** NaN must not disappear: a NaN in the gradient must reach its own element, and no other. */
    private void nan() throws Violation {
        for (DataType type : Activations.TYPES) {
            ElementwiseOptimizer one = optimizer.get();
            Trained trained = new Trained(one, type);
            trained.update(one, Trained.gradient(type, 1), 1);
            INDArray gradient = Trained.gradient(type, 2);
            int bad = 700;
            gradient.putScalar(bad, Double.NaN);
            trained.update(one, gradient, 2);
            double[] x = trained.x.toDoubleVector();
            for (int i = 0; i < x.length; i++) {
                Require.that(
                        Double.isNaN(x[i]) == (i == bad),
                        "element %s in %s is %s when the gradient of element %s is NaN",
                        i,
                        type,
                        x[i],
                        bad);
            }
        }
    }

    /** 200 updates on ½ Σ c x², c from 0.1 to 2, x of about 1: an easy task, even for slow optimizers. */
    private String quadratic() throws Violation {
        String remark = "";
        for (DataType type : Activations.TYPES) {
            ElementwiseOptimizer one = optimizer.get();
            Trained trained = new Trained(one, type);
            INDArray curvature =
                    Nd4j.linspace(0.1, 2, Trained.LENGTH, DataType.DOUBLE).castTo(type);
            double before = objective(curvature, trained);
            for (int step = 1; step <= 200; step++) {
                trained.update(one, curvature.mul(trained.x), step);
            }
            double after = objective(curvature, trained);
            Require.that(
                    after < before,
                    "in %s the objective is %s after 200 updates, and was %s before",
                    type,
                    after,
                    before);
            remark = String.format(java.util.Locale.ROOT, "from %.4g to %.4g in 200 updates", before, after);
        }
        return remark;
    }

    private static double objective(INDArray curvature, Trained trained) {
        return curvature.mul(trained.x).muli(trained.x).sumNumber().doubleValue() / 2;
    }
}
