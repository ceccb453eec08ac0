package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import rai.api.exchange.Destination;
import rai.shell.command.WholeFile;
import rai.shell.console.Failure;

/** Writes a file or a directory under another name, and gives it its name when it is complete. */
final class ExportFile {
    /** Writes it. */
    interface Writing {
        List<String> write(Destination to) throws IOException;
    }

    private ExportFile() {}

    /**
     * @param file where
     * @param replace whether it may take the place of what exists there
     * @return what the writer says
     * @throws Failure if something exists there that is not to be replaced
     */
    static List<String> write(Path file, boolean replace, Writing writing) throws IOException {
        if (Files.exists(file) && !Files.isDirectory(file) && !replace) {
            throw new Failure(file + " already exists: use --replace to replace it, or --out for another name");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new Failure(file + " is a directory, which is never replaced: give another name with --out");
        }
        Files.createDirectories(folder);
        Path partial = folder.resolve("." + UUID.randomUUID() + ".partial");
        try {
            List<String> notes =
                    writing.write(new Destination(partial, file.getFileName().toString()));
            if (replace) {
                WholeFile.move(partial, file);
            } else {
                Files.move(partial, file);
            }
            return notes;
        } finally {
            WholeFile.delete(partial);
        }
    }
}
