package rai.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.Batch;

/** The examples of each step of a plain training, in an order that jumps, and the rows that belong to them. */
final class PlainBatches implements Batch {
    private final int examples;
    private final int size;
    private final Map<String, INDArray[]> gathered = new LinkedHashMap<>();
    private final Map<String, INDArray> sources = new LinkedHashMap<>();
    /** The widths of the blocks of each array. */
    private final Map<String, List<Integer>> blocks = new LinkedHashMap<>();

    private long step;
    /** The batch that {@link #forEach} visits; -1 outside. */
    private int visited = -1;

    /** @param size examples per step; all of them for a full batch */
    PlainBatches(int examples, int size) {
        this.examples = examples;
        this.size = size;
    }

    /** Turns to the batch of a step, and to the values that the arrays have now. */
    void at(long number) {
        gathered.clear();
        step = number;
    }

    /** What the rows of the batch have of an array, as often as it is asked for. */
    INDArray rows(String name, INDArray all, List<Integer> widths) {
        return gathered(name, all, widths)[0];
    }

    INDArray rowsGradient(String name, INDArray all, List<Integer> widths) {
        return gathered(name, all, widths)[1];
    }

    private INDArray[] gathered(String name, INDArray all, List<Integer> widths) {
        sources.put(name, all);
        blocks.put(name, widths);
        return gathered.computeIfAbsent(name, n -> {
            INDArray rows = pick(all, widths);
            return new INDArray[] {rows, rows.mul(0)};
        });
    }

    /** @return a copy of the rows that the batch has of an array */
    INDArray pick(INDArray all) {
        return pick(all, List.of((int) (all.length() / examples)));
    }

    private INDArray pick(INDArray all, List<Integer> widths) {
        int count = rows().length;
        long[] shape = all.shape().clone();
        shape[0] = shape[0] / examples * count;
        INDArray picked = Nd4j.create(all.dataType(), shape);
        pairs(all, picked, widths, (ofAll, ofBatch) -> ofBatch.assign(ofAll));
        return picked;
    }

    /** Each row of the batch in each block, in the array of all examples and in that of the batch. */
    private void pairs(INDArray all, INDArray batch, List<Integer> widths, BiConsumer<INDArray, INDArray> visit) {
        int[] rows = rows();
        long before = 0;
        for (int width : widths) {
            for (int i = 0; i < rows.length; i++) {
                visit.accept(
                        PlainTraining.piece(all, before * examples + (long) rows[i] * width, width),
                        PlainTraining.piece(batch, before * rows.length + (long) i * width, width));
            }
            before += width;
        }
    }

    /** The arrays take what is in their rows now. */
    void writeBack() {
        gathered.forEach((name, pair) ->
                pairs(sources.get(name), pair[0], blocks.get(name), (ofAll, ofBatch) -> ofAll.assign(ofBatch)));
    }

    /** @return the gradient of the rows of an array, put where these rows lie in it; 0 elsewhere */
    INDArray spread(String name, INDArray all, List<Integer> widths) {
        INDArray spread = all.mul(0);
        if (gathered.containsKey(name)) {
            pairs(spread, gathered.get(name)[1], widths, (ofAll, ofBatch) -> ofAll.assign(ofBatch));
        }
        return spread;
    }

    @Override
    public int examples() {
        return examples;
    }

    @Override
    public int[] rows() {
        if (isFull()) {
            return IntStream.range(0, examples).toArray();
        }
        int first = (visited < 0 ? position() : visited) * size;
        int[] order = IntStream.range(0, examples)
                .map(i -> visited < 0 ? (5 * i + 2) % examples : i)
                .toArray();
        return Arrays.copyOfRange(order, first, Math.min(examples, first + size));
    }

    @Override
    public boolean isFull() {
        return size >= examples;
    }

    @Override
    public long epoch() {
        return step / perEpoch();
    }

    @Override
    public int position() {
        return (int) (step % perEpoch());
    }

    @Override
    public int perEpoch() {
        return (examples + size - 1) / size;
    }

    @Override
    public void forEach(Runnable visit) {
        try {
            for (int position = 0; position < perEpoch(); position++) {
                writeBack();
                gathered.clear();
                visited = position;
                visit.run();
            }
        } finally {
            writeBack();
            gathered.clear();
            visited = -1;
        }
    }
}
