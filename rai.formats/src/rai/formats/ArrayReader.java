package rai.formats;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.array.NpyHeader;
import rai.api.data.DataException;
import rai.api.exchange.Weights.Weight;

/** Reads the numbers of an array from bytes, whose number is known before any memory is taken for them. */
final class ArrayReader {
    /** One array is read as one buffer of less than 2 GiB. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16;

    private static final int PIECE = 1 << 13;

    private ArrayReader() {}

    /**
     * @param origin what it is, for messages, such as {@code the array a of w.npz}
     * @return the number of elements
     * @throws DataException if it is more than an array holds
     */
    static int length(String origin, List<Long> shape) {
        long length = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new DataException(origin + " has the impossible size " + size);
            }
            length = size == 0 ? 0 : length > MOST_BYTES / size ? Long.MAX_VALUE : length * size;
            if (length == Long.MAX_VALUE) {
                break;
            }
        }
        if (length > MOST_BYTES / Double.BYTES) {
            throw new DataException(
                    origin + " is too large: its shape is " + shape + ", and an array holds less than 2 GiB");
        }
        return (int) length;
    }

    /** Reads the numbers; they are in memory once, and not before as many bytes were there. */
    static Weight read(String origin, String name, List<Long> shape, ElementType type, ByteOrder order, InputStream in)
            throws IOException {
        int length = length(origin, shape);
        double[] values = new double[Math.min(length, PIECE)];
        byte[] bytes = new byte[PIECE * type.bytes()];
        int done = 0;
        while (done < length) {
            int n = Math.min(PIECE, length - done);
            if (in.readNBytes(bytes, 0, n * type.bytes()) < n * type.bytes()) {
                throw new EOFException();
            }
            if (done + n > values.length) { // grows as bytes arrive: a header alone can't ask for memory
                values =
                        java.util.Arrays.copyOf(values, (int) Math.min(length, Math.max(done + n, 2L * values.length)));
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
            for (int i = 0; i < n; i++) {
                values[done + i] = type.next(buffer);
            }
            done += n;
        }
        INDArray array = Nd4j.createUninitializedDetached(
                type == ElementType.FLOAT64 ? DataType.DOUBLE : DataType.FLOAT, 'c', Math.max(1, length));
        Doubles.of(array).put(0, values, length);
        return new Weight(name, shape, type.word(), array);
    }

    /**
     * @param weight an array whose numbers are in the order of a file in which the first index varies fastest
     * @return the array, its numbers in the usual order
     */
    static Weight ofFortran(Weight weight) {
        int[] shape = weight.shape().stream().mapToInt(Math::toIntExact).toArray();
        double[] values = Doubles.copy(weight.values());
        Doubles ordered = Doubles.of(weight.values());
        int[] columns = NpyHeader.columns(shape);
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < shape[0]; i++) {
                ordered.put(i * columns.length + j, values[columns[j] * shape[0] + i]);
            }
        }
        return weight;
    }
}
