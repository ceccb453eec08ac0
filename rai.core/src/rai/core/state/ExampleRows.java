package rai.core.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.data.Batches;
import rai.core.data.Rows;
import rai.core.plan.Range;

/**
 * The rows that the mini-batch of a step has of arrays with a row per example. They lie side by side in arrays of their own, and
 * are written back into the trained vector.
 */
final class ExampleRows {
    /**
     * Rows of one array.
     *
     * @param examples the indices of the examples
     * @param values their rows, flat
     * @param gradient the gradient of these, flat
     * @param shapedValues the same values, [rows, ...]
     * @param shapedGradient the same gradient, [rows, ...]
     */
    record Gathered(
            int[] examples, INDArray values, INDArray gradient, INDArray shapedValues, INDArray shapedGradient) {}

    private record Room(INDArray values, INDArray gradient, Map<View, INDArray> views) {
        Room(INDArray values, INDArray gradient) {
            this(values, gradient, new HashMap<>());
        }
    }

    private record View(boolean gradient, long offset, List<Long> shape) {}

    private final TrainedVector vector;
    private final Map<String, Map<Integer, Room>> rooms = new HashMap<>();
    private final Map<String, Gathered> present = new LinkedHashMap<>();
    private Batches.Batch batch;

    ExampleRows(TrainedVector vector) {
        this.vector = vector;
    }

    /** The array must have a row per example. */
    void require(String name) {
        if (!vector.range(name).perExample()) {
            throw new SpecException("'" + name + "' has no row per example: declare it with Variable.perExample");
        }
    }

    /** Turns to a batch, and to the values that the trained vector has now. */
    void turnTo(Batches.Batch other) {
        batch = other;
        present.clear();
    }

    /** The rows of the batch; they are gathered when first asked for. */
    Gathered of(String name) {
        return present.computeIfAbsent(name, this::gather);
    }

    private Gathered gather(String name) {
        require(name);
        int[] examples = batch.rows();
        Range range = vector.range(name);
        long[] shape = range.shapeOf(examples.length);
        Room room = room(name, examples.length);
        Rows.gather(examples, range.examples(), range.widths(), vector.view(name, false), room.values());
        room.gradient().assign(0);
        return new Gathered(
                examples,
                room.values(),
                room.gradient(),
                room.values().reshape(shape),
                room.gradient().reshape(shape));
    }

    private Room room(String name, int examples) {
        long length = vector.range(name).rowLength() * examples;
        return rooms.computeIfAbsent(name, n -> new HashMap<>())
                .computeIfAbsent(
                        examples,
                        n -> new Room(
                                Views.scratch(vector.values.dataType(), length),
                                Views.scratch(vector.values.dataType(), length)));
    }

    /** A piece of the rows of the batch, or of their gradient. */
    INDArray view(String name, boolean gradient, long offset, long... shape) {
        Gathered rows = of(name);
        return room(name, rows.examples().length)
                .views()
                .computeIfAbsent(
                        new View(gradient, offset, Arrays.stream(shape).boxed().toList()),
                        v -> Views.of(gradient ? rows.gradient() : rows.values(), offset, shape));
    }

    /** The trained vector takes the rows as they are now. */
    void writeBack() {
        present.forEach((name, rows) -> {
            Range range = vector.range(name);
            Rows.scatter(rows.examples(), range.examples(), range.widths(), rows.values(), vector.view(name, false));
        });
    }
}
