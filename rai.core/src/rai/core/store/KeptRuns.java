package rai.core.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rai.api.run.Runs.Kept;
import rai.api.spec.SpecException;

/** The directories of runs, looked at from outside. */
public final class KeptRuns {
    private static final List<String> SIGNS = List.of(RunDocument.FILE, HistoryFile.FILE, EventLog.FILE);
    /** How much of the end of a history is looked at. */
    private static final int TAIL = 1 << 13;

    private KeptRuns() {}

    /**
     * @param folder a folder of runs
     * @return the runs directly in it, by the time of their beginning
     */
    public static List<Kept> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(KeptRuns::isRun)
                    .map(KeptRuns::look)
                    .sorted(Comparator.comparing(KeptRuns::began).thenComparing(Kept::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be read: " + e, e);
        }
    }

    /** A folder that is half deleted, or not yet whole, is none. */
    private static boolean isRun(Path directory) {
        return !directory.toString().endsWith(Durable.PARTIAL)
                && SIGNS.stream().anyMatch(sign -> Files.isRegularFile(directory.resolve(sign)));
    }

    private static String began(Kept run) {
        return run.document().get("provenance") instanceof Map<?, ?> provenance
                ? String.valueOf(provenance.get("started"))
                : "";
    }

    /**
     * @param directory the directory of a run
     * @return that run
     * @throws SpecException where there is none
     */
    public static Kept read(Path directory) {
        require(directory);
        return look(directory);
    }

    /** @throws SpecException if there is no run */
    static void require(Path directory) {
        if (!isRun(directory)) {
            throw new SpecException("there is no run in " + directory + ": " + RunDocument.FILE + " is missing");
        }
    }

    private static Kept look(Path directory) {
        boolean running = Claim.isTaken(directory);
        Map<String, Object> document;
        String state;
        try {
            document = RunDocument.readMap(directory);
            state = running ? "running" : state(directory, document);
        } catch (IOException e) {
            document = Map.of();
            state = running ? "running" : "damaged"; // one that is about to begin has written nothing yet
        }
        List<Map<String, Object>> events = events(directory);
        String[] row = lastStep(directory);
        long step = Long.parseLong(row[0]);
        if (!events.isEmpty() && events.get(events.size() - 1).get("step") instanceof Long last) {
            step = Math.max(step, last);
        }
        if (document.get("result") instanceof Map<?, ?> result && result.get("steps") instanceof Long done) {
            step = done;
        }
        return new Kept(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                directory,
                state,
                step,
                row[1],
                Double.parseDouble(row[2]),
                document,
                events);
    }

    private static String state(Path directory, Map<String, Object> document) {
        if (!RunDocument.hasEnded(document)) {
            return "interrupted";
        }
        if (!Files.isDirectory(directory.resolve(FinalState.FOLDER))) {
            return "damaged";
        }
        return RunDocument.isResumable(document) ? "interrupted" : "ended";
    }

    /** All lines that are whole: the last may be torn. */
    private static List<Map<String, Object>> events(Path directory) {
        List<Map<String, Object>> events = new ArrayList<>();
        try (Stream<String> lines = Files.lines(directory.resolve(EventLog.FILE))) {
            lines.forEach(line -> Json.parse(line).ifPresent(events::add));
        } catch (IOException | UncheckedIOException e) {
            return events; // missing or unreadable files have no events
        }
        return events;
    }

    /** Number, method and objective of the last step in the history. */
    private static String[] lastStep(Path directory) {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(HistoryFile.FILE).toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String tail = new String(bytes, StandardCharsets.UTF_8);
            String[] lines = tail.substring(0, tail.lastIndexOf('\n') + 1).split("\n");
            for (int i = lines.length - 1; i >= 0; i--) {
                String[] cells = lines[i].split(",", 4);
                if (cells.length > 2 && cells[0].matches("\\d+") && !cells[1].isEmpty()) {
                    return cells;
                }
            }
        } catch (IOException e) {
            // there is no history yet
        }
        return new String[] {"0", "", "NaN"};
    }

    /**
     * Deletes the directory of a run.
     *
     * @param directory where
     * @throws SpecException where there is no run, or where some process trains it
     */
    public static void delete(Path directory) {
        read(directory);
        try (Claim claim = Claim.take(directory)) {
            if (claim == null) {
                throw new SpecException(
                        "the run in " + directory + " is being trained at this moment: stop it, then delete it");
            }
            Durable.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the run in " + directory + " could not be deleted: " + e, e);
        }
    }
}
