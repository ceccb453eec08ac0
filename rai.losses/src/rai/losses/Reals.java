package rai.losses;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/** The elements of an array as doubles, whatever its data type: for losses whose time goes into exp and log. */
interface Reals {
    double get(int i);

    void put(int i, double value);

    static Reals of(INDArray array) {
        return array.dataType() == DataType.FLOAT
                ? new Floats(Elements.floats(array))
                : new Doubles(Elements.doubles(array));
    }

    /** Floats. */
    record Floats(FloatBuffer elements) implements Reals {
        @Override
        public double get(int i) {
            return elements.get(i);
        }

        @Override
        public void put(int i, double value) {
            elements.put(i, (float) value);
        }
    }

    /** Doubles. */
    record Doubles(DoubleBuffer elements) implements Reals {
        @Override
        public double get(int i) {
            return elements.get(i);
        }

        @Override
        public void put(int i, double value) {
            elements.put(i, value);
        }
    }
}
