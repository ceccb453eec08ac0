package rai.core.state;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;

/** Stretches of an array, of either data type, as doubles. */
final class Doubles {
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private float[] tile = {};

    Doubles(INDArray array) {
        boolean single = array.dataType() == DataType.FLOAT;
        floats = single ? Elements.floats(array) : null;
        doubles = single ? null : Elements.doubles(array);
    }

    /** Reads n elements from {@code at} on. */
    void get(int at, double[] into, int n) {
        if (doubles != null) {
            doubles.get(at, into, 0, n);
            return;
        }
        tile = tile.length < n ? new float[n] : tile;
        floats.get(at, tile, 0, n);
        for (int i = 0; i < n; i++) {
            into[i] = tile[i];
        }
    }

    /** Writes n elements from {@code at} on. */
    void put(int at, double[] from, int n) {
        if (doubles != null) {
            doubles.put(at, from, 0, n);
            return;
        }
        tile = tile.length < n ? new float[n] : tile;
        for (int i = 0; i < n; i++) {
            tile[i] = (float) from[i];
        }
        floats.put(at, tile, 0, n);
    }
}
