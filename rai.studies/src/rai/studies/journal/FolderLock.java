package rai.studies.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** The lock of a study: whoever changes what several processes write holds it, for as long as that takes. */
final class FolderLock {
    /** The system's locks are between processes; this one is between the threads of this process. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private FolderLock() {}

    static <T> T holding(Path file, Durable.Action<T> action) throws IOException {
        HERE.lock();
        try {
            if (HERE.getHoldCount() > 1) {
                return action.run();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return action.run();
            }
        } finally {
            HERE.unlock();
        }
    }
}
