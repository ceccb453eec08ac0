package rai.studies.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import rai.api.spec.SpecException;

/** Files that are there whole or not at all, also after a loss of power. */
final class Durable {
    /** What touches files. */
    interface Action<T> {
        T run() throws IOException;
    }

    private Durable() {}

    /** Writes a file in place of the one that has its name. */
    static void write(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, text.getBytes(StandardCharsets.UTF_8));
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        replace(partial, file);
    }

    static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static void replace(Path partial, Path file) throws IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
        syncFolder(file.toAbsolutePath().getParent());
    }

    /** Waits until the names in a folder are on the disk, on systems that can. */
    static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // a folder can't be opened there
        }
    }

    /** Runs what touches the files of a study; what the disk refuses becomes one sentence. */
    static <T> T in(Path directory, Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw refused(directory, e);
        }
    }

    private static String sentence(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "the system denies access to " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException file) {
            return file.getFile() + " is a file";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getFile() + ": " + system.getReason();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static SpecException refused(Path directory, IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.toLowerCase(Locale.ROOT).contains("no space left") || reason.contains("quota")) {
            return new SpecException(
                    "the disk with the study in " + directory + " is full: make room and run the study again, which"
                            + " continues with what is journalled",
                    e);
        }
        return new SpecException("the study in " + directory + " can't be read or written: " + sentence(e), e);
    }
}
