package rai.api.layer;

/**
 * A tensor that a layer needs: one of its parameters, or one of its running state.
 *
 * @param name its name among those of the layer, such as {@code slope}
 * @param rows its rows
 * @param columns its columns
 * @param start the value that all its elements start from
 * @param shared whether all layers of a network that have the same spec have this tensor in common
 */
public record Tensor(String name, int rows, int columns, double start, boolean shared) {
    /**
     * A row of numbers, of one layer alone.
     *
     * @param name its name
     * @param columns how many numbers
     * @param start what they start from
     */
    public Tensor(String name, int columns, double start) {
        this(name, 1, columns, start, false);
    }

    /** @return the number of elements */
    public int length() {
        return Math.multiplyExact(rows, columns);
    }
}
