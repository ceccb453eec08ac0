package rai.shell.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import rai.shell.console.Failure;

/** Gives a file or a directory its name when it is complete, so that nobody sees a part of it. */
public final class WholeFile {
    private static final int LONGEST_NAME = 60;

    private WholeFile() {}

    /**
     * Looks where a file is to be written.
     *
     * @param asked its name
     * @param replace whether it may take the place of a file that exists
     * @return the file; of a link, the one to which it leads
     * @throws Failure if something is there that is not to be replaced
     * @throws IOException if a link can't be followed
     */
    public static Path place(Path asked, boolean replace) throws IOException {
        if (Files.isDirectory(asked)) {
            throw new Failure(asked + " is a directory, which is never replaced: give another name with --out");
        }
        if (asked.toString().equals("-")) {
            throw new Failure("it is not written to standard output: give the name of a file with --out");
        }
        if (!Files.exists(asked)) {
            return asked;
        }
        if (!Files.isRegularFile(asked)) {
            throw new Failure(asked + " is a device or a pipe: give the name of a file with --out");
        }
        if (!replace) {
            throw new Failure(asked + " already exists: use --replace to replace it, or --out for another name");
        }
        return asked.toRealPath();
    }

    /**
     * A name for what is not complete yet. What is made there has the permissions of any new file: those of {@link Files#createTempFile} are for
     * its owner alone, and would stay.
     *
     * @param file the file or the directory that it becomes
     * @return a name in the same directory, which is made if it does not exist
     * @throws IOException if it can't be made
     */
    public static Path beside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        String name = file.getFileName().toString();
        return folder.resolve(
                "." + name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + UUID.randomUUID() + ".partial");
    }

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
