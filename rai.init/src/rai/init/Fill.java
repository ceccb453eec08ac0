package rai.init;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/** Writes numbers made in double precision into arrays of either type: so a run's type does not change what is drawn. */
final class Fill {
    private Fill() {}

    /** Asks for element 0, 1, 2, ... in c order: row by row. */
    static void with(INDArray array, IntToDoubleFunction element) {
        if (array.dataType() == DataType.FLOAT) {
            FloatBuffer to = Elements.floats(array);
            for (int i = 0, n = to.limit(); i < n; i++) {
                to.put(i, (float) element.applyAsDouble(i));
            }
        } else {
            DoubleBuffer to = Elements.doubles(array);
            for (int i = 0, n = to.limit(); i < n; i++) {
                to.put(i, element.applyAsDouble(i));
            }
        }
    }

    static void zero(INDArray array) {
        array.assign(0);
    }
}
