package rai.layers;

import org.nd4j.linalg.api.buffer.DataType;
import rai.api.array.Doubles;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;

/** A layer without parameters that takes each row by itself, in double precision. */
abstract class RowWise implements LayerFunction {
    /**
     * The output of one row.
     *
     * @param x the row [inputs]
     * @param y receives its output [outputs]
     */
    abstract void value(double[] x, double[] y);

    /**
     * The gradient of one row.
     *
     * @param x the row [inputs]
     * @param y its output [outputs]
     * @param dy dL/dy [outputs]
     * @param dx receives dL/dx [inputs]
     */
    abstract void gradient(double[] x, double[] y, double[] dy, double[] dx);

    /** Replaces what the precision of the output has lost of a row, before its gradient is computed. */
    void restore(double[] y, DataType type) {}

    @Override
    public final void forward(Pass pass) {
        Doubles from = Doubles.of(pass.input());
        Doubles to = Doubles.of(pass.output());
        double[] x = new double[(int) pass.input().size(1)];
        double[] y = new double[(int) pass.output().size(1)];
        for (int row = 0, rows = (int) pass.input().size(0); row < rows; row++) {
            from.get(row * x.length, x, x.length);
            value(x, y);
            to.put(row * y.length, y, y.length);
        }
    }

    @Override
    public final void backward(Pass pass) {
        if (pass.downstream() == null) {
            return;
        }
        Doubles from = Doubles.of(pass.input());
        Doubles values = Doubles.of(pass.output());
        Doubles up = Doubles.of(pass.upstream());
        Doubles to = Doubles.of(pass.downstream());
        double[] x = new double[(int) pass.input().size(1)];
        double[] y = new double[(int) pass.output().size(1)];
        double[] dy = new double[y.length];
        double[] dx = new double[x.length];
        for (int row = 0, rows = (int) pass.input().size(0); row < rows; row++) {
            from.get(row * x.length, x, x.length);
            values.get(row * y.length, y, y.length);
            restore(y, pass.output().dataType());
            up.get(row * y.length, dy, y.length);
            gradient(x, y, dy, dx);
            to.put(row * x.length, dx, x.length);
        }
    }

    /** e^(x - max x), and their sum. */
    static double exponentials(double[] x, double[] y) {
        double max = max(x);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.exp(x[i] - max);
            sum += y[i];
        }
        return sum;
    }

    static double max(double[] x) {
        double max = x[0];
        for (double value : x) {
            max = Math.max(max, value);
        }
        return max;
    }
}
