package rai.methods;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;

/** Room for small matrices that go between Java arrays and the linear algebra, by name and shape. It belongs to one thread. */
final class Blocks {
    private record Place(String name, long rows, long columns) {}

    private final Map<Place, Singles> singles = new HashMap<>();
    private final Map<Place, Exact> exact = new HashMap<>();

    /** A matrix in single precision, and a Java array beside it. */
    static final class Singles {
        final INDArray array;
        final float[] values;
        private final FloatBuffer memory;

        private Singles(long rows, long columns) {
            array = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, columns}, 'c');
            values = new float[Math.toIntExact(rows * columns)];
            memory = Elements.floats(array);
        }

        float[] read() {
            memory.get(0, values);
            return values;
        }

        INDArray write() {
            memory.put(0, values);
            return array;
        }
    }

    /** A matrix in double precision, and a Java array beside it. */
    static final class Exact {
        final INDArray array;
        final double[] values;
        private final DoubleBuffer memory;

        private Exact(long rows, long columns) {
            array = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {rows, columns}, 'c');
            values = new double[Math.toIntExact(rows * columns)];
            memory = Elements.doubles(array);
        }

        double[] read() {
            memory.get(0, values);
            return values;
        }

        INDArray write() {
            memory.put(0, values);
            return array;
        }
    }

    Singles singles(String name, long rows, long columns) {
        return singles.computeIfAbsent(new Place(name, rows, columns), key -> new Singles(rows, columns));
    }

    Exact exact(String name, long rows, long columns) {
        return exact.computeIfAbsent(new Place(name, rows, columns), key -> new Exact(rows, columns));
    }
}
