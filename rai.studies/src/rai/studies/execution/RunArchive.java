package rai.studies.execution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rai.api.archive.ZipIn;
import rai.api.archive.ZipOut;
import rai.api.data.DataException;

/** The directory of a run as text, for the way from one process to another. */
final class RunArchive {
    private final Path directory;

    RunArchive(Path directory) {
        this.directory = directory;
    }

    String packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOut zip = new ZipOut(bytes)) {
            for (String name : ZipOut.files(directory)) {
                zip.add(name, directory.resolve(name));
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The directory is there as a whole or not at all. */
    void unpack(String packed) throws IOException {
        Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
        new RunArchive(partial).delete();
        Files.createDirectories(partial);
        Path archive = Files.createTempFile("rai-run-", ".zip");
        try {
            Files.write(archive, Base64.getDecoder().decode(packed));
            try (ZipIn zip = new ZipIn(archive, Long.MAX_VALUE, true)) {
                for (String name : zip.names()) {
                    Path file = partial.resolve(name);
                    Files.createDirectories(file.getParent());
                    zip.copy(name, file);
                }
            }
        } catch (DataException e) {
            throw new IOException("the packed run can't be unpacked: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(archive);
        }
        delete();
        Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        List<Path> all = files();
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(all.get(i));
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
