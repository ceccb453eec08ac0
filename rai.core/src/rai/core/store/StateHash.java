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
import rai.api.data.RowSource;
import rai.core.compute.Views;

/** SHA-256 over the numbers of arrays, little-endian. */
public final class StateHash {
    private static final int PIECE = 1 << 20;

    private StateHash() {}

    public static String of(INDArray... arrays) {
        MessageDigest digest = sha256();
        for (INDArray array : arrays) {
            add(digest, array);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** That of an array of these rows, and of another array. */
    private static String of(RowSource rows, INDArray targets) {
        MessageDigest digest = sha256();
        double[] row = new double[rows.width()];
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, row);
            bytes.asDoubleBuffer().put(row);
            digest.update(bytes.array());
        }
        add(digest, targets);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, INDArray array) {
        for (long from = 0; from < array.length(); from += PIECE) {
            digest.update(bytes(Views.of(array, from, Math.min(PIECE, array.length() - from))));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @return the checksum of the numbers of a dataset, in double precision */
    public static String of(Dataset data) {
        if (data.isOnDemand()) {
            return of(data.source().orElseThrow(), Views.contiguous(data.targets(), DataType.DOUBLE));
        }
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
