package rai.core.train;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.compute.Views;

/** Whether all numbers are finite: by the largest exponent, in one pass that the compiler can vectorise. */
final class Finite {
    private static final int FLOAT_INFINITY = 0x7f800000;
    private static final long DOUBLE_INFINITY = 0x7ff0000000000000L;
    /** A buffer holds less than 2 GiB. */
    private static final long PIECE = 1L << 26;

    private Finite() {}

    static boolean all(INDArray array) {
        for (long from = 0; from < array.length(); from += PIECE) {
            if (!piece(array, from, Math.min(array.length(), from + PIECE))) {
                return false;
            }
        }
        return true;
    }

    private static boolean piece(INDArray array, long from, long to) {
        Pointer memory = Views.address(array, from);
        memory.limit(memory.position() + to - from);
        var bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
        return array.dataType() == DataType.FLOAT ? floats(bytes.asIntBuffer()) : doubles(bytes.asLongBuffer());
    }

    private static boolean floats(IntBuffer bits) {
        int largest = 0;
        for (int i = 0, n = bits.limit(); i < n; i++) {
            largest = Math.max(largest, bits.get(i) & Integer.MAX_VALUE);
        }
        return largest < FLOAT_INFINITY;
    }

    private static boolean doubles(LongBuffer bits) {
        long largest = 0;
        for (int i = 0, n = bits.limit(); i < n; i++) {
            largest = Math.max(largest, bits.get(i) & Long.MAX_VALUE);
        }
        return largest < DOUBLE_INFINITY;
    }
}
