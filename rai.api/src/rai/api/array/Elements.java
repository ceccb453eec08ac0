package rai.api.array;

import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory of a contiguous array as a buffer: reading or writing the buffer reads or writes the array. */
public final class Elements {
    private Elements() {}

    /**
     * @param array a contiguous array of floats in c order, which must stay reachable as long as the buffer is used
     * @return its elements, from index 0
     * @throws IllegalArgumentException if the array holds another data type
     */
    public static FloatBuffer floats(INDArray array) {
        require(array, DataType.FLOAT);
        return floats(array, 0, array.length());
    }

    /**
     * A piece of an array, which may be of any length itself.
     *
     * @param array a contiguous array of floats in c order, which must stay reachable as long as the buffer is used
     * @param from the first element of the piece
     * @param length how many elements; less than 2 GiB in all
     * @return the piece, from index 0
     * @throws IllegalArgumentException if the array holds another data type
     */
    public static FloatBuffer floats(INDArray array, long from, long length) {
        require(array, DataType.FLOAT);
        return memory(new FloatPointer(array.data().pointer()), array.offset() + from, length)
                .asFloatBuffer();
    }

    /**
     * @param array a contiguous array of doubles in c order, which must stay reachable as long as the buffer is used
     * @return its elements, from index 0
     * @throws IllegalArgumentException if the array holds another data type
     */
    public static DoubleBuffer doubles(INDArray array) {
        require(array, DataType.DOUBLE);
        return doubles(array, 0, array.length());
    }

    /**
     * A piece of an array, which may be of any length itself.
     *
     * @param array a contiguous array of doubles in c order, which must stay reachable as long as the buffer is used
     * @param from the first element of the piece
     * @param length how many elements; less than 2 GiB in all
     * @return the piece, from index 0
     * @throws IllegalArgumentException if the array holds another data type
     */
    public static DoubleBuffer doubles(INDArray array, long from, long length) {
        require(array, DataType.DOUBLE);
        return memory(new DoublePointer(array.data().pointer()), array.offset() + from, length)
                .asDoubleBuffer();
    }

    /** A view may start anywhere in a buffer of more than 2 GiB, so the view is wrapped and not the buffer. */
    private static java.nio.ByteBuffer memory(Pointer pointer, long from, long length) {
        pointer.position(from).limit(from + length);
        return pointer.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static void require(INDArray array, DataType type) {
        if (array.dataType() != type) {
            throw new IllegalArgumentException("the array holds " + array.dataType() + ", not " + type);
        }
    }
}
