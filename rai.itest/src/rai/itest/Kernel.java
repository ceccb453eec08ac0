package rai.itest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which bits this machine computes. OpenBLAS picks its kernel by the processor, and kernels differ in the last bits of a
 * product; the fast engine computes in vectors of the processor's width.
 */
final class Kernel {
    private static final int[][] SHAPES = {
        {3, 5, 7}, {64, 48, 33}, {129, 257, 31}, {400, 100, 100}, {30, 1000, 2}, {48, 4000, 48}
    };

    private Kernel() {}

    /** @return such as {@code 3f2a90c1d7e4-256}: a hash of products of random matrices, and the width of a vector in bits */
    static String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                for (int[] shape : SHAPES) {
                    INDArray a = numbers(type, 1, shape[0], shape[1]);
                    INDArray b = numbers(type, 2, shape[1], shape[2]);
                    for (double x : a.mmul(b).dup('c').data().asDouble()) {
                        digest.update(
                                ByteBuffer.allocate(Double.BYTES).putDouble(x).flip());
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6) + "-" + vectorBits();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static INDArray numbers(DataType type, long seed, int rows, int columns) {
        double[] numbers =
                new java.util.Random(seed).doubles((long) rows * columns, -1, 1).toArray();
        return Nd4j.createFromArray(numbers).castTo(type).reshape(rows, columns);
    }

    /** The module is the system's, not a bundle's. */
    private static int vectorBits() {
        try {
            Class<?> vector = ClassLoader.getSystemClassLoader().loadClass("jdk.incubator.vector.VectorShape");
            Object preferred = vector.getMethod("preferredShape").invoke(null);
            return (Integer) vector.getMethod("vectorBitSize").invoke(preferred);
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }
}
