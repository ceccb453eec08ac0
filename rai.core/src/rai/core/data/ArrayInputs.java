package rai.core.data;

import java.util.Optional;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.compute.Views;

/** Features in memory. */
record ArrayInputs(INDArray x) implements Inputs {
    @Override
    public int count() {
        return (int) x.size(0);
    }

    @Override
    public int width() {
        return (int) x.size(1);
    }

    @Override
    public Optional<INDArray> array() {
        return Optional.of(x);
    }

    @Override
    public INDArray whole() {
        return x;
    }

    @Override
    public INDArray some(int[] rows) {
        return Views.contiguous(x.getRows(rows), x.dataType());
    }

    @Override
    public INDArray rows(int first, int some, IntFunction<INDArray> room) {
        return Views.of(x, (long) first * x.size(1), some, x.size(1));
    }

    @Override
    public void gather(int[] rows, INDArray into) {
        Rows.gather(rows, x, into);
    }

    @Override
    public double[] largest() {
        INDArray largest = x.amax(0).reshape(1, x.size(1));
        double[] values = new double[width()];
        for (int j = 0; j < values.length; j++) {
            values[j] = Math.abs(largest.getDouble(0, j));
        }
        return values;
    }

    @Override
    public long checksum() {
        return Examples.checksum(x);
    }
}
