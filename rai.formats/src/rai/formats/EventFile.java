package rai.formats;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A file of events, as TensorBoard reads them. Each is a record of TFRecord, which is its length (8 bytes), a checksum of the length (4), the
 * event, and a checksum of it (4), little-endian, and holds a message of protocol buffers:
 *
 * <pre>
 * Event   wall_time = 1 (double), step = 2 (int64), file_version = 3 (string), summary = 5 (Summary)
 * Summary value = 1 (Value, repeated)
 * Value   tag = 1 (string), simple_value = 2 (float)
 * </pre>
 */
final class EventFile implements Closeable {
    private static final int MASK = 0xa282ead8;

    private final OutputStream out;

    /**
     * Begins a file.
     *
     * @param out receives it, and is closed with this
     * @param seconds when it began, since 1970
     */
    EventFile(OutputStream out, double seconds) throws IOException {
        this.out = out;
        record(new Message().put(1, seconds).put(3, "brain.Event:2"));
    }

    /** Adds a value. */
    void scalar(double seconds, long step, String tag, float value) throws IOException {
        Message one = new Message().put(1, tag).put(2, value);
        record(new Message().put(1, seconds).put(2, step).put(5, new Message().put(1, one)));
    }

    private void record(Message message) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        message.writeTo(content);
        byte[] event = content.toByteArray();
        byte[] length = little(Long.BYTES).putLong(event.length).array();
        out.write(length);
        out.write(little(Integer.BYTES).putInt(masked(length)).array());
        out.write(event);
        out.write(little(Integer.BYTES).putInt(masked(event)).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A checksum of data that holds checksums is masked, or it would be too regular. */
    private static int masked(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        int crc = (int) sum.getValue();
        return Integer.rotateRight(crc, 15) + MASK;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
