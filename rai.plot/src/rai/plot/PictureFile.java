package rai.plot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes pictures into files, completely or not at all. */
final class PictureFile {

    private PictureFile() {}

    static void write(Page page, PictureFormat format, Path file) throws IOException {
        try {
            replace(file.toAbsolutePath(), format.encode(page));
        } catch (IOException e) {
            throw new IOException("cannot write the picture " + file + ": " + reason(e, file), e);
        }
    }

    private static void replace(Path asked, byte[] bytes) throws IOException {
        Path file = Files.isRegularFile(asked) ? asked.toRealPath() : asked; // not the link, but what it points to
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            Files.write(file, bytes); // a device or a pipe
            return;
        }
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("it is a folder");
        }
        Files.createDirectories(folder);
        // not createTempFile: its files can be read by their owner alone, and would stay so after the move
        Path temporary = folder.resolve(".picture-" + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String reason(IOException e, Path file) {
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a folder";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason() + " (" + system.getFile() + ")";
        }
        return e.getMessage();
    }
}
