package rai.api.data;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;

/** The arrays of a dataset: float64 in c order. */
public final class Matrix {
    /** How many numbers one array may hold: it is read and written as one buffer of less than 2 GiB. */
    public static final long MOST = Integer.MAX_VALUE / Double.BYTES;

    private Matrix() {}

    /**
     * Makes an array.
     *
     * @param values the values, row by row, from index 0; more may follow
     * @param rows the number of rows
     * @param columns the number of columns
     * @return an array [rows, columns] that no workspace owns
     */
    public static INDArray of(double[] values, int rows, int columns) {
        INDArray array = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', rows, columns);
        Elements.doubles(array).put(values, 0, rows * columns);
        return array;
    }

    /**
     * To be asked before memory is taken.
     *
     * @param what whose examples they are, such as {@code moons(n=100)}
     * @param rows the number of rows
     * @param columns the number of columns
     * @throws DataException if they do not fit in one array
     */
    public static void requireFit(String what, long rows, long columns) {
        if (rows * columns > MOST) {
            throw new DataException(what + " is too large: " + rows + " x " + columns
                    + " numbers do not fit in one array, which holds " + MOST + " at most");
        }
    }
}
