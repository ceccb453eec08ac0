package rai.core.data;

import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/** Copies rows of a contiguous array, all that has the same first index, to neighbouring rows of another and back. */
public final class Rows {
    private Rows() {}

    /**
     * to[i] = from[rows[i]]
     *
     * @param rows the indices
     * @param from contiguous, [n, ...]
     * @param to contiguous, rows of the same length, of the same data type
     */
    public static void gather(int[] rows, INDArray from, INDArray to) {
        copy(rows.length, (int) (to.length() / rows.length), from, i -> rows[i], to, i -> i);
    }

    /**
     * to[rows[i]] = from[i]
     *
     * @param rows the indices
     * @param from contiguous
     * @param to contiguous, [n, ...], rows of the same length, of the same data type
     */
    public static void scatter(int[] rows, INDArray from, INDArray to) {
        copy(rows.length, (int) (from.length() / rows.length), from, i -> i, to, i -> rows[i]);
    }

    private static void copy(
            int count, int width, INDArray from, IntUnaryOperator source, INDArray to, IntUnaryOperator target) {
        if (from.dataType() == DataType.FLOAT) {
            var floats = Elements.floats(from);
            var into = Elements.floats(to);
            for (int i = 0; i < count; i++) {
                into.put(target.applyAsInt(i) * width, floats, source.applyAsInt(i) * width, width);
            }
        } else {
            var doubles = Elements.doubles(from);
            var into = Elements.doubles(to);
            for (int i = 0; i < count; i++) {
                into.put(target.applyAsInt(i) * width, doubles, source.applyAsInt(i) * width, width);
            }
        }
    }
}
