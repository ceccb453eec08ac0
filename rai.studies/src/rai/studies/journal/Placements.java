package rai.studies.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which worker has trained which trial of a study, with what its run had to say: {@code cluster.jsonl} in the directory of the study, a
 * JSON object per line. No result depends on it; a torn line is skipped.
 */
public final class Placements {
    private static final String FILE = "cluster.jsonl";

    private final Path directory;

    /** @param study the directory of a study */
    public Placements(Path study) {
        directory = study;
    }

    /** @return the file, which need not exist */
    public Path file() {
        return directory.resolve(FILE);
    }

    /**
     * Adds a line.
     *
     * @param placement the line
     */
    public synchronized void add(Map<String, Object> placement) {
        Durable.in(directory, () -> {
            try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                Durable.write(channel, (Json.line(placement) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return null;
        });
    }

    /** @param to receives all lines, in the order in which the trials ended */
    public void read(Consumer<Map<String, Object>> to) {
        if (!Files.isRegularFile(file())) {
            return;
        }
        Durable.in(directory, () -> {
            try (Stream<String> lines = Files.lines(file(), StandardCharsets.UTF_8)) {
                lines.forEach(line -> Json.parse(line).ifPresent(to));
                return null;
            } catch (java.io.UncheckedIOException e) {
                throw new IOException(e);
            }
        });
    }
}
