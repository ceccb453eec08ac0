package rai.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for the state of the framework between two starts. A start is much faster if it finds that state, but a
 * framework needs exclusive storage; so there are as many slots as there have been processes at a time, and each
 * process locks the first free one. The operating system releases the lock, however the process ends.
 *
 * <p>A slot is <em>whole</em> if a start has installed all bundles. One that is not - the process was
 * killed midway - is emptied before it is used.
 */
final class Slot implements AutoCloseable {
    private static final int MOST = 64;

    private final Path folder;
    private final boolean temporary;
    private final FileChannel lockFile;

    private Slot(Path folder, boolean temporary, FileChannel lockFile) {
        this.folder = folder;
        this.temporary = temporary;
        this.lockFile = lockFile;
    }

    /** The first free slot, or a temporary one if the distribution is not writable. */
    static Slot take(Distribution distribution) throws IOException {
        Path cache = distribution.folder().resolve("cache");
        try {
            Files.createDirectories(cache);
            for (int i = 0; i < MOST; i++) {
                Slot slot = lock(cache.resolve("slot-" + i));
                if (slot != null) return slot;
            }
        } catch (IOException e) {
            if (Main.DEBUG) e.printStackTrace();
        }
        return new Slot(Files.createTempDirectory("rai-"), true, null);
    }

    /** A slot in a folder that belongs to this process alone, and goes when it is closed. */
    static Slot at(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Slot(folder, true, null);
    }

    private static Slot lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = file.tryLock();
        } finally {
            if (lock == null) file.close();
        }
        return lock == null ? null : new Slot(folder, false, file);
    }

    Path storage() {
        return folder.resolve("framework");
    }

    /**
     * Where the native libraries are unpacked. All slots share it: unpacking takes seconds and 400 MB, and JavaCPP guards it
     * with its own lock. If the distribution is not writable, it stays in the temporary directory for the next start.
     */
    Path natives() {
        return temporary
                ? folder.resolveSibling("rai-natives-" + System.getProperty("user.name"))
                : folder.resolveSibling("javacpp");
    }

    boolean isWhole() {
        return Files.exists(mark());
    }

    void setWhole(boolean whole) throws IOException {
        if (whole) Files.writeString(mark(), "All bundles of the distribution are installed.\n", UTF_8);
        else Files.deleteIfExists(mark());
    }

    private Path mark() {
        return folder.resolve("whole");
    }

    void clear() throws IOException {
        setWhole(false);
        delete(storage());
    }

    @Override
    public void close() throws IOException {
        if (temporary) delete(folder);
        else lockFile.close();
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator)
                Files.deleteIfExists(file);
        }
    }
}
