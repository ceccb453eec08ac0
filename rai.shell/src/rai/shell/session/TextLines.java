package rai.shell.session;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The lines of a text in UTF-8. Each is decoded by itself, so that the line is known that is in another encoding. */
final class TextLines {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream bytes;
    private int read;

    TextLines(InputStream bytes) {
        this.bytes = new BufferedInputStream(bytes);
    }

    /** @return the number of the line that was read last; the first is 1 */
    int number() {
        return read;
    }

    /**
     * @return the next line without its end; null after the last
     * @throws CharacterCodingException if it is not in UTF-8
     */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = bytes.read();
        if (next < 0) {
            return null;
        }
        read++;
        for (; next >= 0 && next != '\n'; next = bytes.read()) {
            line.write(next);
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.toByteArray()))
                .toString();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        return read == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
