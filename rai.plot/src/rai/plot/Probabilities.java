package rai.plot;

import java.util.Arrays;

/**
 * The probability of class 1 in each cell, P in [0, 1], drawn in a diverging colour scale: blue at 0, white at 1/2, orange
 * at 1. The
 * scale is the same in all pictures. The line P = 1/2 is drawn as a thin contour.
 *
 * @param values [rows][columns]; NaN is allowed, and has a colour of its own and a note
 */
public record Probabilities(double[][] values) implements Cells {

    /** Outputs of a float32 network may miss the interval by a rounding error. */
    private static final double TOLERANCE = 1e-6;

    /** @throws IllegalArgumentException if a value is neither a probability nor NaN, or the rows are not equally long */
    public Probabilities {
        Check.rectangular(Arrays.stream(values).mapToInt(row -> row.length).toArray());
        values = copy(values);
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                double p = values[row][column];
                if (p < -TOLERANCE || p > 1 + TOLERANCE) {
                    throw new IllegalArgumentException(
                            "the value in row " + row + ", column " + column + " is not a probability: " + p);
                }
                values[row][column] = Math.max(0, Math.min(1, p));
            }
        }
    }

    /** A copy of the values. */
    @Override
    public double[][] values() {
        return copy(values);
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public int columns() {
        return values[0].length;
    }

    @Override
    public long countNotANumber() {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isNaN)
                .count();
    }

    private static double[][] copy(double[][] values) {
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }
}
