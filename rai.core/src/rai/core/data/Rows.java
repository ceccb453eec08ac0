package rai.core.data;

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
        int width = (int) (to.length() / rows.length);
        if (from.dataType() == DataType.FLOAT) {
            var source = Elements.floats(from);
            var target = Elements.floats(to);
            for (int i = 0; i < rows.length; i++) {
                target.put(i * width, source, rows[i] * width, width);
            }
        } else {
            var source = Elements.doubles(from);
            var target = Elements.doubles(to);
            for (int i = 0; i < rows.length; i++) {
                target.put(i * width, source, rows[i] * width, width);
            }
        }
    }

    /**
     * to[rows[i]] = from[i]
     *
     * @param rows the indices
     * @param from contiguous
     * @param to contiguous, [n, ...], rows of the same length, of the same data type
     */
    public static void scatter(int[] rows, INDArray from, INDArray to) {
        int width = (int) (from.length() / rows.length);
        if (from.dataType() == DataType.FLOAT) {
            var source = Elements.floats(from);
            var target = Elements.floats(to);
            for (int i = 0; i < rows.length; i++) {
                target.put(rows[i] * width, source, i * width, width);
            }
        } else {
            var source = Elements.doubles(from);
            var target = Elements.doubles(to);
            for (int i = 0; i < rows.length; i++) {
                target.put(rows[i] * width, source, i * width, width);
            }
        }
    }
}
