package rai.core.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.Optimizer;
import rai.core.compute.Views;
import rai.core.compute.Workers;

/** The state vectors of an optimizer, and the pieces in which it is applied. */
final class OptimizerState {
    /** Elements of a piece: it stays in the cache from the first operation on it to the last. */
    private static final long PIECE = 1L << 15;

    private record Piece(long offset, long length, INDArray values, INDArray gradient, Map<String, INDArray> slots) {}

    private final Map<String, INDArray> slots = new LinkedHashMap<>();
    private final List<Piece> pieces = new ArrayList<>();

    // of an update in which pieces move as soon as their gradient is complete
    private AtomicIntegerArray open;
    private final AtomicBoolean allFinite = new AtomicBoolean();
    private Optimizer mover;
    private long number;

    OptimizerState(Optimizer optimizer, TrainedVector vector, List<String> trained) {
        long total = trained.stream()
                .mapToLong(name -> vector.ranges().get(name).length())
                .sum();
        for (String slot : optimizer.slots()) {
            slots.put(slot, Nd4j.create(vector.values.dataType(), total));
        }
        long start = 0;
        for (String name : trained) {
            TrainedVector.Range range = vector.ranges().get(name);
            for (long from = 0; from < range.length(); from += PIECE) {
                long length = Math.min(PIECE, range.length() - from);
                long inSlot = start + from;
                Map<String, INDArray> ofPiece = new HashMap<>();
                slots.forEach((slot, all) -> ofPiece.put(slot, Views.of(all, inSlot, length)));
                pieces.add(new Piece(
                        range.offset() + from,
                        length,
                        Views.of(vector.values, range.offset() + from, length),
                        Views.of(vector.gradient, range.offset() + from, length),
                        ofPiece));
            }
            start += range.length();
        }
    }

    void init(Optimizer optimizer) {
        pieces.forEach(piece -> optimizer.init(piece.slots()::get));
    }

    /** @return whether all trained values are finite afterwards */
    boolean update(Optimizer optimizer, long step, Workers workers) {
        begin(optimizer, step);
        return finish(workers);
    }

    /** Begins an update in which each piece moves as soon as its gradient is complete. */
    void begin(Optimizer optimizer, long step) {
        if (open == null) {
            open = new AtomicIntegerArray(pieces.size());
        }
        for (int i = 0; i < pieces.size(); i++) {
            open.set(i, (int) pieces.get(i).length());
        }
        allFinite.set(true);
        mover = optimizer;
        number = step;
    }

    /**
     * The gradient of some elements is complete; may be called from several threads.
     *
     * @param offset the first element, counted from the start of the trained vector
     * @param length how many
     */
    void complete(long offset, long length) {
        int i = pieceAt(offset);
        long end = offset + length;
        while (i < pieces.size() && pieces.get(i).offset() < end) {
            Piece p = pieces.get(i);
            long overlap = Math.min(end, p.offset() + p.length()) - Math.max(offset, p.offset());
            if (overlap > 0 && open.addAndGet(i, (int) -overlap) == 0) {
                move(p);
            }
            i++;
        }
    }

    private int pieceAt(long offset) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (pieces.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void move(Piece piece) {
        mover.update(piece.values(), piece.gradient(), piece.slots()::get, number);
        if (!Finite.all(piece.values())) {
            allFinite.set(false);
        }
    }

    /**
     * Moves what has not moved yet.
     *
     * @return whether all trained values are finite afterwards
     */
    boolean finish(Workers workers) {
        int[] rest = IntStream.range(0, pieces.size()).filter(i -> open.get(i) > 0).toArray();
        workers.run(rest.length, k -> move(pieces.get(rest[k])));
        return allFinite.get();
    }

    Map<String, INDArray> slots() {
        return slots;
    }
}
