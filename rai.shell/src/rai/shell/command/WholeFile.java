package rai.shell.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Gives a file or a directory its name when it is complete, so that nobody sees a part of it. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * @param partial the complete file, in the same directory
     * @param file its name; a file of that name is replaced
     * @throws IOException if it can't be moved
     */
    public static void move(Path partial, Path file) throws IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Removes what was not completed.
     *
     * @param partial a file, a directory, or nothing
     * @throws IOException if it can't be removed
     */
    public static void delete(Path partial) throws IOException {
        if (!Files.exists(partial)) {
            return;
        }
        try (Stream<Path> all = Files.walk(partial)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
