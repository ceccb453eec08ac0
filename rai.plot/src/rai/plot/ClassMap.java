package rai.plot;

import java.util.Arrays;

/**
 * The predicted class of each cell, drawn as a light tint of the class's colour, with thin lines between cells of different
 * classes.
 *
 * @param classes [rows][columns]; 0 .. k, or {@link #NOT_A_NUMBER} if the model returned NaN
 */
public record ClassMap(int[][] classes) implements Cells {

    /** The class of a cell for which the model returned NaN. */
    public static final int NOT_A_NUMBER = -1;

    /** @throws IllegalArgumentException if a class is below -1, or the rows are not equally long */
    public ClassMap {
        Check.rectangular(Arrays.stream(classes).mapToInt(row -> row.length).toArray());
        classes = copy(classes);
        for (int[] row : classes) {
            for (int label : row) {
                if (label < NOT_A_NUMBER) {
                    throw new IllegalArgumentException("a class is 0 or more, or -1 for none, not " + label);
                }
            }
        }
    }

    /** A copy of the classes. */
    @Override
    public int[][] classes() {
        return copy(classes);
    }

    @Override
    public int rows() {
        return classes.length;
    }

    @Override
    public int columns() {
        return classes[0].length;
    }

    @Override
    public long countNotANumber() {
        return Arrays.stream(classes)
                .flatMapToInt(Arrays::stream)
                .filter(label -> label == NOT_A_NUMBER)
                .count();
    }

    private static int[][] copy(int[][] classes) {
        return Arrays.stream(classes).map(int[]::clone).toArray(int[][]::new);
    }
}
