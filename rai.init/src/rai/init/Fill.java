package rai.init;

import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;

/** Writes numbers made in double precision into arrays of either type: so a run's type does not change what is drawn. */
final class Fill {
    private Fill() {}

    /** Asks for element 0, 1, 2, ... in c order: row by row. */
    static void with(INDArray array, IntToDoubleFunction element) {
        Doubles to = Doubles.of(array);
        for (int i = 0; i < to.length(); i++) {
            to.put(i, element.applyAsDouble(i));
        }
    }

    static void zero(INDArray array) {
        array.assign(0);
    }
}
