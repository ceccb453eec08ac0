package rai.datasets;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rai.api.data.DataException;
import rai.api.data.Matrix;

/**
 * An array in the format of NumPy, versions 1 to 3: numbers or booleans, in either byte order.
 *
 * @param shape its shape
 * @param values its elements in c order
 */
record NpyArray(int[] shape, double[] values) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<>|=]?)([a-zA-Z])([0-9]+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

    /**
     * @param origin where it comes from, for messages
     * @param bytes the bytes of the array, which are not closed
     * @return the array
     * @throws DataException if it is not an array of numbers
     * @throws IOException if it can't be read
     */
    static NpyArray read(String origin, InputStream bytes) throws IOException {
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
            return elements(origin, new String(text, StandardCharsets.UTF_8), in);
        } catch (EOFException e) {
            throw new DataException(origin + " is cut off", e);
        }
    }

    private static NpyArray elements(String origin, String header, DataInputStream in) throws IOException {
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher sizes = SHAPE.matcher(header);
        if (!type.find() || !order.find() || !sizes.find() || !isRead(type.group(2), Integer.parseInt(type.group(3)))) {
            throw new DataException(
                    origin + " is not an array of numbers of a type that is read (f4, f8, i1, i2, i4, i8,"
                            + " u1 and bool), but " + header.strip());
        }
        int[] shape = Arrays.stream(sizes.group(1).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        long count = 1;
        for (int size : shape) {
            count *= size;
            Matrix.requireFit(origin, count, 1);
        }
        int width = Integer.parseInt(type.group(3));
        double[] values = new double[(int) count];
        byte[] piece = new byte[width * (1 << 13)];
        ByteBuffer buffer = ByteBuffer.wrap(piece)
                .order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += piece.length / width) {
            int n = Math.min(piece.length / width, values.length - from);
            in.readFully(piece, 0, n * width);
            for (int i = 0; i < n; i++) {
                values[from + i] = number(buffer, i * width, type.group(2), width);
            }
        }
        if (in.read() >= 0) {
            throw new DataException(
                    origin + " holds more than its header says, which is the shape " + Arrays.toString(shape));
        }
        return new NpyArray(shape, order.group(1).equals("True") ? inCOrder(values, shape) : values);
    }

    private static boolean isRead(String kind, int width) {
        return switch (kind) {
            case "f" -> width == 4 || width == 8;
            case "i" -> width == 1 || width == 2 || width == 4 || width == 8;
            case "u", "b" -> width == 1;
            default -> false;
        };
    }

    private static double number(ByteBuffer buffer, int at, String kind, int width) {
        return switch (kind + width) {
            case "f4" -> buffer.getFloat(at);
            case "f8" -> buffer.getDouble(at);
            case "i2" -> buffer.getShort(at);
            case "i4" -> buffer.getInt(at);
            case "i8" -> buffer.getLong(at);
            case "i1" -> buffer.get(at);
            default -> Byte.toUnsignedInt(buffer.get(at));
        };
    }

    /** The first index varies fastest in Fortran's order. */
    private static double[] inCOrder(double[] values, int[] shape) {
        double[] ordered = new double[values.length];
        int[] index = new int[shape.length];
        for (double value : values) {
            int at = 0;
            for (int d = 0; d < shape.length; d++) {
                at = at * shape[d] + index[d];
            }
            ordered[at] = value;
            for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
                index[d] = 0;
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
