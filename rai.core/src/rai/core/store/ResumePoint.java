package rai.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.spec.SpecException;

/**
 * Where a run begins or continues.
 *
 * @param checkpoint its newest whole checkpoint; none at its start
 */
record ResumePoint(Optional<Checkpoint> checkpoint) {
    static final ResumePoint START = new ResumePoint(Optional.empty());
    // what the state of a checkpoint holds beside that of the run: how long the files were
    private static final String HISTORY_BYTES = "history_bytes";
    private static final String EVENTS_BYTES = "events_bytes";
    private static final String PROBES_BYTES = "probes_bytes";

    /**
     * @param notice notified of checkpoints that can't be used
     * @return the newest whole checkpoint of a run; its start if it has none
     * @throws IOException if the directory can't be read
     */
    static ResumePoint newest(Path dir, Consumer<String> notice) throws IOException {
        for (Path folder : Checkpoint.newestFirst(dir)) {
            try {
                Checkpoint checkpoint = Checkpoint.read(folder);
                requireLength(dir.resolve(HistoryFile.FILE), checkpoint.number(HISTORY_BYTES));
                requireLength(dir.resolve(EventLog.FILE), checkpoint.number(EVENTS_BYTES));
                ResumePoint point = new ResumePoint(Optional.of(checkpoint));
                for (var file : point.probeBytes().entrySet()) {
                    requireLength(dir.resolve(ProbeFiles.FOLDER).resolve(file.getKey()), file.getValue());
                }
                return point;
            } catch (IOException | SpecException e) {
                notice.accept("the checkpoint " + folder + " is passed over: " + e.getMessage());
            }
        }
        return START;
    }

    private static void requireLength(Path file, long bytes) throws IOException {
        if (!Files.exists(file) || Files.size(file) < bytes) {
            throw new IOException(file.getFileName() + " has lost lines that were there");
        }
    }

    /** Adds to the state of a checkpoint how long the files are that grow with the run. */
    static void putLengths(Map<String, Object> state, long history, long events, Map<String, Long> probes) {
        state.put(HISTORY_BYTES, history);
        state.put(EVENTS_BYTES, events);
        if (!probes.isEmpty()) {
            state.put(PROBES_BYTES, new LinkedHashMap<>(probes));
        }
    }

    boolean isStart() {
        return checkpoint.isEmpty();
    }

    long step() {
        return checkpoint.map(Checkpoint::step).orElse(0L);
    }

    long historyBytes() {
        return checkpoint.map(c -> c.number(HISTORY_BYTES)).orElse(0L);
    }

    long eventsBytes() {
        return checkpoint.map(c -> c.number(EVENTS_BYTES)).orElse(0L);
    }

    /** @return the length of the file of each probe, by its name; none if there was no probe */
    Map<String, Long> probeBytes() {
        Map<String, Long> lengths = new LinkedHashMap<>();
        checkpoint
                .map(c -> c.mapOrNull(PROBES_BYTES))
                .ifPresent(all -> all.forEach((name, length) -> lengths.put(name, ((Number) length).longValue())));
        return lengths;
    }

    /** @return what the checkpoint holds instead of an entry of run.json; null if it holds nothing */
    Object changed(String key) {
        return checkpoint.map(c -> (Object) c.mapOrNull(key)).orElse(null);
    }
}
