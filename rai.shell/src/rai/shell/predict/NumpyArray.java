package rai.shell.predict;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rai.api.array.NpyHeader;

/**
 * An array in the format of NumPy (NEP 1) whose number of rows is known only at its end: until then, its elements are in a file.
 */
final class NumpyArray {
    /** What the elements are. */
    enum Type {
        /** int64. */
        LONG,
        /** float32 or float64. */
        FLOATING,
        /** Unicode texts of equal length, padded. */
        TEXT
    }

    private final Path file;
    private final Type type;
    private final int width;
    private final DataOutputStream elements;
    private long count;
    private int longest = 1;
    private boolean single;

    /**
     * @param file holds the elements until the array is complete
     * @param type what they are
     * @param width how many a row has; 0 if the array has one dimension
     */
    NumpyArray(Path file, Type type, int width) throws IOException {
        this.file = file;
        this.type = type;
        this.width = width;
        elements = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    /** @param known whether the numbers are float32 */
    void single(boolean known) {
        single |= known;
    }

    void add(long value) throws IOException {
        elements.writeLong(value);
        count++;
    }

    void add(double value) throws IOException {
        elements.writeDouble(value);
        count++;
    }

    void add(String text) throws IOException {
        int[] characters = text.codePoints().toArray();
        elements.writeInt(characters.length);
        for (int character : characters) {
            elements.writeInt(character);
        }
        longest = Math.max(longest, characters.length);
        count++;
    }

    /** Writes the array. */
    void copy(OutputStream out) throws IOException {
        elements.close();
        out.write(NpyHeader.bytes(kind(), shape()));
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long i = 0; i < count; i++) {
                switch (type) {
                    case LONG -> little(out, in.readLong(), Long.BYTES);
                    case FLOATING -> {
                        double value = in.readDouble();
                        little(
                                out,
                                single ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value),
                                single ? Float.BYTES : Double.BYTES);
                    }
                    case TEXT -> text(in, out);
                    default -> throw new AssertionError(type);
                }
            }
        }
    }

    private void text(DataInputStream in, OutputStream out) throws IOException {
        int length = in.readInt();
        for (int i = 0; i < longest; i++) {
            little(out, i < length ? in.readInt() : 0, Integer.BYTES);
        }
    }

    private static void little(OutputStream out, long bits, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (bits >>> 8 * i));
        }
    }

    private String kind() {
        return switch (type) {
            case LONG -> "i8";
            case FLOATING -> single ? "f4" : "f8";
            case TEXT -> "U" + longest;
        };
    }

    private List<Long> shape() {
        return width == 0 ? List.of(count) : List.of(count / width, (long) width);
    }

    void delete() throws IOException {
        elements.close();
        Files.deleteIfExists(file);
    }
}
