package rai.core.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.Optimizer;
import rai.core.compute.Views;
import rai.core.compute.Workers;

/** The state vectors of an optimizer, and the pieces in which it is applied. */
final class OptimizerState {
    /** Elements of a piece: it stays in the cache from the first operation on it to the last. */
    private static final long PIECE = 1L << 15;

    private record Piece(INDArray values, INDArray gradient, Map<String, INDArray> slots) {}

    private final Map<String, INDArray> slots = new LinkedHashMap<>();
    private final List<Piece> pieces = new ArrayList<>();

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
        AtomicBoolean finite = new AtomicBoolean(true);
        workers.run(pieces.size(), i -> {
            Piece piece = pieces.get(i);
            optimizer.update(piece.values(), piece.gradient(), piece.slots()::get, step);
            if (!Finite.all(piece.values())) {
                finite.set(false);
            }
        });
        return finite.get();
    }

    Map<String, INDArray> slots() {
        return slots;
    }
}
