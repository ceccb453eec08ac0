package rai.plot;

/**
 * What a {@link Landscape} shows in each cell of its grid. Row 0 is the lowest (smallest y), column 0 the leftmost (smallest
 * x);
 * a cell is one of {@code rows x columns} equal rectangles that fill the landscape, and its value is that at its centre.
 */
public sealed interface Cells permits Probabilities, ClassMap {

    int rows();

    int columns();

    /** The number of cells whose value is NaN. */
    long countNotANumber();
}
