package rai.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import rai.api.spec.SpecException;

/** A file the user names, plain or gzip; whatever goes wrong with it becomes one sentence. */
final class DataFile {
    /** Bytes that are read at once. */
    static final int BUFFER = 1 << 16;

    /** Values of a piece of the rows, at most: about 20 MB as texts. */
    private static final int PIECE = 1 << 18;

    private DataFile() {}

    /**
     * @param most how many rows a piece has at most
     * @param width the values of a row
     * @return how many it has, so that it is small in memory
     */
    static int rows(int most, long width) {
        return (int) Math.max(1, Math.min(most, PIECE / Math.max(1, width)));
    }

    /**
     * Refuses what can't be a file of data.
     *
     * @param file the file
     * @param kind what it should be, with its article: {@code a CSV file}
     * @throws SpecException if it is absent, or a directory
     */
    static void requireFile(Path file, String kind) {
        if (Files.isDirectory(file)) {
            throw new SpecException(file + " is a directory, not " + kind);
        }
        if (!Files.exists(file)) {
            throw new SpecException("there is no file " + file + ": looked for " + file.toAbsolutePath());
        }
    }

    /**
     * Opens a file. Whether it is gzip is recognized by its first two bytes, not by its name.
     *
     * @param file the file
     * @return its content, decompressed and buffered
     * @throws IOException if it can't be read, see {@link #unreadable}
     */
    static InputStream open(Path file) throws IOException {
        return decompressed(Files.newInputStream(file));
    }

    /**
     * Refuses a file that can't be mapped.
     *
     * @param file the file
     * @throws SpecException if it is gzip, or can't be read
     */
    static void requirePlain(Path file) {
        try {
            if (isGzip(file)) {
                throw new SpecException("the file " + file
                        + " is gzip data, of which no part can be read by itself: decompress it, or leave out"
                        + " mapped=true");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * @param file a file
     * @return the file, if any part of it can be read by itself: it is neither gzip nor a pipe
     * @throws IOException if it can't be read
     */
    static Optional<Path> plain(Path file) throws IOException {
        return Files.isRegularFile(file) && !isGzip(file) ? Optional.of(file) : Optional.empty();
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.read() == 0x1f && bytes.read() == 0x8b;
        }
    }

    /**
     * @param bytes the bytes of a file, plain or gzip
     * @return its content, decompressed and buffered
     * @throws IOException if it can't be read; the bytes are closed then
     */
    static InputStream decompressed(InputStream bytes) throws IOException {
        InputStream raw = new BufferedInputStream(bytes, BUFFER);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * @param file the file
     * @param e what reading it threw
     * @return the same in one sentence
     */
    static SpecException unreadable(Path file, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new SpecException("the file " + file + " may not be read by this user", e);
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return new SpecException("the file " + file + " is damaged gzip data: " + e.getMessage(), e);
        }
        return new SpecException("the file " + file + " can't be read: " + e.getMessage(), e);
    }
}
