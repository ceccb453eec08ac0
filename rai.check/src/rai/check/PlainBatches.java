package rai.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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
    INDArray rows(String name, INDArray all) {
        return gathered(name, all)[0];
    }

    INDArray rowsGradient(String name, INDArray all) {
        return gathered(name, all)[1];
    }

    private INDArray[] gathered(String name, INDArray all) {
        sources.put(name, all);
        return gathered.computeIfAbsent(name, n -> {
            INDArray rows = pick(all);
            return new INDArray[] {rows, rows.mul(0)};
        });
    }

    /** @return a copy of the rows that the batch has of an array */
    INDArray pick(INDArray all) {
        int[] rows = rows();
        long[] shape = all.shape().clone();
        shape[0] = rows.length;
        INDArray picked = Nd4j.create(all.dataType(), shape);
        for (int i = 0; i < rows.length; i++) {
            row(picked, i).assign(row(all, rows[i]));
        }
        return picked;
    }

    private static INDArray row(INDArray array, int row) {
        long width = array.length() / array.size(0);
        return PlainTraining.piece(array, row * width, width);
    }

    /** The arrays take what is in their rows now. */
    void writeBack() {
        int[] rows = rows();
        gathered.forEach((name, pair) -> {
            for (int i = 0; i < rows.length; i++) {
                row(sources.get(name), rows[i]).assign(row(pair[0], i));
            }
        });
    }

    /** @return the gradient of the rows of an array, put where these rows lie in it; 0 elsewhere */
    INDArray spread(String name, INDArray all) {
        INDArray spread = all.mul(0);
        int[] rows = rows();
        if (gathered.containsKey(name)) {
            for (int i = 0; i < rows.length; i++) {
                row(spread, rows[i]).assign(row(gathered.get(name)[1], i));
            }
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
