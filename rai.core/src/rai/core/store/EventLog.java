package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import rai.api.run.RunEvent;

/** {@code events.jsonl}: a line for each event but the steps. */
final class EventLog implements Closeable {
    static final String FILE = "events.jsonl";

    private final AppendedFile file;

    private EventLog(AppendedFile file) {
        this.file = file;
    }

    static EventLog open(Path dir, Disk disk) throws IOException {
        return new EventLog(AppendedFile.open(dir.resolve(FILE), disk));
    }

    /** Drops all after the point where the run begins or continues. */
    void begin(ResumePoint from) throws IOException {
        file.cut(from.eventsBytes());
    }

    void record(RunEvent event) {
        if (!(event instanceof RunEvent.Stepped)) {
            file.append(Json.line(EventDocument.of(event, Instant.now())));
        }
    }

    void flush() throws IOException {
        file.flush();
    }

    /** Waits until all is on the disk; returns how many bytes that are. */
    long sync() throws IOException {
        return file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
