package rai.core.compute;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Views into contiguous arrays, and their addresses. Making one takes some 10 microseconds: make them once. */
public final class Views {
    private Views() {}

    /**
     * A contiguous piece of a contiguous array.
     *
     * @param array the array
     * @param offset where the piece starts, counted in elements from the start of the array
     * @param shape the shape of the piece
     * @return the view
     */
    public static INDArray of(INDArray array, long offset, long... shape) {
        long length = 1;
        for (long s : shape) {
            length *= s;
        }
        if (offset < 0 || offset + length > array.length()) {
            throw new IndexOutOfBoundsException(
                    "elements " + offset + " to " + (offset + length) + " of an array of " + array.length());
        }
        if (offset == 0 && length == array.length()) {
            return array.reshape(shape);
        }
        return array.reshape(new long[] {array.length()})
                .get(NDArrayIndex.interval(offset, offset + length))
                .reshape(shape);
    }

    /**
     * The same numbers in a data type, contiguous in c order.
     *
     * @param array the array
     * @param type float or double
     * @return the array itself if it is so already, else a copy
     */
    public static INDArray contiguous(INDArray array, DataType type) {
        INDArray converted = array.castTo(type);
        return converted.ordering() == 'c' && !converted.isView() ? converted : converted.dup('c');
    }

    /**
     * The address of an element, for calls into the linear algebra library. The array must stay reachable.
     *
     * @param array the array
     * @param offset the element, counted from the start of the array
     * @return its address
     */
    public static Pointer address(INDArray array, long offset) {
        Pointer base = array.data().pointer();
        Pointer at = array.dataType() == DataType.FLOAT ? new FloatPointer(base) : new DoublePointer(base);
        return at.position(array.offset() + offset);
    }

    /**
     * An array for scratch work: its content is arbitrary.
     *
     * @param type float or double
     * @param shape its shape
     * @return the array
     */
    public static INDArray scratch(DataType type, long... shape) {
        return Nd4j.createUninitialized(type, shape, 'c');
    }
}
