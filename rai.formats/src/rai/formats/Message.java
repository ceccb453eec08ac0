package rai.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the wire format of protocol buffers: numbers, texts and messages within each other. What is added is not copied, so that weights
 * are in memory once.
 */
public final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final List<byte[]> pieces = new ArrayList<>();
    private long size;

    private void add(byte[] piece) {
        pieces.add(piece);
        size += piece.length;
    }

    /** Seven bits per byte, the lowest first; all but the last have the highest bit. */
    private static byte[] varint(long value) {
        byte[] bytes = new byte[10];
        int n = 0;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[n++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[n++] = (byte) rest;
        return java.util.Arrays.copyOf(bytes, n);
    }

    private void tag(int field, int type) {
        add(varint((long) field << 3 | type));
    }

    public Message put(int field, long value) {
        tag(field, VARINT);
        add(varint(value));
        return this;
    }

    public Message put(int field, float value) {
        return fixed(
                field,
                FIXED32,
                ByteBuffer.allocate(Float.BYTES).putInt(Integer.reverseBytes(Float.floatToRawIntBits(value))));
    }

    public Message put(int field, double value) {
        return fixed(
                field,
                FIXED64,
                ByteBuffer.allocate(Double.BYTES).putLong(Long.reverseBytes(Double.doubleToRawLongBits(value))));
    }

    private Message fixed(int field, int type, ByteBuffer bytes) {
        tag(field, type);
        add(bytes.array());
        return this;
    }

    public Message put(int field, String text) {
        return put(field, text.getBytes(StandardCharsets.UTF_8));
    }

    public Message put(int field, byte[] bytes) {
        tag(field, LENGTH);
        add(varint(bytes.length));
        add(bytes);
        return this;
    }

    public Message put(int field, Message message) {
        tag(field, LENGTH);
        add(varint(message.size));
        pieces.addAll(message.pieces);
        size += message.size;
        return this;
    }

    public long size() {
        return size;
    }

    public void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }
}
