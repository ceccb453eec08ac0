package rai.core.data;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.core.compute.Streams;
import rai.core.compute.Views;

/** The examples of each step: all of them, or those of a mini-batch in an order that follows from seed and epoch. */
public final class Batches {
    /**
     * The examples of a step.
     *
     * @param inputs [n, d]
     * @param targets [n, c]
     */
    public record Batch(INDArray inputs, INDArray targets) {}

    private final Examples examples;
    private final int size;
    private final long seed;
    private final Batch all;
    private final Map<Integer, Batch> bySize = new HashMap<>();
    private int[] order;
    private long orderOfEpoch = -1;

    /** @param size examples per step; 0 is all */
    public Batches(Examples examples, int size, long seed) {
        this.examples = examples;
        this.size = size == 0 ? examples.count() : size;
        this.seed = seed;
        this.all = new Batch(examples.inputs(), examples.targets());
    }

    public boolean full() {
        return size >= examples.count();
    }

    /** @return the steps of an epoch; the last batch may be smaller */
    public long perEpoch() {
        return (examples.count() + (long) size - 1) / size;
    }

    /** @param step the steps done before */
    public Batch at(long step) {
        if (full()) {
            return all;
        }
        long epoch = step / perEpoch();
        if (epoch != orderOfEpoch) {
            order = shuffled(epoch);
            orderOfEpoch = epoch;
        }
        int first = (int) (step % perEpoch()) * size;
        int count = Math.min(size, examples.count() - first);
        Batch batch = bySize.computeIfAbsent(
                count,
                n -> new Batch(
                        Views.scratch(all.inputs().dataType(), n, all.inputs().size(1)),
                        Views.scratch(all.targets().dataType(), n, all.targets().size(1))));
        gather(all.inputs(), batch.inputs(), first);
        gather(all.targets(), batch.targets(), first);
        return batch;
    }

    private int[] shuffled(long epoch) {
        RandomGenerator random = Streams.of(seed, "epoch", epoch);
        int[] shuffled = new int[examples.count()];
        for (int i = 0; i < shuffled.length; i++) {
            int j = random.nextInt(i + 1);
            shuffled[i] = shuffled[j];
            shuffled[j] = i;
        }
        return shuffled;
    }

    private void gather(INDArray from, INDArray to, int first) {
        int width = (int) from.size(1);
        int rows = (int) to.size(0);
        if (from.dataType() == DataType.FLOAT) {
            var source = Elements.floats(from);
            var target = Elements.floats(to);
            for (int i = 0; i < rows; i++) {
                target.put(i * width, source, order[first + i] * width, width);
            }
        } else {
            var source = Elements.doubles(from);
            var target = Elements.doubles(to);
            for (int i = 0; i < rows; i++) {
                target.put(i * width, source, order[first + i] * width, width);
            }
        }
    }
}
