package rai.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files that are there whole or not at all, also after a loss of power. */
final class Durable {
    /** How the names of files and folders end that are not whole yet, or no longer. */
    static final String PARTIAL = ".partial";

    private Durable() {}

    /** Waits until the names in a folder are on the disk; some systems can't, and keep them in order by themselves. */
    static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // a folder can't be opened there
        }
    }

    /** Gives a file its name, in place of the file that had it. */
    static void replace(Path partial, Path file) throws IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
        syncFolder(file.toAbsolutePath().getParent());
    }

    /** Gives a folder its name; one that had it is deleted. */
    static void replaceFolder(Path partial, Path folder) throws IOException {
        delete(folder);
        Files.move(partial, folder);
        syncFolder(folder.toAbsolutePath().getParent());
    }

    /** Deletes what is in a folder and not whole, or no longer. */
    static void tidy(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path rest :
                    files.filter(path -> path.toString().endsWith(PARTIAL)).toList()) {
                delete(rest);
            }
        }
    }

    /** Deletes a folder and all in it. It loses its name first: what is half deleted is never taken for whole. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Path going = folder;
        if (!folder.toString().endsWith(PARTIAL)) {
            going = folder.resolveSibling(folder.getFileName() + ".old" + PARTIAL);
            delete(going);
            Files.move(folder, going);
        }
        try (Stream<Path> all = Files.walk(going)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
