package rai.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file that grows while it is read: a last line without its end may be half written, and is left out. */
final class Lines {
    /** Receives lines. */
    interface Reader {
        /**
         * @param line without its end
         * @param number counted from 1
         */
        void line(String line, int number);
    }

    private Lines() {}

    static void read(Path file, Reader reader) throws IOException {
        // bytes that are not UTF-8 are replaced, so that whoever reads the line reports its number
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            StringBuilder line = new StringBuilder();
            int number = 1;
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (c == '\n') {
                    reader.line(line.toString(), number++);
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        }
    }
}
