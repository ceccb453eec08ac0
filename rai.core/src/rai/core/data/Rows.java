package rai.core.data;

import java.util.Arrays;
import java.util.List;
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
        int width = (int) (to.length() / rows.length);
        gather(rows, (int) (from.length() / width), List.of(width), from, to);
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
        scatter(rows, (int) (to.length() / width), List.of(width), from, to);
    }

    /**
     * The rows of an array that consists of blocks, each with a row per example; those of the batch have the same layout.
     *
     * @param rows the indices
     * @param examples how many rows each block has
     * @param widths the widths of the blocks
     * @param from contiguous, [examples · Σ widths]
     * @param to contiguous, [rows · Σ widths], of the same data type
     */
    public static void gather(int[] rows, int examples, List<Integer> widths, INDArray from, INDArray to) {
        long before = 0;
        for (int width : widths) {
            Block source = new Block(from, before * examples, examples, width);
            Block target = new Block(to, before * rows.length, rows.length, width);
            copy(rows.length, source, i -> rows[i], target, i -> i);
            before += width;
        }
    }

    /**
     * The reverse of {@link #gather(int[], int, List, INDArray, INDArray)}.
     *
     * @param rows the indices
     * @param examples how many rows each block has
     * @param widths the widths of the blocks
     * @param from contiguous, [rows · Σ widths]
     * @param to contiguous, [examples · Σ widths], of the same data type
     */
    public static void scatter(int[] rows, int examples, List<Integer> widths, INDArray from, INDArray to) {
        long before = 0;
        for (int width : widths) {
            Block source = new Block(from, before * rows.length, rows.length, width);
            Block target = new Block(to, before * examples, examples, width);
            copy(rows.length, source, i -> i, target, i -> rows[i]);
            before += width;
        }
    }

    /** Some rows of equal width in a flat array, from an element on. */
    private record Block(INDArray array, long from, int rows, int width) {
        long length() {
            return (long) rows * width;
        }
    }

    private static void copy(int count, Block from, IntUnaryOperator source, Block to, IntUnaryOperator target) {
        int width = from.width();
        if (from.array().dataType() == DataType.FLOAT) {
            var floats = Elements.floats(from.array(), from.from(), from.length());
            var into = Elements.floats(to.array(), to.from(), to.length());
            for (int i = 0; i < count; i++) {
                into.put(target.applyAsInt(i) * width, floats, source.applyAsInt(i) * width, width);
            }
        } else {
            var doubles = Elements.doubles(from.array(), from.from(), from.length());
            var into = Elements.doubles(to.array(), to.from(), to.length());
            for (int i = 0; i < count; i++) {
                into.put(target.applyAsInt(i) * width, doubles, source.applyAsInt(i) * width, width);
            }
        }
    }
}
