package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;

/**
 * What every element-wise optimizer must keep to. A test class implements this interface, says which optimizer, and so inherits
 * the tests.
 */
public interface OptimizerContract {
    /** @return the optimizer under test, configured; a new one at every call */
    ElementwiseOptimizer optimizer();

    /** Slots are named by words joined by hyphens, each name once, and always the same. */
    @Test
    @DisplayName("contract: slots have distinct names of lower-case words, always the same")
    default void slotsHaveDistinctNames() {
        assertThat(optimizer().slots())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"))
                .isEqualTo(optimizer().slots());
    }

    /** The trainer hands out the vector in pieces, as it likes. */
    @Test
    @DisplayName("contract: pieces give bit for bit what the whole gives")
    default void piecesGiveWhatTheWholeGives() {
        for (DataType type : Trained.TYPES) {
            ElementwiseOptimizer optimizer = optimizer();
            Trained whole = new Trained(optimizer, type);
            Trained cut = new Trained(optimizer, type);
            for (int step = 1; step <= 6; step++) {
                INDArray gradient = Trained.gradient(type, step);
                whole.update(optimizer, gradient, step);
                for (int[] piece : Trained.PIECES) {
                    cut.piece(piece[0], piece[1])
                            .update(optimizer, Trained.cut(gradient, piece[0], piece[1]), step);
                }
            }
            cut.requireSame(whole, type + ", in pieces");
        }
    }

    /** One service serves several runs and several pieces at once. */
    @Test
    @DisplayName("contract: four threads at once get bit for bit what one gets")
    default void fourThreadsGetWhatOneGets() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (DataType type : Trained.TYPES) {
                ElementwiseOptimizer optimizer = optimizer();
                INDArray[] gradients = new INDArray[5];
                Arrays.setAll(gradients, i -> Trained.gradient(type, i));
                // long enough that the threads surely meet
                List<Callable<Trained>> calls = Collections.nCopies(4, () -> {
                    Trained trained = new Trained(optimizer, type);
                    for (int step = 1; step <= 500; step++) {
                        trained.update(optimizer, gradients[step % gradients.length], step);
                    }
                    return trained;
                });
                Trained alone = calls.get(0).call();
                for (Future<Trained> call : threads.invokeAll(calls)) {
                    call.get().requireSame(alone, type + ", beside three other threads");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A checkpoint is x, the slots and the number of the step; all else would be lost. */
    @Test
    @DisplayName("contract: another instance goes on bit for bit from x, slots and step number alone")
    default void stateLiesInTheSlotsAlone() {
        for (DataType type : Trained.TYPES) {
            ElementwiseOptimizer optimizer = optimizer();
            Trained unbroken = new Trained(optimizer, type);
            for (int step = 1; step <= 5; step++) {
                unbroken.update(optimizer, Trained.gradient(type, step), step);
            }
            Trained resumed = unbroken.copy();
            Trained stranger = new Trained(optimizer, type);
            ElementwiseOptimizer another = optimizer();
            for (int step = 6; step <= 10; step++) {
                unbroken.update(optimizer, Trained.gradient(type, step), step);
                stranger.update(optimizer, Trained.gradient(type, 100 + step), step - 5);
                resumed.update(another, Trained.gradient(type, step), step);
            }
            resumed.requireSame(unbroken, type + ", resumed by another instance");
        }
    }

    /** Elements beside the piece belong to somebody else. */
    @Test
    @DisplayName("contract: nothing beside the piece is altered")
    default void nothingBesideThePieceIsAltered() {
        for (DataType type : Trained.TYPES) {
            ElementwiseOptimizer optimizer = optimizer();
            Trained all = new Trained(optimizer, type);
            Trained before = all.copy();
            int from = 100;
            int to = 101 + Trained.LENGTH / 2;
            all.piece(from, to).update(optimizer, Trained.cut(Trained.gradient(type, 1), from, to), 1);
            for (int[] beside : new int[][] {{0, from}, {to, Trained.LENGTH}}) {
                all.piece(beside[0], beside[1])
                        .requireSame(before.piece(beside[0], beside[1]), type + ", beside the piece from " + beside[0]);
            }
        }
    }

    /** What single precision gives is what double precision gives, rounded. */
    @Test
    @DisplayName("contract: float32 follows float64")
    default void floatsFollowDoubles() {
        ElementwiseOptimizer optimizer = optimizer();
        Trained floats = new Trained(optimizer, DataType.FLOAT);
        Trained doubles = new Trained(optimizer, DataType.DOUBLE);
        doubles.x.assign(floats.x.castTo(DataType.DOUBLE));
        for (int step = 1; step <= 20; step++) {
            INDArray gradient = Trained.gradient(DataType.FLOAT, step);
            floats.update(optimizer, gradient, step);
            doubles.update(optimizer, gradient.castTo(DataType.DOUBLE), step);
        }
        double[] expected = doubles.x.toDoubleVector();
        double[] actual = floats.x.toDoubleVector();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("element %d in float32", i)
                    .isCloseTo(expected[i], within(1e-4 * (1 + Math.abs(expected[i]))));
        }
    }

    /** A schedule scales the learning rate, so it scales the first move as well. */
    @Test
    @DisplayName("contract: the factor of a schedule scales the move")
    default void theFactorScalesTheMove() {
        ElementwiseOptimizer optimizer = optimizer();
        INDArray gradient = Trained.gradient(DataType.DOUBLE, 1);
        double[] start = new Trained(optimizer, DataType.DOUBLE).x.toDoubleVector();
        double[] whole = firstMove(optimizer, gradient, 1);
        double[] half = firstMove(optimizer, gradient, 0.5);
        double[] none = firstMove(optimizer, gradient, 0);
        for (int i = 0; i < start.length; i++) {
            assertThat(half[i] - start[i])
                    .as("move of element %d with the factor 0.5", i)
                    .isCloseTo((whole[i] - start[i]) / 2, within(1e-14 + 1e-9 * Math.abs(whole[i] - start[i])));
            assertThat(none[i]).as("element %d after an update with the factor 0", i).isEqualTo(start[i]);
        }
    }

    private static double[] firstMove(ElementwiseOptimizer optimizer, INDArray gradient, double factor) {
        Trained trained = new Trained(optimizer, DataType.DOUBLE);
        trained.update(optimizer, gradient, new Update(1, factor));
        return trained.x.toDoubleVector();
    }

    /** Nothing is silent: a NaN gradient must show, and at its own element only. */
    @Test
    @DisplayName("contract: a NaN gradient makes its element NaN, and no other")
    default void aNanGradientMakesItsElementNan() {
        for (DataType type : Trained.TYPES) {
            ElementwiseOptimizer optimizer = optimizer();
            Trained trained = new Trained(optimizer, type);
            trained.update(optimizer, Trained.gradient(type, 1), 1);
            INDArray gradient = Trained.gradient(type, 2);
            int bad = 700;
            gradient.putScalar(bad, Double.NaN);
            trained.update(optimizer, gradient, 2);
            double[] x = trained.x.toDoubleVector();
            for (int i = 0; i < x.length; i++) {
                assertThat(Double.isNaN(x[i])).as("%s, element %d is NaN", type, i).isEqualTo(i == bad);
            }
        }
    }

    /** 200 updates on ½ Σ c x², c from 0.1 to 2, x of about 1: an easy task, and not hopeless for slow ones. */
    @Test
    @DisplayName("contract: a convex quadratic function decreases")
    default void aConvexQuadraticDecreases() {
        for (DataType type : Trained.TYPES) {
            ElementwiseOptimizer optimizer = optimizer();
            Trained trained = new Trained(optimizer, type);
            INDArray curvature = Nd4j.linspace(0.1, 2, Trained.LENGTH, DataType.DOUBLE).castTo(type);
            double before = curvature.mul(trained.x).muli(trained.x).sumNumber().doubleValue() / 2;
            for (int step = 1; step <= 200; step++) {
                trained.update(optimizer, curvature.mul(trained.x), step);
            }
            double after = curvature.mul(trained.x).muli(trained.x).sumNumber().doubleValue() / 2;
            assertThat(after).as("%s, objective after 200 updates", type).isLessThan(before);
        }
    }
}

/** A trained vector with its state. */
final class Trained {
    static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};
    /** Long enough that an optimizer which works in tiles has several of them, and an odd rest. */
    static final int LENGTH = 2_611;
    /** Disjoint, together the whole, and of lengths that fit no tile. */
    static final int[][] PIECES = {{0, 1}, {1, 514}, {514, 1_027}, {1_027, 1_030}, {1_030, 2_610}, {2_610, LENGTH}};

    final INDArray x;
    private final Map<String, INDArray> slots;

    private Trained(INDArray x, Map<String, INDArray> slots) {
        this.x = x;
        this.slots = slots;
    }

    /** A vector ready for its first update. */
    Trained(ElementwiseOptimizer optimizer, DataType type) {
        this(random(type, new Random(1)), new LinkedHashMap<>());
        optimizer.slots().forEach(name -> slots.put(name, Nd4j.zeros(type, LENGTH)));
        optimizer.init(this::slot);
    }

    void update(ElementwiseOptimizer optimizer, INDArray gradient, long step) {
        update(optimizer, gradient, new Update(step));
    }

    void update(ElementwiseOptimizer optimizer, INDArray gradient, Update update) {
        optimizer.update(x, gradient.dup(), this::slot, update);
    }

    Trained copy() {
        Map<String, INDArray> copies = new LinkedHashMap<>();
        slots.forEach((name, slot) -> copies.put(name, slot.dup()));
        return new Trained(x.dup(), copies);
    }

    Trained piece(int from, int to) {
        Map<String, INDArray> pieces = new LinkedHashMap<>();
        slots.forEach((name, slot) -> pieces.put(name, cut(slot, from, to)));
        return new Trained(cut(x, from, to), pieces);
    }

    /** Compares x and all slots bit for bit. */
    void requireSame(Trained expected, String what) {
        requireSame(x, expected.x, what + ": x");
        slots.forEach((name, slot) -> requireSame(slot, expected.slots.get(name), what + ": slot " + name));
    }

    private static void requireSame(INDArray actual, INDArray expected, String what) {
        double[] is = actual.toDoubleVector();
        double[] should = expected.toDoubleVector();
        int i = Arrays.mismatch(is, should);
        if (i >= 0) {
            fail("%s is %s at element %d, but should be %s", what, is[i], i, should[i]);
        }
    }

    static INDArray cut(INDArray vector, int from, int to) {
        return vector.get(NDArrayIndex.interval(from, to));
    }

    /** Gradients of random sign and of sizes that differ by orders of magnitude, some of them 0. */
    static INDArray gradient(DataType type, int step) {
        Random random = new Random(step);
        double[] g = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            g[i] = random.nextInt(9) == 0 ? 0 : random.nextGaussian() * Math.pow(10, -3 * random.nextDouble());
        }
        return Nd4j.createFromArray(g).castTo(type);
    }

    private static INDArray random(DataType type, Random random) {
        return Nd4j.createFromArray(random.doubles(LENGTH, -2, 2).toArray()).castTo(type);
    }

    private INDArray slot(String name) {
        assertThat(slots).as("the slots that the optimizer declares").containsKey(name);
        return slots.get(name);
    }
}
