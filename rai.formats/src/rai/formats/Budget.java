package rai.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import rai.api.data.DataException;
import rai.api.spec.SpecException;

/** What reading a file of weights may cost: files come from anywhere. */
final class Budget {
    private static final int MOST_ARRAYS = 100_000;
    private static final int SHOWN = 200;
    /** Zeros are compressed a thousandfold; so many of them are no weights. */
    private static final int BOMB = 100;

    private static final long LARGE = 64L << 20;

    private final Path file;
    private long left = Runtime.getRuntime().maxMemory() / 2;

    Budget(Path file) throws IOException {
        this.file = file;
        if (Files.isDirectory(file)) {
            throw new SpecException(file + " is a directory: name a file of weights");
        }
        if (!Files.isReadable(file)) {
            throw new SpecException("there is no file " + file + " that can be read");
        }
    }

    void requireFew(int arrays) {
        if (arrays > MOST_ARRAYS) {
            throw new DataException("the file " + file + " holds more than " + MOST_ARRAYS + " arrays");
        }
    }

    /** Each number is read as a double, and kept as a float or a double. */
    void take(String origin, long elements) {
        if (elements == 0) {
            throw new DataException(origin + " is empty");
        }
        left -= elements * 2 * Double.BYTES;
        if (left < 0) {
            throw new DataException(origin + " does not fit into memory together with the arrays before it: give Java"
                    + " more with RAI_JAVA_OPTS=-Xmx8g");
        }
    }

    void requireNoBomb(ZipEntry entry) {
        if (entry.getSize() > LARGE && entry.getSize() / BOMB > Math.max(1, entry.getCompressedSize())) {
            throw new DataException("the entry '" + shown(entry.getName()) + "' of " + file + " grows from "
                    + entry.getCompressedSize() + " to " + entry.getSize()
                    + " bytes, as weights never do: it is not read");
        }
    }

    /** A name as it can be printed. */
    static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }
}
