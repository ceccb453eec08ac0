package rai.core.data;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;
import rai.api.data.Matrix;
import rai.api.data.RowSource;

/**
 * Mean, standard deviation (with n) and largest absolute value of each column.
 *
 * @param mean [1, d]
 * @param sd [1, d]
 * @param largest [1, d]
 */
record ColumnMoments(INDArray mean, INDArray sd, INDArray largest) {
    /** Numbers of a few columns that are held in memory at a time: 64 MB. */
    private static final int HELD = 1 << 23;

    /** @param x [n, d] in float64 */
    static ColumnMoments of(INDArray x) {
        long d = x.size(1);
        INDArray sd = x.std(false, 0).reshape(1, d);
        return new ColumnMoments(x.mean(0).reshape(1, d), sd, x.amax(0).reshape(1, d));
    }

    /**
     * Those of rows that are read on demand. As long as they would fit in one array, they are the same as of that array, to the bit: some
     * columns at a time, by the same reductions. Of larger data there is no such array, and one pass over the rows is enough.
     */
    static ColumnMoments of(RowSource source) {
        return (long) source.rows() * source.width() <= Matrix.MOST ? byColumns(source, HELD) : streamed(source);
    }

    /** @param held how many numbers are held in memory at a time, about */
    static ColumnMoments byColumns(RowSource source, int held) {
        int d = source.width();
        ColumnMoments all = empty(d);
        int atOnce = Math.min(d, Math.max(2, held / source.rows())); // a reduction of one column may go another way
        INDArray x = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', source.rows(), atOnce);
        for (int from = 0; from < d; from += atOnce) {
            int first = Math.min(from, d - atOnce);
            read(source, first, x);
            ColumnMoments some = of(x);
            for (int j = 0; j < atOnce; j++) {
                all.mean.putScalar(0, first + j, some.mean.getDouble(0, j));
                all.sd.putScalar(0, first + j, some.sd.getDouble(0, j));
                all.largest.putScalar(0, first + j, some.largest.getDouble(0, j));
            }
        }
        x.close(); // now, and not when the collector comes
        return all;
    }

    /** @return the numbers of a column [n] */
    static INDArray column(RowSource source, int number) {
        INDArray x = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', source.rows(), 1);
        read(source, number, x);
        return x.getColumn(0);
    }

    /** Reads some columns into an array [n, some]. */
    private static void read(RowSource source, int first, INDArray x) {
        var elements = Elements.doubles(x);
        double[] row = new double[source.width()];
        for (int i = 0; i < source.rows(); i++) {
            source.read(i, row);
            elements.put(row, first, (int) x.size(1));
        }
    }

    /** Moments about the mean so far (Welford, 1962, Technometrics 4): no sum of squares can lose the digits of a small variance. */
    static ColumnMoments streamed(RowSource source) {
        int d = source.width();
        double[] mean = new double[d];
        double[] squares = new double[d];
        double[] largest = new double[d];
        double[] row = new double[d];
        for (int i = 0; i < source.rows(); i++) {
            source.read(i, row);
            double share = 1.0 / (i + 1.0);
            for (int j = 0; j < d; j++) {
                double from = row[j] - mean[j];
                mean[j] += from * share;
                squares[j] += from * (row[j] - mean[j]);
                largest[j] = Math.max(largest[j], Math.abs(row[j]));
            }
        }
        ColumnMoments all = empty(d);
        for (int j = 0; j < d; j++) {
            all.mean.putScalar(0, j, mean[j]);
            all.sd.putScalar(0, j, Math.sqrt(squares[j] / source.rows()));
            all.largest.putScalar(0, j, largest[j]);
        }
        return all;
    }

    private static ColumnMoments empty(int d) {
        return new ColumnMoments(
                Nd4j.zeros(DataType.DOUBLE, 1, d),
                Nd4j.zeros(DataType.DOUBLE, 1, d),
                Nd4j.zeros(DataType.DOUBLE, 1, d));
    }
}
