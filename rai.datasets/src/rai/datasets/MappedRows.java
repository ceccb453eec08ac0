package rai.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rai.api.data.DataException;
import rai.api.data.RowSource;

/**
 * The rows of an array that stays in its file. The file is mapped into the address space, in pieces of whole rows, so the system reads its
 * pages when they are needed, keeps them while there is memory, and drops them when there is not.
 */
final class MappedRows implements RowSource {
    /** Bytes of a piece, at most: a buffer holds less than 2 GiB. */
    private static final long PIECE = 1L << 30;

    private final Path file;
    private final Element element;
    private final int rows;
    private final int width;
    private final int rowsPerPiece;
    private final ByteBuffer[] pieces;

    /**
     * Maps a file.
     *
     * @param file the file, which holds the elements and nothing after them
     * @param offset at which byte they begin
     * @param element their type
     * @param order the order of their bytes
     * @param rows the number of rows
     * @param width the number of elements of a row
     * @throws DataException if the file is shorter or longer
     */
    MappedRows(Path file, long offset, Element element, ByteOrder order, int rows, long width) {
        this(file, offset, element, order, rows, width, PIECE);
    }

    /** @param piece the bytes of a piece, at most */
    MappedRows(Path file, long offset, Element element, ByteOrder order, int rows, long width, long piece) {
        this.file = file;
        this.element = element;
        this.rows = rows;
        long bytesPerRow = Math.multiplyExact(width, element.bytes());
        if (bytesPerRow > piece) {
            throw new DataException("a row of " + file + " is too large: it has " + width + " numbers");
        }
        this.width = (int) width;
        rowsPerPiece = (int) Math.min(rows, piece / bytesPerRow);
        pieces = new ByteBuffer[(int) (((long) rows + rowsPerPiece - 1) / rowsPerPiece)];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            requireSize(channel.size() - offset, rows * bytesPerRow);
            for (int i = 0; i < pieces.length; i++) {
                long first = (long) i * rowsPerPiece;
                long bytes = Math.min(rowsPerPiece, rows - first) * bytesPerRow;
                pieces[i] = channel.map(MapMode.READ_ONLY, offset + first * bytesPerRow, bytes)
                        .order(order);
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    private void requireSize(long there, long wanted) {
        if (there < wanted) {
            throw new DataException("the file " + file + " is cut off");
        }
        if (there > wanted) {
            throw new DataException("the file " + file + " holds more than its header says, which is " + rows + " x "
                    + width + " numbers");
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void read(int row, double[] into) {
        try {
            element.read(pieces[row / rowsPerPiece], row % rowsPerPiece * width * element.bytes(), into, 0, width);
        } catch (InternalError e) { // what Java makes of pages that are not there any more
            throw new DataException(
                    "the file " + file + " can't be read any more: it has become shorter, or its disk fails", e);
        }
    }
}
