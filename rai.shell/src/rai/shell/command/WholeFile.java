package rai.shell.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import rai.shell.console.Failure;

/**
 * A file or a directory that gets its name when it is complete, so that nobody sees a part of it. Until then it is in a hidden folder beside
 * its place, which is removed when this is closed, or by the next who writes the same file if the process is killed before.
 */
public final class WholeFile implements AutoCloseable {
    private static final int MOST_LINKS = 40;

    private final Path file;
    private final PartialFolder folder;

    private WholeFile(Path file, PartialFolder folder) {
        this.file = file;
        this.folder = folder;
    }

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
        if (Files.exists(asked) && !Files.isRegularFile(asked)) {
            throw new Failure(asked + " is a device or a pipe: give the name of a file with --out");
        }
        if (Files.exists(asked) && !replace) {
            throw new Failure(asked + " already exists: use --replace to replace it, or --out for another name");
        }
        return target(asked);
    }

    /**
     * Follows links, so that what they lead to is written, and they stay.
     *
     * @param asked the name of a file
     * @return the file to which it leads, which need not exist; the name itself if it is not a link
     * @throws IOException if a link can't be followed
     */
    public static Path target(Path asked) throws IOException {
        Path file = asked;
        for (int links = 0; Files.isSymbolicLink(file); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(asked.toString());
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        return file;
    }

    /**
     * Begins a file. What is made has the permissions of any new file: those of {@link Files#createTempFile} are for its owner alone, and would
     * stay.
     *
     * @param file the file or the directory that it becomes; its directory is made if it does not exist
     * @return the file, of which nothing is there yet
     * @throws IOException if nothing can be made there
     */
    public static WholeFile begin(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) { // not of a link to one: Java 17 takes it for a file in the way
            Files.createDirectories(parent);
        }
        return new WholeFile(file, PartialFolder.in(parent, file.getFileName().toString()));
    }

    /** @return where the content is to be made, as a file or a directory */
    public Path partial() {
        return folder.path().resolve("content");
    }

    /**
     * Gives it its name; a file of that name is replaced.
     *
     * @throws IOException if it can't be moved
     */
    public void replace() throws IOException {
        try {
            Files.move(partial(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial(), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Gives it its name.
     *
     * @throws IOException if something has that name, or it can't be moved
     */
    public void add() throws IOException {
        Files.move(partial(), file);
    }

    /**
     * Removes a file, or a directory with all in it.
     *
     * @param path what is removed; nothing need be there
     * @throws IOException if it can't be removed
     */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Removes what was not completed.
     *
     * @throws IOException if it can't be removed
     */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
