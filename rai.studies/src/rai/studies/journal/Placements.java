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
    /** The identity of the trial, and its name. */
    public static final String ID = "id";

    public static final String TRIAL = "trial";
    /** The worker for people, the name of its process, and how often the trial had been begun before. */
    public static final String WORKER = "worker";

    public static final String EXECUTOR = "executor";
    public static final String ATTEMPT = "attempt";
    /** What a result may depend on: a map with {@link #PROCESSOR} and {@link #JAVA}. */
    public static final String MACHINE = "machine";

    public static final String PROCESSOR = "processor";
    public static final String JAVA = "java";
    public static final String SECONDS = "seconds";
    /** Why there is no outcome. */
    public static final String FAILED = "failed";
    /** What the run had to say. */
    public static final String LOG = "log";
    /** The second training of a trial: a map, with {@link #EQUAL} if it had an outcome. */
    public static final String AGAIN = "again";

    public static final String EQUAL = "equal";

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
