package rai.studies.execution;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The directory of a run as text, for the way from one process to another. */
final class RunArchive {
    private final Path directory;

    RunArchive(Path directory) {
        this.directory = directory;
    }

    String packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files()) {
                if (Files.isRegularFile(file)) {
                    zip.putNextEntry(
                            new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The directory is there as a whole or not at all. */
    void unpack(String packed) throws IOException {
        Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
        new RunArchive(partial).delete();
        Files.createDirectories(partial);
        byte[] bytes = Base64.getDecoder().decode(packed);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = partial.resolve(entry.getName()).normalize();
                if (!file.startsWith(partial)) {
                    throw new IOException("the packed run has a file outside its directory: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
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
