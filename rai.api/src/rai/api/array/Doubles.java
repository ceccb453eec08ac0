package rai.api.array;

import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * The elements of an array in double precision, whether it holds floats or doubles: so that a loop need not be written
 * twice. It reads and writes the array's memory.
 */
public final class Doubles {
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final int length;
    /** Kept, because the buffers do not hold the memory. */
    private final INDArray array;

    private Doubles(INDArray array, FloatBuffer floats, DoubleBuffer doubles, int length) {
        this.array = array;
        this.floats = floats;
        this.doubles = doubles;
        this.length = length;
    }

    /**
     * A piece of an array, which may be of any length itself.
     *
     * @param array a contiguous array of floats or doubles in c order, which stays reachable as long as this object
     * @param from the first element of the piece
     * @param length how many elements; less than 2 GiB in all
     * @return the piece, from index 0
     */
    public static Doubles of(INDArray array, long from, long length) {
        return array.dataType() == DataType.FLOAT
                ? new Doubles(array, Elements.floats(array, from, length), null, (int) length)
                : new Doubles(array, null, Elements.doubles(array, from, length), (int) length);
    }

    /**
     * @param array a contiguous array of floats or doubles in c order, which stays reachable as long as this object
     * @return its elements, from index 0
     */
    public static Doubles of(INDArray array) {
        return array.dataType() == DataType.FLOAT
                ? new Doubles(array, Elements.floats(array), null, (int) array.length())
                : new Doubles(array, null, Elements.doubles(array), (int) array.length());
    }

    /**
     * @param array any array of floats or doubles
     * @return its elements in c order, in a new Java array
     */
    public static double[] copy(INDArray array) {
        boolean inOrder = array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array);
        Doubles elements = of(inOrder ? array : array.dup('c'));
        double[] numbers = new double[elements.length];
        elements.get(0, numbers, numbers.length);
        Reference.reachabilityFence(elements);
        return numbers;
    }

    /** @return the number of elements */
    public int length() {
        return length;
    }

    /**
     * @param index from 0
     * @return the element
     */
    public double get(int index) {
        return floats != null ? floats.get(index) : doubles.get(index);
    }

    /**
     * @param index from 0
     * @param value the new value of the element
     */
    public void put(int index, double value) {
        if (floats != null) {
            floats.put(index, (float) value);
        } else {
            doubles.put(index, value);
        }
    }

    /**
     * Reads elements.
     *
     * @param from the first element
     * @param to receives them, from index 0
     * @param count how many
     */
    public void get(int from, double[] to, int count) {
        if (floats != null) {
            float[] copy =
                    new float[count]; // loops over Java arrays become vector instructions, those over buffers do not
            floats.get(from, copy, 0, count);
            for (int i = 0; i < count; i++) {
                to[i] = copy[i];
            }
        } else {
            doubles.get(from, to, 0, count);
        }
    }

    /**
     * Writes elements.
     *
     * @param from the first element
     * @param values their new values, from index 0
     * @param count how many
     */
    public void put(int from, double[] values, int count) {
        if (floats != null) {
            float[] copy = new float[count];
            for (int i = 0; i < count; i++) {
                copy[i] = (float) values[i];
            }
            floats.put(from, copy, 0, count);
        } else {
            doubles.put(from, values, 0, count);
        }
    }
}
