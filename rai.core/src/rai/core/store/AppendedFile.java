package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text that only grows; it may be cut back to a length that it once had. */
final class AppendedFile implements Closeable {
    private static final int MOST_WAITING = 1 << 13;

    private final FileChannel channel;
    private final StringBuilder waiting = new StringBuilder();

    private AppendedFile(FileChannel channel) {
        this.channel = channel;
    }

    static AppendedFile open(Path file) throws IOException {
        return new AppendedFile(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /** Claims the file for this process; the system gives the claim up with the process, however that ends. */
    boolean claim() throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // claimed in this very process
        }
    }

    /** Drops what is behind so many bytes, and goes on from there. */
    void cut(long bytes) throws IOException {
        waiting.setLength(0);
        channel.truncate(bytes);
        channel.position(bytes);
    }

    void append(String text) throws IOException {
        waiting.append(text);
        if (waiting.length() > MOST_WAITING) {
            flush();
        }
    }

    void flush() throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(waiting.toString());
        waiting.setLength(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Waits until all is on the disk; returns how many bytes that are. */
    long sync() throws IOException {
        flush();
        channel.force(true);
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            flush();
            channel.close();
        }
    }
}
