package rai.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rai.api.data.DataException;

/**
 * What the header of an array in the format of NumPy, versions 1 to 3, says about its elements.
 *
 * @param element their type
 * @param order the order of their bytes
 * @param fortran whether the first index varies fastest
 * @param shape the shape of the array
 * @param offset at which byte the elements begin
 */
record NpyHeader(Element element, ByteOrder order, boolean fortran, int[] shape, int offset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z])([0-9]+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

    /**
     * @param origin where the array comes from, for messages
     * @param bytes the bytes of the array, which are not closed; afterwards, before its first element
     * @return the header
     * @throws DataException if it is not an array of numbers
     * @throws IOException if it can't be read
     */
    static NpyHeader read(String origin, InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        try {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new DataException(origin + " is not an array of NumPy (.npy)");
            }
            int version = in.readUnsignedByte();
            in.readUnsignedByte();
            int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            if (version > 1) {
                length += Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << 16;
            }
            byte[] text = new byte[Math.max(0, Math.min(length, 1 << 20))];
            in.readFully(text);
            int offset = MAGIC.length + (version > 1 ? 6 : 4) + text.length;
            return parse(origin, new String(text, StandardCharsets.UTF_8), offset);
        } catch (EOFException e) {
            throw new DataException(origin + " is cut off", e);
        }
    }

    private static NpyHeader parse(String origin, String header, int offset) {
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher sizes = SHAPE.matcher(header);
        Element element = type.find() ? Element.ofNumpy(type.group(2) + type.group(3)) : null;
        if (element == null || !order.find() || !sizes.find()) {
            throw new DataException(
                    origin + " is not an array of numbers of a type that is read (f4, f8, i1, i2, i4, i8,"
                            + " u1 and bool), but " + header.strip());
        }
        int[] shape = shape(origin, sizes.group(1));
        ByteOrder bytes = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(element, bytes, order.group(1).equals("True"), shape, offset);
    }

    private static int[] shape(String origin, String sizes) {
        try {
            int[] shape = Arrays.stream(sizes.split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
            return shape;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new DataException(origin + " is not an array that can be read: its shape is (" + sizes.strip() + ")");
        }
    }

    /** @return the size in the first dimension; 1 without dimensions */
    int rows() {
        return shape.length == 0 ? 1 : shape[0];
    }

    /** @return how many elements one index of the first dimension selects */
    long width() {
        return Arrays.stream(shape).skip(1).asLongStream().reduce(1, Math::multiplyExact);
    }

    /** @return the shape, as {@code 100 x 4} */
    String dimensions() {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }
}
