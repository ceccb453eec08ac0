package rai.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;

/**
 * The rows of an array in the format of NumPy, in pieces.
 *
 * @param origin where the array comes from, for messages
 * @param name what the rows are of, for messages
 * @param bytes the bytes of the array, which are not closed
 * @param file the file whose bytes these are, if any part of it can be read by itself
 */
record NpyPieces(String origin, String name, InputStream bytes, Optional<Path> file) {
    /**
     * Reads the rows.
     *
     * @param most how many rows a piece has at most
     * @param reader receives the pieces
     * @throws DataException if it is not an array of numbers with at least one row, or if it is cut off
     * @throws IOException if it can't be read
     */
    void read(int most, Consumer<Table> reader) throws IOException {
        NpyLayout header = NpyLayout.read(origin, bytes);
        if (header.shape().length == 0 || header.rows() == 0 || header.width() == 0) {
            throw new DataException(
                    origin + " has no rows: its shape is " + (header.shape().length == 0 ? "()" : header.dimensions()));
        }
        if (header.width() > Integer.MAX_VALUE / Double.BYTES) {
            throw new DataException("a row of " + name + " is too large: it has " + header.width() + " numbers");
        }
        int width = (int) header.width();
        int limit = DataFile.rows(most, width);
        try {
            if (header.fortran() && header.shape().length > 1) {
                fromColumns(header, limit, reader);
                return;
            }
            DataInputStream in = new DataInputStream(bytes);
            for (int from = 0; from < header.rows(); from += limit) {
                int rows = Math.min(limit, header.rows() - from);
                double[] values = next(header, in, rows * width);
                if (from + rows == header.rows() && in.read() >= 0) {
                    throw new DataException(origin + " holds more than its header says, which is the shape "
                            + Arrays.toString(header.shape()));
                }
                reader.accept(table(values, from, rows, width));
            }
        } catch (EOFException e) {
            throw new DataException(origin + " is cut off", e);
        }
    }

    /** A row is all over the file, so the file must be one to go about in, or fit into memory. */
    private void fromColumns(NpyLayout header, int limit, Consumer<Table> reader) throws IOException {
        int width = (int) header.width();
        NpyColumns.Rows rows = (from, values) -> reader.accept(table(values, from, values.length / width, width));
        if (file.isEmpty()) {
            double[] values = NpyArray.inFileOrder(
                    origin,
                    header,
                    new DataInputStream(bytes),
                    "it is in the order of Fortran, which passes through only from an uncompressed .npy file");
            NpyColumns.of(header, values).read(limit, rows);
        } else {
            try (FileChannel channel = FileChannel.open(file.get())) {
                NpyColumns.of(origin, header, channel).read(limit, rows);
            }
        }
    }

    private double[] next(NpyLayout header, DataInputStream in, int count) throws IOException {
        byte[] piece = new byte[count * header.element().bytes()];
        in.readFully(piece);
        double[] values = new double[count];
        header.element().read(ByteBuffer.wrap(piece).order(header.order()), 0, values, 0, count);
        return values;
    }

    private Table table(double[] values, int from, int rows, int width) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            double[] column = new double[rows];
            boolean infinite = false;
            for (int i = 0; i < rows; i++) {
                column[i] = values[i * width + j];
                infinite |= Double.isInfinite(column[i]);
            }
            columns.add(column("column-" + (j + 1), column, infinite));
        }
        return new Table(
                        name,
                        columns,
                        LongStream.rangeClosed(from + 1L, from + rows).toArray(),
                        new Table.Hints(false, Table.Goal.AUTO, List.of()),
                        Optional.empty())
                .withCountedRows();
    }

    /** An infinite value is a text, not a missing value. */
    private static Column column(String name, double[] values, boolean infinite) {
        return infinite
                ? Column.of(
                        name,
                        Column.Role.FEATURE,
                        Arrays.stream(values)
                                .mapToObj(value -> Double.isNaN(value)
                                        ? null
                                        : Double.isInfinite(value) ? value < 0 ? "-inf" : "inf" : String.valueOf(value))
                                .toArray(String[]::new))
                : Column.of(name, Column.Role.FEATURE, values);
    }
}
