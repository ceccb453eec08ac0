package rai.optimizers;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.optimizer.Slots;

/**
 * Applies an element-wise rule tile by tile. A tile is copied into rows on the heap: loops over those the compiler turns
 * into vector instructions, which it does not for buffers off the heap.
 */
final class Tiles {
    /** x, its gradient, and at most so many state vectors. */
    private static final int MOST = 2 + 3;

    /** Scratch, kept since pieces are many. */
    private static final ThreadLocal<Row[]> FLOATS = scratch(FloatRow::new);

    private static final ThreadLocal<Row[]> DOUBLES = scratch(DoubleRow::new);

    private Tiles() {}

    /** What happens to a tile. */
    @FunctionalInterface
    interface Rule {
        /**
         * Moves x and the state vectors.
         *
         * @param x what is trained
         * @param g its gradient; may be overwritten
         * @param s the state vectors in the order of the slots
         */
        void move(Row x, Row g, Row[] s);
    }

    /** Moves x and the state vectors of the given names. */
    static void move(INDArray x, INDArray gradient, Slots slots, List<String> names, Rule rule) {
        INDArray[] arrays = Stream.concat(Stream.of(x, gradient), names.stream().map(slots::get))
                .toArray(INDArray[]::new);
        boolean single = x.dataType() == DataType.FLOAT;
        Function<INDArray, Buffer> memory = single ? Elements::floats : Elements::doubles;
        Buffer[] buffers = Arrays.stream(arrays).map(memory).toArray(Buffer[]::new);
        move(buffers, (single ? FLOATS : DOUBLES).get(), rule);
        Reference.reachabilityFence(arrays); // the buffers do not hold the memory
    }

    private static void move(Buffer[] buffers, Row[] rows, Rule rule) {
        Row[] state = Arrays.copyOfRange(rows, 2, buffers.length);
        int length = rows[0].length;
        for (int at = 0, m = buffers[0].limit(); at < m; at += length) {
            int n = Math.min(length, m - at);
            for (int k = 0; k < buffers.length; k++) {
                rows[k].n = n;
                rows[k].read(buffers[k], at);
            }
            rule.move(rows[0], rows[1], state);
            for (int k = 0; k < buffers.length; k++) {
                if (k != 1) { // the gradient
                    rows[k].write(buffers[k], at);
                }
            }
        }
    }

    private static ThreadLocal<Row[]> scratch(Supplier<Row> row) {
        return ThreadLocal.withInitial(() -> Stream.generate(row).limit(MOST).toArray(Row[]::new));
    }
}
