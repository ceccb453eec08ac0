package rai.formats;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final OutputStream out;

    /**
     * Begins a file.
     *
     * @param out receives it, and is closed with this
     * @param seconds when it began, since 1970
     */
    EventFile(OutputStream out, double seconds) throws IOException {
        this.out = out;
        Message event = new Message();
        event.number(1, seconds);
        event.bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
        record(event.content());
    }

    /** Adds a value. */
    void scalar(double seconds, long step, String tag, float value) throws IOException {
        Message one = new Message();
        one.bytes(1, tag.getBytes(StandardCharsets.UTF_8));
        one.number(2, value);
        Message summary = new Message();
        summary.bytes(1, one.content());
        Message event = new Message();
        event.number(1, seconds);
        event.number(2, step);
        event.bytes(5, summary.content());
        record(event.content());
    }

    private void record(byte[] event) throws IOException {
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

    /** A message of protocol buffers. */
    private static final class Message {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        void number(int field, double value) {
            varint(field << 3 | FIXED64);
            content.writeBytes(little(Double.BYTES).putDouble(value).array());
        }

        void number(int field, float value) {
            varint(field << 3 | FIXED32);
            content.writeBytes(little(Float.BYTES).putFloat(value).array());
        }

        void number(int field, long value) {
            varint(field << 3 | VARINT);
            varint(value);
        }

        void bytes(int field, byte[] value) {
            varint(field << 3 | LENGTH);
            varint(value.length);
            content.writeBytes(value);
        }

        /** Seven bits at a time, the lowest first. */
        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                content.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            content.write((int) rest);
        }

        byte[] content() {
            return content.toByteArray();
        }
    }
}
