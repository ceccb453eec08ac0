package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A text that only grows; it may be cut back to a length that it once had. What can't be written is kept, and written the next
 * time: nothing is torn, lost or written twice. For one thread at a time.
 */
final class AppendedFile implements Closeable {
    private static final int MOST_WAITING = 1 << 13;
    /** In nanoseconds: who looks at the file from outside sees what is not older. */
    private static final long LONGEST_WAITING = 1_000_000_000L;

    private final Path path;
    private final Disk disk;
    private final RandomAccessFile file;
    private final Object key;
    /** What is not in the file yet. */
    private final StringBuilder waiting = new StringBuilder();

    private long flushed = System.nanoTime();
    /** What is in the file, but maybe not on the disk; a system that can't put it there may drop it. */
    private final StringBuilder unsure = new StringBuilder();
    /** How many bytes are in the file for good, apart from what a writing that failed has left. */
    private long length;
    /** How many of them are on the disk. */
    private long sure;

    private boolean torn;

    private AppendedFile(Path path, Disk disk) throws IOException {
        this.path = path;
        this.disk = disk;
        file = disk.open(path);
        key = key(path);
    }

    static AppendedFile open(Path path, Disk disk) throws IOException {
        return new AppendedFile(path, disk);
    }

    /** What distinguishes the file from another one of the same name; null on systems without such a key. */
    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Drops everything after that many bytes, and continues from there. */
    void cut(long bytes) throws IOException {
        waiting.setLength(0);
        unsure.setLength(0);
        sure = bytes;
        backTo(bytes);
    }

    private void backTo(long bytes) throws IOException {
        length = bytes;
        torn = true;
        file.setLength(bytes);
        file.seek(bytes);
        torn = false;
    }

    /** Adds a text; it may take until the next {@link #flush} before it is in the file. */
    void append(String text) {
        waiting.append(text);
    }

    /** @return whether it is time to {@link #flush} */
    boolean isDue() {
        return waiting.length() > MOST_WAITING || !waiting.isEmpty() && System.nanoTime() - flushed > LONGEST_WAITING;
    }

    /**
     * Writes what was added.
     *
     * @throws NoSuchFileException if somebody has taken the file away: what is written to it then nobody will see
     */
    void flush() throws IOException {
        if (waiting.length() == 0) {
            return;
        }
        requireThere();
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        try {
            if (torn) {
                backTo(length);
            }
            file.write(bytes);
        } catch (IOException e) {
            undo(length, e);
            throw e;
        }
        length += bytes.length;
        flushed = System.nanoTime();
        unsure.append(waiting);
        waiting.setLength(0);
    }

    private void requireThere() throws IOException {
        if (!Objects.equals(key, key(path))) {
            throw new NoSuchFileException(path.toString());
        }
    }

    /** Waits until all is on the disk; returns how many bytes that are. */
    long sync() throws IOException {
        flush();
        requireThere();
        try {
            disk.sync(file);
        } catch (IOException e) {
            waiting.insert(0, unsure);
            unsure.setLength(0);
            undo(sure, e);
            throw e;
        }
        unsure.setLength(0);
        sure = length;
        return length;
    }

    private void undo(long bytes, IOException reason) {
        try {
            backTo(bytes);
        } catch (IOException e) {
            reason.addSuppressed(e); // it is tried again before the next writing
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (file.getChannel().isOpen()) {
                flush();
            }
        }
    }
}
