package rai.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import rai.api.spec.SpecException;

/**
 * A file in idx form, read from its beginning, item by item; whatever is wrong with it becomes one sentence.
 *
 * <p>It starts with two zero bytes, a byte for the type of its elements and a byte for the number r of its dimensions;
 * then come r sizes, as int32, and the elements in c order. All numbers are big-endian. An item is what one index
 * of the first dimension selects: an image, or a label.
 */
final class IdxFile implements AutoCloseable {
    private final Path file;
    private final InputStream bytes;
    private final Type type;
    private final int[] shape;
    private int taken;
    private ByteBuffer item = ByteBuffer.allocate(0);

    /** The types of elements, with the byte that stands for each. */
    enum Type {
        UBYTE(0x08, Byte.BYTES, (from, to) -> {
            // The bytes themselves: most files are of this type, and large.
            byte[] bytes = from.array();
            for (int i = 0; i < to.length; i++) {
                to[i] = bytes[i] & 0xff;
            }
        }),
        BYTE(0x09, Byte.BYTES, (from, to) -> fill(to, from::get)),
        SHORT(0x0B, Short.BYTES, (from, to) -> fill(to, from.asShortBuffer()::get)),
        INT(0x0C, Integer.BYTES, (from, to) -> fill(to, from.asIntBuffer()::get)),
        FLOAT(0x0D, Float.BYTES, (from, to) -> fill(to, from.asFloatBuffer()::get)),
        DOUBLE(0x0E, Double.BYTES, (from, to) -> fill(to, from.asDoubleBuffer()::get));

        private final int code;
        private final int width;
        private final Reader reader;

        /** Reads the elements of an item, from index 0. */
        private interface Reader {
            void read(ByteBuffer from, double[] to);
        }

        Type(int code, int width, Reader reader) {
            this.code = code;
            this.width = width;
            this.reader = reader;
        }

        private static void fill(double[] to, IntToDoubleFunction elements) {
            for (int i = 0; i < to.length; i++) {
                to[i] = elements.applyAsDouble(i);
            }
        }

        /** @return whether every element is a whole number */
        boolean isWhole() {
            return this != FLOAT && this != DOUBLE;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private IdxFile(Path file, InputStream bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        byte[] magic = bytes.readNBytes(4);
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw new SpecException("the file " + file + " is not an idx file: its first bytes are not an idx header");
        }
        int code = Byte.toUnsignedInt(magic[2]);
        type = Arrays.stream(Type.values())
                .filter(t -> t.code == code)
                .findFirst()
                .orElseThrow(() -> unknown(code));
        shape = new int[Byte.toUnsignedInt(magic[3])];
        byte[] sizes = bytes.readNBytes(Integer.BYTES * shape.length);
        if (sizes.length < Integer.BYTES * shape.length) {
            throw new SpecException("the file " + file + " is cut off within its header");
        }
        ByteBuffer.wrap(sizes).asIntBuffer().get(shape);
        if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
            throw new SpecException("the file " + file + " is not an idx file: its header says " + this);
        }
        if (shape.length == 0 || Arrays.stream(shape).anyMatch(size -> size == 0)) {
            throw new SpecException("the file " + file + " holds nothing: its header says " + this);
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @param file the file, plain or gzip
     * @return the file, before its first item; it has a first dimension, and all its sizes are positive
     * @throws SpecException if there is no such file, it is not an idx file, its elements are of a type that idx does
     *     not know, or it holds nothing
     */
    static IdxFile open(Path file) {
        DataFile.requireFile(file, "an idx file");
        try {
            return read(file, DataFile.open(file));
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    /**
     * Reads the header of a file that is open.
     *
     * @param file the file, for messages
     * @param bytes its content, which is closed if it is refused
     * @return the file, as {@link #open} returns it
     * @throws SpecException as {@link #open} does
     */
    static IdxFile read(Path file, InputStream bytes) {
        IdxFile opened = null;
        try {
            opened = new IdxFile(file, bytes);
            return opened;
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        } finally {
            if (opened == null) {
                closeQuietly(bytes);
            }
        }
    }

    /** @return the type of the elements */
    Type type() {
        return type;
    }

    /** @return at which byte the elements begin, if the file is plain */
    int offset() {
        return 4 + Integer.BYTES * shape.length;
    }

    /** @return the number of dimensions, at least 1 */
    int rank() {
        return shape.length;
    }

    /**
     * @param dimension from 0
     * @return its size
     */
    int size(int dimension) {
        return shape[dimension];
    }

    /**
     * Reads the next item, or passes over it.
     *
     * @param values room for the elements of an item, and for no more; null passes over it
     * @param elements the number of elements of an item
     * @throws SpecException if the file ends before the item does
     */
    void next(double[] values, int elements) {
        if (item.capacity() != elements * type.width) {
            item = ByteBuffer.allocate(elements * type.width);
        }
        try {
            if (bytes.readNBytes(item.array(), 0, item.capacity()) < item.capacity()) {
                throw new SpecException("the file " + file + " is cut off: its header says " + this
                        + ", but it ends after the first " + taken);
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
        taken++;
        if (values != null) {
            type.reader.read(item, values);
        }
    }

    /**
     * To be asked after the last item: there the checksum of gzip data is compared, too.
     *
     * @throws SpecException if the file continues
     */
    void requireEnd() {
        try {
            if (bytes.read() >= 0) {
                throw new SpecException("the file " + file + " holds more than its header says, which is " + this);
            }
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    @Override
    public void close() {
        closeQuietly(bytes);
    }

    /** @return what the header says, as {@code 60000 x 28 x 28 of ubyte} */
    @Override
    public String toString() {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x ")) + " of " + type;
    }

    private SpecException unknown(int code) {
        return new SpecException(String.format(
                Locale.ROOT,
                "the file %s has elements of the type 0x%02X, but idx knows %s only",
                file,
                code,
                Arrays.stream(Type.values())
                        .map(t -> String.format(Locale.ROOT, "0x%02X (%s)", t.code, t))
                        .collect(Collectors.joining(", "))));
    }

    /** Nothing was written, so nothing can be lost. */
    private static void closeQuietly(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            // what was read is whole, or was refused already
        }
    }
}
