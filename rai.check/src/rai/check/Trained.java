package rai.check;

import java.lang.ref.Reference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Update;

/** A trained vector with the state of its optimizer. */
final class Trained {
    static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};
    /** Long enough for an optimizer that works in tiles to have several, and a remainder. */
    static final int LENGTH = 2_611;
    /** Disjoint, together the whole vector, and of lengths that are not multiples of a tile. */
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
        INDArray copy = gradient.dup();
        optimizer.update(x, copy, this::slot, update);
        Reference.reachabilityFence(copy); // an optimizer may work on native memory
        Reference.reachabilityFence(this);
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
    void requireSame(Trained expected, String what) throws Violation {
        requireSame(x, expected.x, what + ": x");
        for (Map.Entry<String, INDArray> slot : slots.entrySet()) {
            requireSame(slot.getValue(), expected.slots.get(slot.getKey()), what + ": slot " + slot.getKey());
        }
    }

    private static void requireSame(INDArray actual, INDArray expected, String what) throws Violation {
        Require.same(actual.toDoubleVector(), expected.toDoubleVector(), what);
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
        INDArray slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException(
                    "it asks for the slot '" + name + "', but slots() names " + slots.keySet());
        }
        return slot;
    }
}
