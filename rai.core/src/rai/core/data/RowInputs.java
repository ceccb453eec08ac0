package rai.core.data;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.data.Dataset;
import rai.api.data.RowSource;
import rai.core.compute.Views;

/**
 * Features that are read, shifted, scaled and converted whenever they are needed: the same numbers, to the bit, as those of an array that
 * was read, standardized and converted as a whole.
 */
final class RowInputs implements Inputs {
    private final RowSource source;
    private final DataType type;
    /** Null if features stay as they are. */
    private final double[] mean;

    private final double[] sd;
    private final double[] largest;

    /**
     * Reads all rows once.
     *
     * @throws rai.api.data.DataException if a number is not finite in the precision of the run
     */
    RowInputs(Dataset data, DataType type, Standardization standardization) {
        source = data.source().orElseThrow();
        this.type = type;
        boolean scaled = !standardization.isNone();
        mean = scaled ? standardization.mean().toDoubleVector() : null;
        sd = scaled ? standardization.sd().toDoubleVector() : null;
        largest = checked(data);
    }

    private double[] checked(Dataset data) {
        double[] most = new double[source.width()];
        double[] row = new double[source.width()];
        for (int i = 0; i < source.rows(); i++) {
            source.read(i, row);
            for (int j = 0; j < row.length; j++) {
                double x = value(row, j);
                double size = Math.abs(type == DataType.FLOAT ? (float) x : x);
                if (!Double.isFinite(size)) {
                    throw Examples.tooLarge(data.featureNames().get(j), row[j], type);
                }
                most[j] = Math.max(most[j], size);
            }
        }
        return most;
    }

    private double value(double[] row, int j) {
        return mean == null ? row[j] : (row[j] - mean[j]) / sd[j];
    }

    @Override
    public int count() {
        return source.rows();
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public Optional<INDArray> array() {
        return Optional.empty();
    }

    @Override
    public INDArray whole() {
        return read(count(), i -> i, Views.scratch(type, count(), width()));
    }

    @Override
    public INDArray some(int[] rows) {
        return read(rows.length, i -> rows[i], Views.scratch(type, rows.length, width()));
    }

    @Override
    public INDArray rows(int first, int some, IntFunction<INDArray> room) {
        return read(some, i -> first + i, room.apply(some));
    }

    @Override
    public void gather(int[] rows, INDArray into) {
        read(rows.length, i -> rows[i], into);
    }

    private INDArray read(int count, IntUnaryOperator rows, INDArray into) {
        double[] row = new double[width()];
        if (type == DataType.FLOAT) {
            float[] converted = new float[row.length];
            var floats = Elements.floats(into);
            for (int i = 0; i < count; i++) {
                source.read(rows.applyAsInt(i), row);
                for (int j = 0; j < row.length; j++) {
                    converted[j] = (float) value(row, j);
                }
                floats.put(converted);
            }
        } else {
            var doubles = Elements.doubles(into);
            for (int i = 0; i < count; i++) {
                source.read(rows.applyAsInt(i), row);
                for (int j = 0; j < row.length; j++) {
                    row[j] = value(row, j);
                }
                doubles.put(row);
            }
        }
        java.lang.ref.Reference.reachabilityFence(into);
        return into;
    }

    @Override
    public double[] largest() {
        return largest.clone();
    }

    /** Every batch is read again, so a service that alters one alters nothing that others see. */
    @Override
    public long checksum() {
        return 0;
    }
}
