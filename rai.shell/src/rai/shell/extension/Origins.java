package rai.shell.extension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import rai.api.archive.ZipIn;

/**
 * From where the files in the folder of extensions have come: a line each, with the SHA-256 of the file, its name and its source,
 * separated by tabs. A file that was put there or changed by hand has no source.
 */
final class Origins {
    /** By its ending, file install leaves it alone. */
    private static final String NAME = ".installed-from.txt";

    private record Origin(String sha256, String source) {}

    private final Path list;
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    private Origins(Path list) {
        this.list = list;
    }

    static Origins of(Path folder) throws IOException {
        Origins origins = new Origins(folder.resolve(NAME));
        if (Files.exists(origins.list)) {
            for (String line : Files.readAllLines(origins.list)) {
                String[] parts = line.split("\t", 3);
                if (parts.length == 3) {
                    origins.origins.put(parts[1], new Origin(parts[0], parts[2]));
                }
            }
        }
        return origins;
    }

    /** @return from where a file has come; empty if it has come or changed without install */
    Optional<String> of(Path folder, String name) throws IOException {
        Origin origin = origins.get(name);
        return origin != null && origin.sha256().equals(ZipIn.sha256(folder.resolve(name)))
                ? Optional.of(origin.source())
                : Optional.empty();
    }

    /** Adds a file; files that are gone leave the list. */
    void add(Path file, String source) throws IOException {
        String name = file.getFileName().toString();
        origins.put(name, new Origin(ZipIn.sha256(file), source.replaceAll("[\\t\\r\\n]", " ")));
        prune();
    }

    /** Files that are gone leave the list; an empty one is deleted. */
    void prune() throws IOException {
        origins.keySet().removeIf(each -> !Files.exists(list.resolveSibling(each)));
        if (origins.isEmpty()) {
            Files.deleteIfExists(list);
            return;
        }
        StringBuilder text = new StringBuilder();
        origins.forEach((name, origin) -> text.append(origin.sha256())
                .append('\t')
                .append(name)
                .append('\t')
                .append(origin.source())
                .append('\n'));
        Path part = list.resolveSibling("." + UUID.randomUUID() + ".part.txt");
        Files.writeString(part, text);
        Files.move(part, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
