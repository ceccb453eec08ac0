package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Catalog.Provider;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/**
 * The directory of a run: {@code run.json} (specs, provenance, result), {@code history.csv}, {@code events.jsonl}, and
 * {@code checkpoint/} with one {@code .npy} file per array of the state at the end; until then there is {@code checkpoints/}
 * with a {@link Checkpoint} now and then. A run without a directory leaves no trace.
 */
public final class RunDirectory implements AutoCloseable {
    static final String RUN = "run.json";
    static final String CHECKPOINT = "checkpoint";
    static final String HISTORY = "history.csv";
    static final String EVENTS = "events.jsonl";
    private static final String REQUEST = "request";
    private static final String SPEC = "spec";
    // what the state of a checkpoint tells beside that of the run: how long the files were
    private static final String HISTORY_BYTES = "history_bytes";
    private static final String EVENTS_BYTES = "events_bytes";
    /** How often one that waits looks whether to give up, in milliseconds. */
    private static final long LOOK = 50;

    private final Optional<Path> path;
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final Set<String> metrics = new LinkedHashSet<>(List.of("loss", "accuracy", "rmse"));
    private AppendedFile history;
    private AppendedFile events;
    private Claim claim;
    private long total = 1;
    /** Whether the run was interrupted and goes on. */
    private boolean resumed;
    /** Where it goes on; null at its start. */
    private Checkpoint from;

    private final Disk disk;
    private Consumer<RunEvent> listener = event -> {};
    private BooleanSupplier stopped = () -> false;
    /** The steps that the run has done, as far as it was told. */
    private long step;
    /** The steps done in the newest checkpoint; none as long as there is no checkpoint. */
    private OptionalLong kept = OptionalLong.empty();
    /** Whether this run has made its directory. */
    private boolean made;
    /** Whether the files are there that events are recorded in. */
    private boolean begun;
    /** Why something could not be written before the run was stopped; null where all could. */
    private Obstacle gaveUp;

    private RunDirectory(Optional<Path> path, Disk disk) {
        this.path = path;
        this.disk = disk;
    }

    /**
     * A directory that is made when the run begins.
     *
     * @param path where; none to keep nothing
     * @param data what is known of the training data
     * @param disk what it is written to
     * @return the directory
     * @throws SpecException where something is there already
     */
    public static RunDirectory create(Optional<Path> path, Map<String, Object> data, Disk disk) {
        path.filter(Files::exists).ifPresent(RunDirectory::refuse);
        RunDirectory directory = new RunDirectory(path, disk);
        directory.document.put("format", 1);
        directory.document.put("data", data);
        return directory;
    }

    /**
     * The directory of an interrupted run that is to go on. The run belongs to this process from now on.
     *
     * @param path where it is
     * @param notice told of where the run goes on, and of checkpoints that can't be used
     * @param disk what it is written to
     * @return the directory
     * @throws SpecException where there is no run, or one that has ended, that is being trained, or that can't be read
     */
    public static RunDirectory reopen(Path path, Consumer<String> notice, Disk disk) {
        if (!Files.isRegularFile(path.resolve(RUN))) {
            throw new SpecException("there is no run in " + path + ": " + RUN + " is missing");
        }
        RunDirectory directory = new RunDirectory(Optional.of(path), disk);
        try {
            directory.resumed = true;
            directory.claim(path);
            directory.document.putAll(Json.read(path.resolve(RUN)));
            directory.requireUnfinished(path);
            directory.from = directory.newestWhole(path, notice);
            notice.accept(
                    directory.from == null
                            ? "there is no checkpoint to go on from: the run begins again"
                            : "the run goes on after step " + directory.from.step());
            return directory;
        } catch (IOException e) {
            directory.close();
            throw new SpecException("the run in " + path + " can't be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static void refuse(Path there) {
        throw new SpecException("the run directory " + there + " exists already: choose another one with --out");
    }

    private void claim(Path dir) throws IOException {
        claim = Claim.take(dir);
        if (claim == null) {
            throw new SpecException("the run in " + dir + " is being trained at this moment");
        }
    }

    private void requireUnfinished(Path dir) {
        if (hasEnded(document) && !canGoOn(document)) {
            throw new SpecException(
                    "the run in " + dir + " has ended (" + stopped(document) + "): there is nothing to resume");
        }
    }

    static boolean hasEnded(Map<String, Object> document) {
        return Objects.equals(document.get("state"), "ended");
    }

    /** Whether a run that has ended can be resumed nevertheless. */
    static boolean canGoOn(Map<String, Object> document) {
        return List.of(word(Stop.INTERRUPTED), word(Stop.FAILED)).contains(stopped(document));
    }

    private static Object stopped(Map<String, Object> document) {
        return document.get("result") instanceof Map<?, ?> result ? String.valueOf(result.get("stopped")) : "";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Checkpoint newestWhole(Path dir, Consumer<String> notice) throws IOException {
        for (Path folder : Checkpoint.newestFirst(dir)) {
            try {
                Checkpoint checkpoint = Checkpoint.read(folder);
                requireLength(dir.resolve(HISTORY), checkpoint.number(HISTORY_BYTES));
                requireLength(dir.resolve(EVENTS), checkpoint.number(EVENTS_BYTES));
                return checkpoint;
            } catch (IOException | SpecException e) {
                notice.accept("the checkpoint " + folder + " is passed over: " + e.getMessage());
            }
        }
        return null;
    }

    private static void requireLength(Path file, long bytes) throws IOException {
        if (!Files.exists(file) || Files.size(file) < bytes) {
            throw new IOException(file.getFileName() + " has lost lines that were there");
        }
    }

    /**
     * @return what was asked for when the run began, with all changes made until the checkpoint from which it goes on
     * @throws SpecException where the directory does not tell
     */
    @SuppressWarnings("unchecked")
    public RunRequest request() {
        Path dir = path.orElseThrow();
        try {
            return RequestDocument.read((Map<String, Object>) asOfCheckpoint(REQUEST), dir);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | NoSuchElementException e) {
            throw new SpecException(
                    "the run in " + dir + " can't be resumed: its " + RUN
                            + " does not tell what was asked for, as this version of RAI writes it",
                    e);
        }
    }

    /** A change by hand is in the next checkpoint, not in the document. */
    private Object asOfCheckpoint(String key) {
        Object changed = from == null ? null : from.mapOrNull(key);
        return changed != null ? changed : document.get(key);
    }

    /** @return where the run goes on; none at its start */
    public Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(from);
    }

    /**
     * Checks that a run that goes on is the one that was interrupted.
     *
     * @param spec all specs as resolved now
     * @param data what is known of the training data now
     * @param providers the bundles of its services now, by kind and spec
     * @param notice told of services that another bundle provides now
     * @throws SpecException where specs or data differ
     */
    public void requireSame(
            Map<String, Object> spec,
            Map<String, Object> data,
            Map<String, Provider> providers,
            Consumer<String> notice) {
        Map<String, Object> now = new LinkedHashMap<>(Json.asRead(spec));
        if (asOfCheckpoint(SPEC) instanceof Map<?, ?> then) {
            for (Object key : then.keySet()) {
                requireSame(
                        "its " + key + " was " + then.get(key) + ", but would be " + now.get(key) + " now",
                        then.get(key),
                        now.get(key));
            }
        }
        if (document.get("data") instanceof Map<?, ?> then) {
            for (var one : Json.asRead(data).entrySet()) {
                requireSame(
                        "its data are not those that it began with, their " + one.getKey() + " differs",
                        then.get(one.getKey()),
                        one.getValue());
            }
        }
        Provenance.differences(Provenance.services(document), providers).forEach(notice);
    }

    private void requireSame(String otherwise, Object then, Object now) {
        if (!Objects.equals(then, now)) {
            throw new SpecException("the run in " + path.orElseThrow() + " can't be resumed: " + otherwise);
        }
    }

    /** @return whether the run is kept at all */
    public boolean isKept() {
        return path.isPresent();
    }

    /** @return where it is, if anywhere */
    public Optional<Path> path() {
        return path;
    }

    /** @return the name of the run */
    public String name() {
        return path.map(p -> p.getFileName().toString()).orElse("unsaved");
    }

    /**
     * Begins the run, or goes on with it.
     *
     * @param request what was asked for
     * @param spec all specs as resolved
     * @param providers the bundles of its services
     * @param further the metrics beside loss, accuracy and rmse
     */
    public void begin(
            RunRequest request, Map<String, Object> spec, Map<String, Provider> providers, List<String> further) {
        metrics.addAll(further);
        document.put("run", name());
        if (!resumed) { // what was asked for first stays: a run without any checkpoint begins again with it
            document.put(REQUEST, RequestDocument.of(request));
            document.put(SPEC, spec);
        }
        Map<String, Object> provenance = Provenance.of(request, providers);
        if (resumed) {
            List<Object> times =
                    new ArrayList<>(document.get("resumed") instanceof List<?> before ? before : List.of());
            provenance.remove("command"); // that of the beginning
            provenance.put("after_step", from == null ? 0 : from.step());
            times.add(provenance);
            document.put("resumed", times);
            document.remove("result");
        } else {
            document.put("provenance", provenance);
        }
        document.put("state", "running");
        step = from == null ? 0 : from.step();
        kept = from == null ? OptionalLong.empty() : OptionalLong.of(step);
        try {
            begun = write(this::begin, Obstacle::passes);
        } finally {
            if (!begun) {
                discard();
            }
        }
        if (!begun) {
            throw new SpecException("the run was stopped while its directory " + path.orElseThrow()
                    + " could not be written, since " + gaveUp.what());
        }
    }

    private void begin(Path dir) throws IOException {
        if (!made && !resumed) {
            make(dir);
            made = true;
        }
        if (claim == null) {
            claim(dir);
        }
        if (events == null) {
            events = AppendedFile.open(dir.resolve(EVENTS), disk);
        }
        if (history == null) {
            history = AppendedFile.open(dir.resolve(HISTORY), disk);
        }
        Checkpoint.dropAfter(dir, from); // broken ones would outnumber the good ones
        history.cut(from == null ? 0 : from.number(HISTORY_BYTES));
        events.cut(from == null ? 0 : from.number(EVENTS_BYTES));
        if (from == null) {
            history.append("step,method,objective" + columns("train_") + columns("test_") + "\n");
        }
        Json.write(dir.resolve(RUN), document, disk);
    }

    /** Leaves nothing of a run that could not begin. */
    private void discard() {
        closeFiles();
        if (made) {
            try {
                Durable.delete(path.orElseThrow());
            } catch (IOException e) {
                // an empty directory stays
            }
        }
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

    /**
     * What a run does while its directory can't be written since there is no room, or for another reason that the user can
     * take away: it waits, and tries again every second. Until this is called nobody is told, and it waits for ever.
     *
     * @param told told of {@link RunEvent.Paused} and {@link RunEvent.Resumed}; they are recorded as soon as there is room
     * @param givesUp whether the run is to end now: from then on each writing is tried once
     */
    public void onFull(Consumer<RunEvent> told, BooleanSupplier givesUp) {
        listener = told;
        stopped = givesUp;
    }

    /**
     * Writes the state between two steps, so that the run can go on from there.
     *
     * @param step the steps done
     * @param request what is asked for now
     * @param spec all specs as resolved now
     * @param state its numbers
     * @param arrays its arrays
     */
    public void checkpoint(
            long step,
            RunRequest request,
            Map<String, Object> spec,
            Map<String, Object> state,
            Map<String, INDArray> arrays) {
        this.step = step;
        boolean written = write(
                dir -> {
                    Map<String, Object> all = new LinkedHashMap<>(state);
                    all.put(REQUEST, RequestDocument.of(request));
                    all.put(SPEC, spec);
                    all.put(HISTORY_BYTES, history.sync());
                    all.put(EVENTS_BYTES, events.sync());
                    Checkpoint.write(
                            dir, step, all, arrays, request.checkpoints().keep(), disk);
                },
                obstacle -> true);
        if (written) {
            kept = OptionalLong.of(step);
        }
    }

    /**
     * Appends an event to the run's history.
     *
     * @param event what happened
     */
    public void record(RunEvent event) {
        if (path.isEmpty()) {
            return;
        }
        step = event.step();
        append(event);
        if (!(event instanceof RunEvent.Stepped) || history.isDue()) {
            write(
                    dir -> {
                        events.flush();
                        history.flush();
                    },
                    obstacle -> true);
        }
    }

    private void append(RunEvent event) {
        if (event instanceof RunEvent.Stepped stepped) {
            // a long run's history is thinned to some 10,000 lines
            if (stepped.step() % Math.max(1, total / 10_000) == 0) {
                history.append(stepped.step() + "," + stepped.method() + "," + stepped.objective() + cells(Map.of())
                        + cells(Map.of()) + "\n");
            }
            return;
        }
        if (event instanceof RunEvent.Started started) {
            total = started.totalSteps();
        } else if (event instanceof RunEvent.Evaluated e) {
            history.append(e.step() + ",," + cells(e.train()) + cells(e.test()) + "\n");
        }
        events.append(Json.line(EventDocument.of(event, Instant.now())));
    }

    /**
     * Ends the run.
     *
     * @param result what came out
     * @param arrays all arrays of its state
     * @return the same; where the run was stopped while it waited for room, its reason says what is not kept
     */
    public RunResult finish(RunResult result, Map<String, INDArray> arrays) {
        document.put("state", "ended");
        document.put(SPEC, result.spec());
        document.put("result", result.asMap());
        boolean written = write(
                dir -> {
                    history.sync();
                    events.sync();
                    Path fresh = dir.resolve(CHECKPOINT + Durable.PARTIAL);
                    Durable.delete(fresh);
                    disk.require(dir, ArrayFiles.bytes(arrays) + Checkpoint.TEXTS);
                    Files.createDirectory(fresh);
                    ArrayFiles.write(fresh, arrays, disk);
                    Durable.replaceFolder(fresh, dir.resolve(CHECKPOINT));
                    Json.write(dir.resolve(RUN), document, disk);
                    if (result.stopped() != Stop.INTERRUPTED && result.stopped() != Stop.FAILED) {
                        Durable.delete(dir.resolve(Checkpoint.FOLDER)); // there is nothing left to go on with
                    }
                },
                obstacle -> true);
        close();
        return written ? result : result.withReason(sentences(result.reason(), unkept()));
    }

    private static String sentences(String first, String second) {
        return first.isEmpty() ? second : first + "; " + second;
    }

    private String unkept() {
        return "the result could not be written to " + path.orElseThrow() + ", since " + gaveUp.what() + ": "
                + (kept.isPresent()
                        ? "resume goes on after step " + kept.getAsLong() + " once it can"
                        : "no state of the run is kept, and resume begins it again once it can");
    }

    /** Closes the files; what was written stays. */
    @Override
    public void close() {
        IOException failed = closeFiles();
        if (failed != null && gaveUp == null) { // otherwise it was told
            throw unwritable(path.orElseThrow(), failed);
        }
    }

    /** @return why something could not be written; null where all could */
    private IOException closeFiles() {
        IOException failed = null;
        for (Closeable file : new Closeable[] {history, events, claim}) {
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

    private String columns(String prefix) {
        return metrics.stream().map(name -> "," + quoted(prefix + name)).collect(Collectors.joining());
    }

    private String cells(Map<String, Double> values) {
        return metrics.stream()
                .map(name -> "," + (values.containsKey(name) ? values.get(name) : ""))
                .collect(Collectors.joining());
    }

    /** RFC 4180: the spec of a metric may hold commas and quotes. */
    private static String quoted(String cell) {
        return cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private interface Writing {
        void to(Path directory) throws IOException;
    }

    /**
     * Writes, and waits where there is something in the way that can be waited for.
     *
     * @param writing may be tried again and again: it leaves nothing that the next attempt would double
     * @return false where the run was stopped before it could be written
     */
    private boolean write(Writing writing, Predicate<Obstacle> waits) {
        if (path.isEmpty()) {
            return true;
        }
        Path dir = path.get();
        boolean paused = false;
        while (true) {
            try {
                writing.to(dir);
                if (paused) {
                    tell(new RunEvent.Resumed(step));
                }
                return true;
            } catch (IOException e) {
                Obstacle obstacle = Obstacle.of(e, dir, disk).orElseThrow(() -> unwritable(dir, e));
                if (!waits.test(obstacle)) {
                    throw new UncheckedIOException(unwritable(dir, obstacle) + ", or choose another one with --out", e);
                }
                tidy(dir);
                if (!paused && !stopped.getAsBoolean()) {
                    paused = true;
                    tell(new RunEvent.Paused(step, unwritable(dir, obstacle) + ", and the run goes on by itself"));
                }
                if (!waited()) {
                    gaveUp = obstacle;
                    return false;
                }
            }
        }
    }

    /** What was begun takes room that others may wait for. */
    private static void tidy(Path dir) {
        try {
            Durable.tidy(dir.resolve(Checkpoint.FOLDER));
            Durable.tidy(dir);
        } catch (IOException e) {
            // then it stays until the next attempt
        }
    }

    private void tell(RunEvent event) {
        if (begun) {
            append(event); // written with what comes next
        }
        listener.accept(event);
    }

    /** Waits until the next attempt; false where the run is to end. */
    private boolean waited() {
        try {
            for (long left = disk.again(); left > 0; left -= LOOK) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                Thread.sleep(Math.min(LOOK, left));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String unwritable(Path dir, Obstacle obstacle) {
        return "the run directory " + dir + " can't be written, since " + obstacle.what() + ": " + obstacle.remedy();
    }

    private static UncheckedIOException unwritable(Path dir, IOException e) {
        return new UncheckedIOException(
                "the run directory " + dir
                        + (e instanceof NoSuchFileException
                                ? " is gone, or a file of it: somebody has deleted or moved it while the run went on"
                                : " could not be written: " + e),
                e);
    }
}
