package rai.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.compute.Streams;
import rai.core.compute.Views;

/** The examples of each step: all of them, or those of a mini-batch in an order that follows from seed and epoch. */
public final class Batches {
    /**
     * The examples of a step.
     *
     * @param inputs [n, d]
     * @param targets [n, c]
     * @param order the order of all examples in this epoch; null for their own
     * @param first the place of the first of them in that order
     * @param epoch the epoch, from 0
     * @param position the number of the batch in the epoch, from 0
     */
    public record Batch(INDArray inputs, INDArray targets, int[] order, int first, long epoch, int position) {
        /** @return the numbers of the examples */
        public int[] rows() {
            int count = (int) inputs.size(0);
            return order == null
                    ? IntStream.range(first, first + count).toArray()
                    : Arrays.copyOfRange(order, first, first + count);
        }
    }

    private final Examples examples;
    private final int size;
    private final long seed;
    /** Null if the examples are not in memory. */
    private final Batch all;

    private final Map<Integer, Room> bySize = new HashMap<>();
    private int[] order;
    private long orderOfEpoch = -1;

    /** @param size examples per step; 0 is all */
    public Batches(Examples examples, int size, long seed) {
        this.examples = examples;
        this.size = size == 0 ? examples.count() : size;
        this.seed = seed;
        this.all = examples.inputs()
                .array()
                .map(x -> new Batch(x, examples.targets(), null, 0, 0, 0))
                .orElse(null);
        if (all == null && full()) {
            throw new IllegalStateException("examples that are read on demand do not make one batch");
        }
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
            return new Batch(all.inputs(), all.targets(), null, 0, step, 0);
        }
        long epoch = step / perEpoch();
        if (epoch != orderOfEpoch) {
            order = shuffled(epoch);
            orderOfEpoch = epoch;
        }
        return gathered(order, epoch, (int) (step % perEpoch()));
    }

    /**
     * A batch of the examples in their own order; it overwrites the arrays of other batches of its size.
     *
     * @param position its number, from 0
     */
    public Batch inOrder(int position) {
        return full() ? all : gathered(null, 0, position);
    }

    /** @return the number of all examples */
    public int examples() {
        return examples.count();
    }

    private Batch gathered(int[] of, long epoch, int position) {
        int first = position * size;
        int count = Math.min(size, examples.count() - first);
        Room room = bySize.computeIfAbsent(
                count,
                n -> new Room(
                        Views.scratch(
                                examples.targets().dataType(),
                                n,
                                examples.inputs().width()),
                        Views.scratch(
                                examples.targets().dataType(),
                                n,
                                examples.targets().size(1))));
        Batch batch = new Batch(room.inputs(), room.targets(), of, first, epoch, position);
        int[] rows = batch.rows();
        examples.inputs().gather(rows, room.inputs());
        Rows.gather(rows, examples.targets(), room.targets());
        return batch;
    }

    private record Room(INDArray inputs, INDArray targets) {}

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
}
