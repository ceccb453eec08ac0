package rai.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import rai.api.array.NpyHeader;
import rai.api.data.DataException;
import rai.api.spec.SpecException;

/**
 * Which numbers an array in the format of NumPy has, and where they are.
 *
 * @param element their type
 * @param order the order of their bytes
 * @param fortran whether the first index varies fastest
 * @param shape the shape of the array
 * @param offset at which byte the elements begin
 */
record NpyLayout(Element element, ByteOrder order, boolean fortran, int[] shape, int offset) {
    /**
     * @param origin where the array comes from, for messages
     * @param bytes the bytes of the array, which are not closed; afterwards, before its first element
     * @return the layout
     * @throws DataException if it is not an array of numbers
     * @throws IOException if it can't be read
     */
    static NpyLayout read(String origin, InputStream bytes) throws IOException {
        NpyHeader header;
        try {
            header = NpyHeader.read(origin, bytes);
        } catch (SpecException e) {
            throw DataException.of(e);
        }
        Element element = Element.ofNumpy(header.type());
        if (element == null) {
            throw new DataException(
                    origin + " is not an array of numbers of a type that is read (f4, f8, i1, i2, i4, i8,"
                            + " u1 and bool), but of the type " + header.type());
        }
        if (header.shape().stream().anyMatch(size -> size > Integer.MAX_VALUE)) {
            String sizes = header.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
            throw new DataException(origin + " is not an array that can be read: its shape is (" + sizes + ")");
        }
        int[] shape = header.shape().stream().mapToInt(Long::intValue).toArray();
        return new NpyLayout(element, header.order(), header.fortran(), shape, header.offset());
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
