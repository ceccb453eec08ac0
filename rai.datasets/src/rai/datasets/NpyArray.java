package rai.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import rai.api.array.NpyHeader;
import rai.api.data.DataException;
import rai.api.data.Matrix;

/**
 * An array in the format of NumPy: numbers or booleans, in either byte order.
 *
 * @param shape its shape
 * @param values its elements in c order
 */
record NpyArray(int[] shape, double[] values) {
    /** Elements that are read at once. */
    private static final int PIECE = 1 << 13;

    /**
     * @param origin where it comes from, for messages
     * @param bytes the bytes of the array, which are not closed
     * @return the array
     * @throws DataException if it is not an array of numbers
     * @throws IOException if it can't be read
     */
    static NpyArray read(String origin, InputStream bytes) throws IOException {
        NpyLayout header = NpyLayout.read(origin, bytes);
        try {
            double[] values = inFileOrder(
                    origin,
                    header,
                    new DataInputStream(bytes),
                    "with mapped=true, the features stay in their .npy file");
            int[] shape = header.shape();
            return new NpyArray(shape, header.fortran() && shape.length > 1 ? inCOrder(values, shape) : values);
        } catch (EOFException e) {
            throw new DataException(origin + " is cut off", e);
        }
    }

    /**
     * @param remedy what may be done if it is too large
     * @return the elements in the order of the file
     * @throws EOFException if it is cut off
     */
    static double[] inFileOrder(String origin, NpyLayout header, DataInputStream in, String remedy) throws IOException {
        int[] shape = header.shape();
        long count = 1;
        for (int size : shape) {
            count *= size;
            if (count > Matrix.MOST) {
                throw new DataException(origin + " is too large: its shape is " + header.dimensions()
                        + ", but one array holds " + Matrix.MOST + " numbers at most: " + remedy);
            }
        }
        int width = header.element().bytes();
        double[] values = new double[(int) count];
        byte[] piece = new byte[width * PIECE];
        ByteBuffer buffer = ByteBuffer.wrap(piece).order(header.order());
        for (int from = 0; from < values.length; from += PIECE) {
            int n = Math.min(PIECE, values.length - from);
            in.readFully(piece, 0, n * width);
            header.element().read(buffer, 0, values, from, n);
        }
        if (in.read() >= 0) {
            throw new DataException(
                    origin + " holds more than its header says, which is the shape " + Arrays.toString(shape));
        }
        return values;
    }

    private static double[] inCOrder(double[] values, int[] shape) {
        if (values.length == 0) {
            return values;
        }
        int rows = shape[0];
        int[] columns = NpyHeader.columns(shape);
        double[] ordered = new double[values.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows; i++) {
                ordered[i * columns.length + j] = values[columns[j] * rows + i];
            }
        }
        return ordered;
    }

    /** @return its size in the first dimension; 1 without dimensions */
    int rows() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** @return how many elements one index of the first dimension selects */
    int width() {
        return rows() == 0 ? 0 : values.length / rows();
    }

    /** @return its shape, as {@code 100 x 4} */
    String dimensions() {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }
}
