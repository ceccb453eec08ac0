package rai.core.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.core.compute.Views;
import rai.core.data.Rows;
import rai.core.plan.Range;

/**
 * The optimizer's state of a variable that has a row per example, in mini-batches: the rows of the batch are moved, and each row
 * counts its own updates.
 */
final class RowUpdates {
    /**
     * Neighbouring rows with the same history.
     *
     * @param piece their elements
     * @param number the number of their next update, from 1
     */
    record Move(Piece piece, long number) {}

    /** The variable as a whole. */
    private final Piece all;
    /** Where it lies. */
    private final Range range;

    private final INDArray counts;
    private final Map<Integer, Map<String, INDArray>> rooms = new HashMap<>();

    RowUpdates(Piece all, Range range) {
        this.all = all;
        this.range = range;
        counts = Nd4j.create(all.values().dataType(), range.examples());
    }

    Piece all() {
        return all;
    }

    /** @return how often each row was moved */
    INDArray counts() {
        return counts;
    }

    /** Takes over how often each row was moved; null if nothing is known of it. */
    void adoptCounts(RowUpdates old) {
        if (old != null) {
            counts.assign(old.counts);
        }
    }

    /** Gathers the optimizer's state of some rows. */
    List<Move> moves(ExampleRows.Gathered rows) {
        Map<String, INDArray> slots = room(rows.examples().length);
        slots.forEach((name, slot) -> Rows.gather(
                rows.examples(), range.examples(), range.widths(), all.slots().get(name), slot));
        Piece together = new Piece(
                all.group(), false, all.offset(), rows.values().length(), rows.values(), rows.gradient(), slots);
        List<Move> moves = new ArrayList<>();
        int end;
        for (int begin = 0; begin < rows.examples().length; begin = end) {
            long count = counts.getLong(rows.examples()[begin]);
            end = begin + 1;
            while (end < rows.examples().length && counts.getLong(rows.examples()[end]) == count) {
                end++;
            }
            if (end - begin == rows.examples().length) {
                return List.of(new Move(together, count + 1));
            }
            long before = 0;
            for (int width : range.widths()) {
                long offset = before * rows.examples().length + (long) begin * width;
                moves.add(new Move(together.cut(offset, (long) (end - begin) * width), count + 1));
                before += width;
            }
        }
        return moves;
    }

    /** The rows were moved: their state goes back to where it came from. */
    void moved(ExampleRows.Gathered rows) {
        room(rows.examples().length)
                .forEach((name, slot) -> Rows.scatter(
                        rows.examples(),
                        range.examples(),
                        range.widths(),
                        slot,
                        all.slots().get(name)));
        for (int example : rows.examples()) {
            counts.putScalar(example, counts.getDouble(example) + 1);
        }
    }

    private Map<String, INDArray> room(int rows) {
        long length = range.rowLength() * rows;
        return rooms.computeIfAbsent(rows, n -> {
            Map<String, INDArray> room = new HashMap<>();
            all.slots().keySet().forEach(name -> room.put(name, Views.scratch(counts.dataType(), length)));
            return room;
        });
    }
}
