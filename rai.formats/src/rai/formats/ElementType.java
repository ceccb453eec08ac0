package rai.formats;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A type of numbers in files of weights. */
enum ElementType {
    FLOAT16("F16", "f2", 2),
    BFLOAT16("BF16", "", 2),
    FLOAT32("F32", "f4", 4),
    FLOAT64("F64", "f8", 8);

    private static final int HALF_EXPONENT = 15;
    private static final int HALF_FRACTION = 10;

    private final String safetensors;
    private final String numpy;
    private final int bytes;

    ElementType(String safetensors, String numpy, int bytes) {
        this.safetensors = safetensors;
        this.numpy = numpy;
        this.bytes = bytes;
    }

    static Optional<ElementType> ofSafetensors(String name) {
        return java.util.Arrays.stream(values())
                .filter(type -> type.safetensors.equals(name))
                .findFirst();
    }

    static Optional<ElementType> ofNumpy(String name) {
        return java.util.Arrays.stream(values())
                .filter(type -> !type.numpy.isEmpty() && type.numpy.equals(name))
                .findFirst();
    }

    int bytes() {
        return bytes;
    }

    /** @return {@code float16} and so on */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** @return the next number */
    double next(ByteBuffer from) {
        return switch (this) {
            case FLOAT16 -> half(from.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(from.getShort() << 16);
            case FLOAT32 -> from.getFloat();
            case FLOAT64 -> from.getDouble();
        };
    }

    /** A number of 16 bits by IEEE 754. */
    private static double half(short bits) {
        int exponent = bits >> HALF_FRACTION & 0x1f;
        int fraction = bits & 0x3ff;
        double sign = bits < 0 ? -1 : 1;
        if (exponent == 0x1f) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb((double) fraction, 1 - HALF_EXPONENT - HALF_FRACTION)
                : sign * Math.scalb((double) (fraction | 0x400), exponent - HALF_EXPONENT - HALF_FRACTION);
    }
}
