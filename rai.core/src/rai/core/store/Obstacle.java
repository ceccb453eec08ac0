package rai.core.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What keeps a directory from being written, where it goes by itself or the user can take it away while a run waits. All else,
 * a disk that fails or a directory that somebody has deleted, stays as it is however long one waits.
 *
 * @param what a phrase that fits after "since"
 * @param remedy what to do
 * @param passes whether it may go by itself
 */
record Obstacle(String what, String remedy, boolean passes) {
    /** Less than this counts as no space: what could not be written may have been larger. */
    private static final long NOTHING = 1 << 16;
    // the system says it in the language of its user; if that is not English, the free space shows it
    private static final Pattern FULL =
            Pattern.compile("No space left on device|not enough space", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTA = Pattern.compile("quota exceeded", Pattern.CASE_INSENSITIVE);
    private static final Pattern DENIED = Pattern.compile("Permission denied", Pattern.CASE_INSENSITIVE);
    private static final Pattern READ_ONLY = Pattern.compile("Read-only file system", Pattern.CASE_INSENSITIVE);

    /** @return what kept a directory from being written; none if waiting would not help */
    static Optional<Obstacle> of(IOException e, Path directory, Disk disk) {
        if (e instanceof NoSuchFileException) {
            return Optional.empty();
        }
        String message = String.valueOf(e.getMessage());
        Path present = directory;
        while (!Files.isDirectory(present)) {
            present = present.toAbsolutePath().getParent();
        }
        if (QUOTA.matcher(message).find()) {
            return Optional.of(new Obstacle("its quota is used up", "free some space there", true));
        }
        if (e instanceof NoRoomException) {
            return full(" (" + message + ")");
        }
        if (FULL.matcher(message).find() || disk.room(present) < NOTHING) {
            return full("");
        }
        if (READ_ONLY.matcher(message).find()) {
            return Optional.of(new Obstacle("its file system is read-only", "make it writable", false));
        }
        if (e instanceof AccessDeniedException || DENIED.matcher(message).find() || !Files.isWritable(present)) {
            return Optional.of(new Obstacle("the system denies access to it", "allow it", false));
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> full(String figures) {
        return Optional.of(new Obstacle("there is no space left on its disk" + figures, "free some space there", true));
    }
}
