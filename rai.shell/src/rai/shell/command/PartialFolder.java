package rai.shell.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hidden folder beside a file that is not complete yet. A lock in it, which the system takes away from a process that has ended, shows
 * whether somebody still writes there: what a killed process has left goes when the same file is written again.
 */
final class PartialFolder implements AutoCloseable {
    private static final int LONGEST_NAME = 60;
    private static final String ENDING = ".partial";
    private static final String LOCK = "lock";
    /** Those of this process: to open the lock of one, and close it, would give it up on some systems. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private PartialFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * @param parent the directory of the file
     * @param file the name of the file
     * @return a new folder
     */
    static PartialFolder in(Path parent, String file) throws IOException {
        String start = "." + file.substring(0, Math.min(LONGEST_NAME, file.length())) + "-";
        removeLeftovers(parent, start);
        Optional<PartialFolder> made = Optional.empty();
        while (made.isEmpty()) {
            made = make(parent.resolve(start + UUID.randomUUID() + ENDING));
        }
        return made.get();
    }

    /** @return the folder; empty if another process has taken it for a leftover before it was locked */
    private static Optional<PartialFolder> make(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        OWN.add(folder);
        try {
            Files.createDirectory(folder);
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (mayBeLocked(lock) && Files.exists(file)) {
                return Optional.of(new PartialFolder(folder, lock));
            }
            lock.close();
        } catch (IOException e) {
            OWN.remove(folder);
            WholeFile.delete(folder);
            throw e;
        }
        OWN.remove(folder);
        return Optional.empty();
    }

    private static boolean mayBeLocked(FileChannel lock) {
        try {
            return lock.tryLock() != null;
        } catch (IOException e) { // no locks there: nobody gets one, so nobody removes it
            return true;
        }
    }

    private static void removeLeftovers(Path parent, String start) {
        Pattern name = Pattern.compile(Pattern.quote(start) + "[0-9a-f-]{36}" + Pattern.quote(ENDING));
        try (Stream<Path> files = Files.list(parent)) {
            List<Path> folders = files.filter(
                            path -> name.matcher(path.getFileName().toString()).matches() && !OWN.contains(path))
                    .toList();
            for (Path folder : folders) {
                removeIfLeft(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            // the folder can't be listed, and nothing is removed
        }
    }

    /** One without a lock is of somebody who is about to make it. */
    private static void removeIfLeft(Path folder) {
        Path file = folder.resolve(LOCK);
        try (FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                WholeFile.delete(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // another process removes it, or it is not of this user
        }
    }

    Path path() {
        return folder;
    }

    /** Deletes the folder with all that is still in it. */
    @Override
    public void close() throws IOException {
        try {
            lock.close();
            WholeFile.delete(folder);
        } finally {
            OWN.remove(folder);
        }
    }
}
