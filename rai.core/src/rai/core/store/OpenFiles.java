package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rai.api.run.RunEvent;
import rai.api.spec.SpecException;

/** The folder of a run while the run is trained: claimed for this process, with the files open that grow with the run. */
final class OpenFiles {
    private Claim claim;
    private HistoryFile history;
    private EventLog events;
    private ProbeFiles probes;
    /** Whether the folder was made here. */
    private boolean made;

    /** Refuses a folder that exists. */
    static void refuse(Path there) {
        throw new SpecException("the run directory " + there + " exists already: choose another one with --out");
    }

    /** Takes the run for this process. */
    void claim(Path dir) throws IOException {
        if (claim == null) {
            claim = Claim.take(dir);
        }
        if (claim == null) {
            throw new SpecException("the run in " + dir + " is being trained or packed at this moment");
        }
    }

    /**
     * Opens all files; may be called again if it failed.
     *
     * @param make whether to make the folder
     * @param from where the run begins or continues
     * @param columns the columns of metrics in the history
     * @param measured the columns of each probe, by its spec
     */
    void begin(
            Path dir,
            boolean make,
            ResumePoint from,
            List<String> columns,
            Map<String, List<String>> measured,
            Disk disk)
            throws IOException {
        if (make && !made) {
            make(dir);
            made = true;
        }
        claim(dir);
        if (events == null) {
            events = EventLog.open(dir, disk);
        }
        if (history == null) {
            history = HistoryFile.open(dir, columns, disk);
        }
        if (probes == null) {
            probes = ProbeFiles.open(dir, measured, disk);
        }
        Checkpoint.dropAfter(dir, from.checkpoint().orElse(null)); // broken ones would outnumber the good ones
        history.begin(from);
        events.begin(from);
        probes.begin(from);
    }

    /** Nobody else may have made it since the run was prepared. */
    private static void make(Path dir) throws IOException {
        Path parent = dir.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(dir);
        } catch (FileAlreadyExistsException e) {
            refuse(dir);
        }
    }

    /** Leaves nothing of a run that could not begin. */
    void discard(Path dir) {
        close();
        if (made) {
            try {
                Durable.delete(dir);
            } catch (IOException e) {
                // an empty directory stays
            }
        }
    }

    /** Adds an event; it is in the files after the next {@link #flush}. */
    void record(RunEvent event) {
        history.record(event);
        events.record(event);
        probes.record(event);
    }

    /** @return whether it is time to {@link #flush} */
    boolean isDue() {
        return history.isDue();
    }

    void flush() throws IOException {
        events.flush();
        history.flush();
        probes.flush();
    }

    /** Waits until all is on the disk. */
    void sync() throws IOException {
        history.sync();
        events.sync();
        probes.sync();
    }

    /** Waits until all is on the disk, and adds to the state of a checkpoint how long the files are. */
    void sync(Map<String, Object> state) throws IOException {
        ResumePoint.putLengths(state, history.sync(), events.sync(), probes.sync());
    }

    /** @return why something could not be written; null if all could */
    IOException close() {
        IOException failed = null;
        for (Closeable file : new Closeable[] {history, events, probes, claim}) {
            try {
                if (file != null) {
                    file.close();
                }
            } catch (IOException e) {
                failed = e;
            }
        }
        return failed;
    }
}
