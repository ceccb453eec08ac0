package rai.report.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * New files of a directory. They are written to a hidden folder in it and forced to the disk; only when all of them are there, each
 * takes its place. If anything fails before, such as for want of space, the directory is as it was.
 */
public final class Folder implements AutoCloseable {
    private static final String HIDDEN = ".writing-";

    private final Path directory;
    private final Path hidden;
    private final List<String> names = new ArrayList<>();

    /**
     * @param directory the directory; made if it does not exist
     * @throws IOException if nothing can be written there
     */
    public Folder(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        hidden = Files.createTempDirectory(directory, HIDDEN);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * @param out receives the content
         * @throws IOException if it can't be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @param name its name in the directory, with slashes
     * @param content its content
     * @throws IOException if it can't be written
     */
    public void write(String name, byte[] content) throws IOException {
        Path file = place(name);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true); // some file systems notice only now that there is no space
        }
    }

    /**
     * Writes a file.
     *
     * @param name its name in the directory, with slashes
     * @param content writes its content
     * @throws IOException if it can't be written
     */
    public void write(String name, Content content) throws IOException {
        Path file = place(name);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(out);
        }
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private Path place(String name) throws IOException {
        Path file = hidden.resolve(name);
        Files.createDirectories(file.getParent());
        names.add(name);
        return file;
    }

    /**
     * Moves all files to their places; those written last come first, so the first one appears when all others are there.
     *
     * @return the files, in the order in which they were written
     * @throws IOException if one can't be moved
     */
    public List<Path> publish() throws IOException {
        for (int i = 0; i < names.size(); i++) {
            Files.createDirectories(directory.resolve(names.get(i)).getParent());
        }
        for (int i = names.size() - 1; i >= 0; i--) {
            Path to = directory.resolve(names.get(i));
            move(hidden.resolve(names.get(i)), Files.isRegularFile(to) ? to.toRealPath() : to); // a link stays a link
        }
        return names.stream().map(directory::resolve).toList();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes what has not taken its place. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(hidden)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
