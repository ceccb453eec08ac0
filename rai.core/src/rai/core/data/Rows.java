package rai.core.data;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/** Chooses rows, and copies rows of a contiguous array, all that has the same first index, to neighbouring rows of another and back. */
public final class Rows {
    private Rows() {}

    /**
     * Some of the rows, in a random order.
     *
     * @param n how many rows there are
     * @param some how many are wanted, at most n
     * @param random the random numbers
     * @return their indices
     */
    public static int[] some(int n, int some, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = 0; i < some; i++) { // the first part of a Fisher-Yates shuffle
            int j = random.nextInt(i, n);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
        return Arrays.copyOf(order, some);
    }

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
