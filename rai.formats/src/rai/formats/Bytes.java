package rai.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;

/** The numbers of arrays as bytes, little-endian, row by row. */
final class Bytes {
    private static final int PIECE = 1 << 13;

    private Bytes() {}

    /** @return 4 for float32, 8 for float64 */
    static int width(INDArray array) {
        return array.dataType() == DataType.FLOAT ? Float.BYTES : Double.BYTES;
    }

    /** @param array in c order */
    static void write(INDArray array, OutputStream out) throws IOException {
        Doubles values = Doubles.of(array);
        int width = width(array);
        double[] piece = new double[PIECE];
        ByteBuffer buffer = ByteBuffer.allocate(PIECE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length(); from += PIECE) {
            int n = Math.min(PIECE, values.length() - from);
            values.get(from, piece, n);
            buffer.clear();
            for (int i = 0; i < n; i++) {
                if (width == Float.BYTES) {
                    buffer.putFloat((float) piece[i]);
                } else {
                    buffer.putDouble(piece[i]);
                }
            }
            out.write(buffer.array(), 0, buffer.position());
        }
    }
}
