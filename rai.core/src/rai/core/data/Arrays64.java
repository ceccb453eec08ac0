package rai.core.data;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;
import rai.api.data.DataException;

/** Arrays of float64 in c order. */
final class Arrays64 {
    /** How many numbers one array may hold: it is read and written as one buffer of less than 2 GiB. */
    private static final long MOST = Integer.MAX_VALUE / Double.BYTES;

    private Arrays64() {}

    static INDArray of(double[] values, int rows, int columns) {
        INDArray array = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', rows, columns);
        Elements.doubles(array).put(values, 0, rows * columns);
        return array;
    }

    /** @throws DataException if so many numbers do not fit in one array */
    static void requireFit(String what, long rows, long columns) {
        if (rows * columns > MOST) {
            throw new DataException(what + " is too large: " + rows + " x " + columns
                    + " numbers do not fit in one array, which holds " + MOST + " at most");
        }
    }
}
