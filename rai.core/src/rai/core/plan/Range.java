package rai.core.plan;

import java.util.List;
import rai.api.method.TrainingMethod.Variable;

/**
 * Where a tensor lies in the trained vector.
 *
 * @param offset its first number
 * @param perExample whether its first dimension counts the training examples
 * @param blocks the widths of its blocks with a row per example; empty if it is a single tensor
 * @param shape its shape
 */
public record Range(long offset, boolean perExample, List<Integer> blocks, long[] shape) {
    /** @return how many numbers it has */
    public long length() {
        return new Variable("", shape).length();
    }

    /** @return the training examples of which it has rows */
    public int examples() {
        return (int) (blocks.isEmpty() ? shape[0] : length() / rowLength());
    }

    /** @return the widths of its blocks: one, if it is a single tensor with a row per example */
    public List<Integer> widths() {
        return blocks.isEmpty() ? List.of((int) (length() / shape[0])) : blocks;
    }

    /** @return how many numbers it has of each example */
    public long rowLength() {
        return widths().stream().mapToLong(width -> width).sum();
    }

    /** @return the shape of the rows of some examples */
    public long[] shapeOf(int some) {
        if (!blocks.isEmpty()) {
            return new long[] {some * rowLength()};
        }
        long[] rows = shape.clone();
        rows[0] = some;
        return rows;
    }
}
