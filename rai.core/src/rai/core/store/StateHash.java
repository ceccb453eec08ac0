package rai.core.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
import rai.api.data.Dataset;
import rai.core.compute.Views;

/** SHA-256 over the numbers of arrays, little-endian. */
public final class StateHash {
    private static final int PIECE = 1 << 20;

    private StateHash() {}

    public static String of(INDArray... arrays) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (INDArray array : arrays) {
                for (long from = 0; from < array.length(); from += PIECE) {
                    digest.update(bytes(Views.of(array, from, Math.min(PIECE, array.length() - from))));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @return the checksum of the numbers of a dataset, in double precision */
    public static String of(Dataset data) {
        return of(
                Views.contiguous(data.features(), DataType.DOUBLE), Views.contiguous(data.targets(), DataType.DOUBLE));
    }

    private static ByteBuffer bytes(INDArray piece) {
        int length = (int) piece.length();
        ByteBuffer bytes =
                ByteBuffer.allocate(length * piece.dataType().width()).order(ByteOrder.LITTLE_ENDIAN);
        if (piece.dataType() == DataType.FLOAT) {
            bytes.asFloatBuffer().put(Elements.floats(piece));
        } else {
            bytes.asDoubleBuffer().put(Elements.doubles(piece));
        }
        return bytes;
    }
}
