package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.spec.SpecException;

/** {@code events.jsonl}: a line for each event but the steps, and what probes measure. */
final class EventLog implements Closeable {
    static final String FILE = "events.jsonl";

    private final AppendedFile file;

    private EventLog(AppendedFile file) {
        this.file = file;
    }

    static EventLog open(Path dir, Disk disk) throws IOException {
        return new EventLog(AppendedFile.open(dir.resolve(FILE), disk));
    }

    /**
     * Reads all events.
     *
     * @param reader receives each event, in their order
     * @param damaged receives the number of each line that is not an event
     * @throws IOException if the file can't be read
     */
    static void read(Path dir, Consumer<RecordedEvent> reader, IntConsumer damaged) throws IOException {
        Lines.read(dir.resolve(FILE), (line, number) -> {
            RecordedEvent event;
            try {
                event = RecordedEvent.of(Json.parse(line).orElseThrow());
            } catch (SpecException | NoSuchElementException e) {
                damaged.accept(number);
                return;
            }
            reader.accept(event);
        });
    }

    /** Drops all after the point where the run begins or continues. */
    void begin(ResumePoint from) throws IOException {
        file.cut(from.eventsBytes());
    }

    void record(RunEvent event) {
        if (!(event instanceof RunEvent.Stepped || event instanceof RunEvent.Probed)) {
            file.append(Json.line(new RecordedEvent(Instant.now(), event).asMap()));
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
