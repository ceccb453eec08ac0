package rai.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import rai.api.array.NpyHeader;
import rai.api.data.DataException;

/** The rows of an array whose first index varies fastest, which are gathered from its columns. */
final class NpyColumns {
    /** Values that are gathered at once, 16 MB: each column of them is one read from the file. */
    private static final int BLOCK = 1 << 21;

    /** Numbers that follow each other in an array. */
    private interface Numbers {
        double[] read(long from, int count) throws IOException;
    }

    /** Receives rows. */
    interface Rows {
        /**
         * @param from the number of the first row, from 0
         * @param values the rows, one after another
         */
        void accept(int from, double[] values);
    }

    private final int rows;
    private final int[] columns;
    private final Numbers numbers;

    private NpyColumns(NpyLayout header, Numbers numbers) {
        this.rows = header.rows();
        this.columns = NpyHeader.columns(header.shape());
        this.numbers = numbers;
    }

    /** @param values the elements in the order of the file */
    static NpyColumns of(NpyLayout header, double[] values) {
        return new NpyColumns(header, (from, count) -> Arrays.copyOfRange(values, (int) from, (int) from + count));
    }

    /**
     * @param origin where the array comes from, for messages
     * @param channel a file that holds the array and nothing after it, from which columns are read when they are needed
     * @throws DataException if the file is shorter or longer
     */
    static NpyColumns of(String origin, NpyLayout header, FileChannel channel) throws IOException {
        int size = header.element().bytes();
        long bytes = Math.multiplyExact(Math.multiplyExact(header.rows(), header.width()), (long) size);
        if (channel.size() - header.offset() < bytes) {
            throw new DataException(origin + " is cut off");
        }
        if (channel.size() - header.offset() > bytes) {
            throw new DataException(
                    origin + " holds more than its header says, which is the shape " + Arrays.toString(header.shape()));
        }
        return new NpyColumns(header, (from, count) -> {
            ByteBuffer buffer = ByteBuffer.allocate(count * size);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, header.offset() + from * size + buffer.position()) < 0) {
                    throw new EOFException(); // it has become shorter meanwhile
                }
            }
            double[] values = new double[count];
            header.element().read(buffer.order(header.order()), 0, values, 0, count);
            return values;
        });
    }

    /** @param most how many rows are passed on at once, at most */
    void read(int most, Rows reader) throws IOException {
        int width = columns.length;
        int block = Math.max(most, BLOCK / width);
        for (int first = 0; first < rows; first += block) {
            int count = Math.min(block, rows - first);
            double[] values = new double[count * width];
            for (int j = 0; j < width; j++) {
                double[] column = numbers.read((long) columns[j] * rows + first, count);
                for (int i = 0; i < count; i++) {
                    values[i * width + j] = column[i];
                }
            }
            for (int from = 0; from < count; from += most) {
                int to = Math.min(from + most, count);
                reader.accept(first + from, Arrays.copyOfRange(values, from * width, to * width));
            }
        }
    }
}
