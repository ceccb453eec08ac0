package rai.datasets;

import java.nio.ByteBuffer;

/** The types of numbers in files of NumPy and idx. */
enum Element {
    UBYTE(Byte.BYTES),
    BYTE(Byte.BYTES),
    SHORT(Short.BYTES),
    INT(Integer.BYTES),
    LONG(Long.BYTES),
    FLOAT(Float.BYTES),
    DOUBLE(Double.BYTES);

    private final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    /** @return its size */
    int bytes() {
        return bytes;
    }

    /** @return the type that NumPy calls so; null if it is not among them */
    static Element ofNumpy(String kind) {
        return switch (kind) {
            case "f4" -> FLOAT;
            case "f8" -> DOUBLE;
            case "i1" -> BYTE;
            case "i2" -> SHORT;
            case "i4" -> INT;
            case "i8" -> LONG;
            case "u1", "b1" -> UBYTE;
            default -> null;
        };
    }

    /**
     * Reads numbers.
     *
     * @param from the bytes, in their order
     * @param at the first byte of the first number
     * @param into receives the numbers
     * @param index the place of the first of them
     * @param count how many
     */
    void read(ByteBuffer from, int at, double[] into, int index, int count) {
        switch (this) {
            case UBYTE -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.get(at + i) & 0xff;
                }
            }
            case BYTE -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.get(at + i);
                }
            }
            case SHORT -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.getShort(at + i * Short.BYTES);
                }
            }
            case INT -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.getInt(at + i * Integer.BYTES);
                }
            }
            case LONG -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.getLong(at + i * Long.BYTES);
                }
            }
            case FLOAT -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.getFloat(at + i * Float.BYTES);
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < count; i++) {
                    into[index + i] = from.getDouble(at + i * Double.BYTES);
                }
            }
            default -> throw new AssertionError(this);
        }
    }
}
