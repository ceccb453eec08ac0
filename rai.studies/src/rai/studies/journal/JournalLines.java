package rai.studies.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import rai.api.study.Outcome.State;

/** Finds the lines of a journal, and reads their beginnings: fast, since many megabytes are read for a few numbers. */
final class JournalLines {
    private static final int PIECE = 1 << 16;
    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] STATE = "\",\"state\":\"".getBytes(StandardCharsets.UTF_8);

    /** Receives a line without its end. */
    interface Reader {
        void line(byte[] bytes, int from, int to) throws IOException;
    }

    private JournalLines() {}

    /** Reads all lines from the position of a file on; a last one without an end is left out. */
    static void read(FileChannel channel, Reader reader) throws IOException {
        byte[] bytes = new byte[PIECE];
        int length = 0;
        while (true) {
            int got = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
            if (got < 0) {
                return;
            }
            int from = 0;
            for (int at = length; at < length + got; at++) {
                if (bytes[at] == '\n') {
                    reader.line(bytes, from, at);
                    from = at + 1;
                }
            }
            length += got - from;
            System.arraycopy(bytes, from, bytes, 0, length);
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
        }
    }

    /** @return the line; empty if it is damaged */
    static Optional<Journal.Line> parse(byte[] bytes, int from, int to) {
        int idAt = from + ID.length;
        int idEnd = end(bytes, idAt, to);
        int stateAt = idEnd + STATE.length;
        int stateEnd = end(bytes, stateAt, to);
        if (!has(bytes, from, to, ID)
                || !has(bytes, idEnd, to, STATE)
                || stateEnd >= to
                || bytes[to - 1] != '}'
                || idEnd == idAt) {
            return Optional.empty();
        }
        State state = state(bytes, stateAt, stateEnd);
        if (state == null) {
            return Optional.empty();
        }
        return Optional.of(new Journal.Line(
                new String(bytes, idAt, idEnd - idAt, StandardCharsets.ISO_8859_1),
                state,
                () -> new String(bytes, from, to - from, StandardCharsets.UTF_8)));
    }

    private static int end(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '"') {
            at++;
        }
        return at;
    }

    private static boolean has(byte[] bytes, int at, int to, byte[] wanted) {
        return at + wanted.length <= to && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static State state(byte[] bytes, int from, int to) {
        String word = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        for (State state : State.values()) {
            if (state.name().equalsIgnoreCase(word)) {
                return state;
            }
        }
        return null;
    }
}
