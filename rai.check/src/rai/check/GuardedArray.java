package rai.check;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** An array like those of the trainer, a contiguous view somewhere in a longer vector, here with guards around it. */
final class GuardedArray {
    private static final int GUARDS = 7;
    private static final double GUARD = -12345;

    private final INDArray all;
    private final INDArray view;

    private GuardedArray(INDArray all, INDArray view) {
        this.all = all;
        this.view = view;
    }

    static GuardedArray of(DataType type, long[] shape, double... values) {
        double[] padded = new double[values.length + 2 * GUARDS];
        Arrays.fill(padded, GUARD);
        System.arraycopy(values, 0, padded, GUARDS, values.length);
        INDArray all = Nd4j.createFromArray(padded).castTo(type);
        INDArray inner = all.get(NDArrayIndex.interval(GUARDS, GUARDS + values.length));
        return new GuardedArray(all, inner.reshape('c', shape));
    }

    static GuardedArray of(DataType type, double... values) {
        return of(type, new long[] {values.length}, values);
    }

    static GuardedArray filled(DataType type, double value, long... shape) {
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(values, value);
        return of(type, shape, values);
    }

    INDArray view() {
        return view;
    }

    double[] values() {
        return Arrays.copyOfRange(everything(), GUARDS, GUARDS + (int) view.length());
    }

    /** Fails if an element before or after the view was altered. */
    void requireGuards(String what) throws Violation {
        double[] now = everything();
        for (int i = 0; i < now.length; i++) {
            if (i < GUARDS || i >= now.length - GUARDS) {
                Require.that(
                        now[i] == GUARD,
                        "%s: the element %d places outside of the array must not be altered",
                        what,
                        i < GUARDS ? GUARDS - i : i - now.length + GUARDS + 1);
            }
        }
    }

    private double[] everything() {
        return all.toDoubleVector();
    }
}
