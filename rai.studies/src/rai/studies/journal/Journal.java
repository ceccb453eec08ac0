package rai.studies.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import rai.api.spec.SpecException;
import rai.api.study.Outcome.State;

/**
 * What has ended: a line per trial, appended under the lock of the study and forced to the disk. No trial has two lines. A last line
 * without an end was torn by the death of a process or a full disk: nobody reads it, and the next writer cuts it off.
 */
public final class Journal {
    private final Path file;
    private final Path lock;
    private final Path directory;
    private final Map<String, State> ended = new HashMap<>();
    private final Pool pool = new Pool();
    private Object key;
    private long read;
    private long lines;

    /**
     * @param directory the directory of the study
     */
    public Journal(Path directory) {
        this.directory = directory;
        file = directory.resolve("journal.jsonl");
        lock = directory.resolve("lock");
    }

    /**
     * A line of the journal; its text is to be read at once, if at all.
     *
     * @param id the identity of the trial
     * @param state how it ended
     * @param content gives the line
     */
    public record Line(String id, State state, Supplier<String> content) {
        String text() {
            return content.get();
        }
    }

    /**
     * Reads what has been added since the last time, by whichever process.
     *
     * @param added receives the lines
     * @return this
     */
    public synchronized Journal refresh(Consumer<Line> added) {
        return Durable.in(directory, () -> update(added));
    }

    /**
     * Reads which trials have been added since the last time, without what is known of them.
     *
     * @return this
     */
    public synchronized Journal refresh() {
        return Durable.in(directory, () -> update(line -> {}));
    }

    /**
     * @param id the identity of a trial
     * @return how it has ended; null if it has not, as far as was read
     */
    public synchronized State state(String id) {
        return ended.get(id);
    }

    /** @return how many trials have ended, as far as was read */
    public synchronized int size() {
        return ended.size();
    }

    /**
     * Reads all lines again.
     *
     * @param wanted which trials
     * @param to receives what is known of them, in the order of their ends
     */
    public void rows(Predicate<String> wanted, Consumer<Row> to) {
        Durable.in(
                directory,
                () -> new Journal(directory).update(line -> {
                    if (wanted.test(line.id())) {
                        to.accept(row(line));
                    }
                }));
    }

    /**
     * @param line a line of the journal
     * @return what is known of the trial
     */
    public Row row(Line line) {
        return Json.parse(line.text())
                .map(document -> Row.of(document, directory, pool))
                .orElseThrow(() -> damaged(line.text()));
    }

    private Journal update(Consumer<Line> added) throws IOException {
        if (!Files.exists(file)) {
            return this;
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (!Objects.equals(key, now.fileKey()) || now.size() < read) { // somebody has taken out lines
            ended.clear();
            read = 0;
            lines = 0;
            key = now.fileKey();
        }
        if (now.size() == read) {
            return this;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(read);
            JournalLines.read(channel, (bytes, from, to) -> {
                lines++;
                read += to - from + 1;
                Line line = JournalLines.parse(bytes, from, to)
                        .orElseThrow(() -> damaged(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
                ended.put(line.id(), line.state());
                added.accept(line);
            });
        }
        return this;
    }

    private SpecException damaged(String text) {
        return new SpecException("line " + lines + " of " + file + " is damaged, it begins with '"
                + text.substring(0, Math.min(40, text.length()))
                + "': delete this line, and its trial will be trained again");
    }

    /**
     * Adds trials that have ended, and returns when they are on the disk. Those that the journal has already are left out: another
     * process was faster.
     *
     * @param rows what has ended
     * @return those that were added
     * @throws SpecException if the disk is full, or refuses; the journal is as before then
     */
    public synchronized List<Row> append(List<Row> rows) {
        return Durable.in(
                directory,
                () -> FolderLock.holding(lock, () -> {
                    update(line -> {});
                    Map<String, Row> added = new LinkedHashMap<>();
                    StringBuilder text = new StringBuilder();
                    for (Row row : rows) {
                        String id = row.outcome().id();
                        if (!ended.containsKey(id) && added.putIfAbsent(id, row) == null) {
                            text.append(Json.line(row.document(directory))).append('\n');
                        }
                    }
                    if (!added.isEmpty()) {
                        write(text.toString().getBytes(StandardCharsets.UTF_8));
                        lines += added.size();
                    }
                    added.forEach((id, row) -> ended.put(id, row.outcome().state()));
                    return List.copyOf(added.values());
                }));
    }

    private void write(byte[] bytes) throws IOException {
        boolean fresh = !Files.exists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(read); // what is there beyond the last whole line is torn
            channel.position(read);
            try {
                Durable.write(channel, bytes);
                channel.force(true);
            } catch (IOException | Error e) {
                channel.truncate(read);
                throw e;
            }
        }
        read += bytes.length;
        if (fresh) {
            key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            Durable.syncFolder(directory);
        }
    }

    /**
     * Takes trials out of the journal, so that they are trained again.
     *
     * @param which which ones, by identity and state
     * @return how many
     */
    public synchronized int remove(Predicate<Map.Entry<String, State>> which) {
        return Durable.in(
                directory,
                () -> FolderLock.holding(lock, () -> {
                    update(line -> {});
                    List<String> gone = ended.entrySet().stream()
                            .filter(which)
                            .map(Map.Entry::getKey)
                            .toList();
                    if (!gone.isEmpty()) {
                        StringBuilder rest = new StringBuilder();
                        Set<String> left = new HashSet<>(gone);
                        new Journal(directory).update(line -> {
                            if (!left.contains(line.id())) {
                                rest.append(line.text()).append('\n');
                            }
                        });
                        Durable.write(file, rest.toString());
                        update(line -> {});
                    }
                    return gone.size();
                }));
    }
}
