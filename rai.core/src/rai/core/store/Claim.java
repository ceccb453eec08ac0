package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to write into the directory of a run, held by one process at a time; the system gives it up with the process,
 * however that ends. It is a lock on a file of its own, which nobody reads: on POSIX systems a process that closes a file, if
 * only one that it has read, loses all its locks on it. For the same reason this process remembers its own claims.
 */
final class Claim implements Closeable {
    private static final String FILE = ".lock";
    private static final Set<Path> OURS = new HashSet<>();

    private final Path run;
    private final FileChannel channel;

    private Claim(Path run, FileChannel channel) {
        this.run = run;
        this.channel = channel;
    }

    /** @return the claim; null if some process, maybe this one, has it */
    static Claim take(Path directory) throws IOException {
        synchronized (OURS) {
            Path run = directory.toRealPath();
            if (OURS.contains(run)) {
                return null;
            }
            FileChannel channel =
                    FileChannel.open(run.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    channel.close();
                    return null;
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            OURS.add(run);
            return new Claim(run, channel);
        }
    }

    /** @return whether some process, maybe this one, has the claim; false as well where that can't be known */
    static boolean isTaken(Path directory) {
        synchronized (OURS) {
            try {
                if (OURS.contains(directory.toRealPath())) {
                    return true;
                }
                if (!Files.exists(directory.resolve(FILE))) {
                    return false;
                }
                try (FileChannel channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.WRITE)) {
                    return channel.tryLock() == null;
                }
            } catch (IOException e) {
                return false; // what can't be written here is not being trained from here
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (OURS) {
            if (channel.isOpen()) {
                OURS.remove(run);
                channel.close();
            }
        }
    }
}
