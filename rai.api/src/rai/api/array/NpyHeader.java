package rai.api.array;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rai.api.spec.SpecException;

/**
 * The header of an array in a file of NumPy (NEP 1, versions 1 to 3). It may come from anywhere: it is compared with a pattern, and nothing in
 * it is evaluated.
 *
 * @param type the type of the elements without their byte order, such as {@code f4}, {@code i8} or {@code O}; {@value #STRUCTURED} if they have fields
 * @param order the order of their bytes
 * @param fortran whether the first index varies fastest
 * @param shape the sizes; empty for a single number
 * @param offset at which byte the elements begin
 */
public record NpyHeader(String type, ByteOrder order, boolean fortran, List<Long> shape, int offset) {
    /** The type of elements that have fields. */
    public static final String STRUCTURED = "structured";

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z][0-9]*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]{0,200})\\)");
    private static final int MOST = 1 << 16;
    /** The elements begin at a multiple of it. */
    private static final int ALIGNMENT = 64;

    private static final int SHOWN = 200;

    /** Copies the shape. */
    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /**
     * Reads a header.
     *
     * @param origin where the array comes from, for messages
     * @param bytes the bytes of the array, which are not closed; afterwards they are before its first element
     * @return the header
     * @throws SpecException if it is not an array of NumPy, or is cut off
     * @throws IOException if it can't be read
     */
    public static NpyHeader read(String origin, InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new SpecException(origin + " is not an array of NumPy (.npy)");
        }
        try {
            int version = in.readUnsignedByte();
            in.readUnsignedByte();
            long length = Short.toUnsignedLong(Short.reverseBytes(in.readShort()));
            if (version > 1) {
                length += Short.toUnsignedLong(Short.reverseBytes(in.readShort())) << Short.SIZE;
            }
            if (length > MOST) {
                throw new SpecException(
                        origin + " has a header of " + length + " bytes, which no array of numbers has");
            }
            byte[] text = new byte[(int) length];
            in.readFully(text);
            int offset = MAGIC.length + (version > 1 ? 6 : 4) + text.length;
            return parse(origin, new String(text, StandardCharsets.UTF_8), offset);
        } catch (EOFException e) {
            throw new SpecException(origin + " is cut off", e);
        }
    }

    private static NpyHeader parse(String origin, String text, int offset) {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher sizes = SHAPE.matcher(text);
        if (!text.contains("'descr'") || !order.find() || !sizes.find()) {
            String plain = text.strip().replaceAll("\\p{Cntrl}", "?");
            throw new SpecException(origin + " has a header that is not understood: "
                    + plain.substring(0, Math.min(SHOWN, plain.length())));
        }
        boolean simple = type.find();
        return new NpyHeader(
                simple ? type.group(2) : STRUCTURED,
                simple && type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                order.group(1).equals("True"),
                shape(origin, sizes.group(1)),
                offset);
    }

    private static List<Long> shape(String origin, String sizes) {
        try {
            List<Long> shape = Arrays.stream(sizes.split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .map(Long::parseLong)
                    .toList();
            shape.stream().reduce(1L, Math::multiplyExact);
            return shape;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new SpecException(
                    origin + " is not an array that can be read: its shape is (" + sizes.strip() + ")", e);
        }
    }

    /**
     * Where the elements of a row are if the first index varies fastest. Such an array is a sequence of columns, each with an element of every
     * row: the element {@code j} of row {@code i}, counted in the usual order, is element {@code columns(shape)[j] * shape[0] + i} of the file.
     *
     * @param shape the sizes, none of them 0; the first is the number of rows
     * @return the number of the column of each element of a row
     */
    public static int[] columns(int[] shape) {
        int[] columns = new int[Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact)];
        int[] index = new int[shape.length];
        for (int column = 0; column < columns.length; column++) {
            int at = 0;
            for (int d = 1; d < shape.length; d++) {
                at = at * shape[d] + index[d];
            }
            columns[at] = column;
            for (int d = 1; d < shape.length && ++index[d] == shape[d]; d++) {
                index[d] = 0;
            }
        }
        return columns;
    }

    /**
     * What a file begins with.
     *
     * @param type the type of the elements, whose lowest byte comes first, such as {@code f4}
     * @param shape the sizes; the last index varies fastest
     * @return the header, after which the elements follow
     */
    public static byte[] bytes(String type, List<Long> shape) {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "{'descr': '<" + type + "', 'fortran_order': False, 'shape': (" + sizes
                + (shape.size() == 1 ? "," : "") + "), }";
        int before = MAGIC.length + 2 * Byte.BYTES + Short.BYTES;
        int end = before + text.length() + 1;
        String padded = text + " ".repeat((ALIGNMENT - end % ALIGNMENT) % ALIGNMENT) + "\n";
        return ByteBuffer.allocate(before + padded.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
