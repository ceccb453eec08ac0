package rai.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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

    private final Optional<Path> path;
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final Set<String> metrics = new LinkedHashSet<>(List.of("loss", "accuracy", "rmse"));
    private AppendedFile history;
    private AppendedFile events;
    private long total = 1;
    /** Whether the run was interrupted and goes on. */
    private boolean resumed;
    /** Where it goes on; null at its start. */
    private Checkpoint from;

    private RunDirectory(Optional<Path> path) {
        this.path = path;
    }

    /**
     * A directory that is made when the run begins.
     *
     * @param path where; none to keep nothing
     * @param data what is known of the training data
     * @return the directory
     * @throws SpecException where something is there already
     */
    public static RunDirectory create(Optional<Path> path, Map<String, Object> data) {
        path.ifPresent(p -> {
            if (Files.exists(p)) {
                throw new SpecException("the run directory " + p + " exists already: choose another one with --out");
            }
        });
        RunDirectory directory = new RunDirectory(path);
        directory.document.put("format", 1);
        directory.document.put("data", data);
        return directory;
    }

    /**
     * The directory of an interrupted run that is to go on. The run belongs to this process from now on.
     *
     * @param path where it is
     * @param notice told of where the run goes on, and of checkpoints that can't be used
     * @return the directory
     * @throws SpecException where there is no run, or one that has ended, that is being trained, or that can't be read
     */
    public static RunDirectory reopen(Path path, Consumer<String> notice) {
        if (!Files.isRegularFile(path.resolve(RUN))) {
            throw new SpecException("there is no run in " + path + ": " + RUN + " is missing");
        }
        RunDirectory directory = new RunDirectory(Optional.of(path));
        try {
            directory.resumed = true;
            directory.claim(path);
            directory.document.putAll(Json.read(path.resolve(RUN)));
            directory.requireUnfinished(path);
            directory.from = directory.newestWhole(path, notice);
            notice.accept(directory.from == null
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

    private void claim(Path dir) throws IOException {
        events = AppendedFile.open(dir.resolve(EVENTS));
        if (!events.claim()) {
            throw new SpecException("the run in " + dir + " is being trained at this moment");
        }
    }

    private void requireUnfinished(Path dir) {
        Object result = document.get("result");
        Object stopped = result instanceof Map<?, ?> map ? map.get("stopped") : "";
        if (Objects.equals(document.get("state"), "ended")
                && !List.of(word(Stop.INTERRUPTED), word(Stop.FAILED)).contains(stopped)) {
            throw new SpecException("the run in " + dir + " has ended (" + stopped + "): there is nothing to resume");
        }
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
            throw new SpecException("the run in " + dir + " can't be resumed: its " + RUN
                    + " does not tell what was asked for, as this version of RAI writes it", e);
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
            Map<String, Object> spec, Map<String, Object> data, Map<String, Provider> providers, Consumer<String> notice) {
        Map<String, Object> now = new LinkedHashMap<>(Json.asRead(spec));
        if (asOfCheckpoint(SPEC) instanceof Map<?, ?> then) {
            for (Object key : then.keySet()) {
                requireSame("its " + key + " was " + then.get(key) + ", but would be " + now.get(key) + " now",
                        then.get(key), now.get(key));
            }
        }
        if (document.get("data") instanceof Map<?, ?> then) {
            for (var one : Json.asRead(data).entrySet()) {
                requireSame("its data are not those that it began with, their " + one.getKey() + " differs",
                        then.get(one.getKey()), one.getValue());
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
            List<Object> times = new ArrayList<>(document.get("resumed") instanceof List<?> before ? before : List.of());
            provenance.remove("command"); // that of the beginning
            provenance.put("after_step", from == null ? 0 : from.step());
            times.add(provenance);
            document.put("resumed", times);
            document.remove("result");
        } else {
            document.put("provenance", provenance);
        }
        document.put("state", "running");
        write(dir -> {
            Files.createDirectories(dir);
            if (events == null) {
                claim(dir);
            }
            history = AppendedFile.open(dir.resolve(HISTORY));
            Checkpoint.dropAfter(dir, from); // broken ones would outnumber the good ones
            history.cut(from == null ? 0 : from.number(HISTORY_BYTES));
            events.cut(from == null ? 0 : from.number(EVENTS_BYTES));
            if (from == null) {
                history.append("step,method,objective" + columns("train_") + columns("test_") + "\n");
            }
            Json.write(dir.resolve(RUN), document);
        });
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
            long step, RunRequest request, Map<String, Object> spec, Map<String, Object> state,
            Map<String, INDArray> arrays) {
        write(dir -> {
            Map<String, Object> all = new LinkedHashMap<>(state);
            all.put(REQUEST, RequestDocument.of(request));
            all.put(SPEC, spec);
            all.put(HISTORY_BYTES, history.sync());
            all.put(EVENTS_BYTES, events.sync());
            Checkpoint.write(dir, step, all, arrays, request.checkpoints().keep());
        });
    }

    /**
     * Appends an event to the run's history.
     *
     * @param event what happened
     */
    public void record(RunEvent event) {
        write(dir -> {
            if (event instanceof RunEvent.Stepped stepped) {
                // a long run's history is thinned to some 10,000 lines
                if (stepped.step() % Math.max(1, total / 10_000) == 0) {
                    history.append(stepped.step() + "," + stepped.method() + "," + stepped.objective()
                            + cells(Map.of()) + cells(Map.of()) + "\n");
                }
                return;
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", Instant.now().toString());
            line.put("step", event.step());
            line.put("event", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (event instanceof RunEvent.Started started) {
                total = started.totalSteps();
                line.put("total_steps", total);
            } else if (event instanceof RunEvent.Evaluated e) {
                history.append(e.step() + ",," + cells(e.train()) + cells(e.test()) + "\n");
                line.put("train", e.train());
                line.put("test", e.test());
                line.put("method", e.method());
            } else if (event instanceof RunEvent.Epoch epoch) {
                line.put("epoch", epoch.epoch());
            } else if (event instanceof RunEvent.Swapped swapped) {
                line.put("kind", swapped.kind());
                line.put("from", used(swapped.from()));
                line.put("to", used(swapped.to()));
                if (!swapped.state().isEmpty()) {
                    line.put("state", swapped.state());
                }
            } else if (event instanceof RunEvent.Paused paused) {
                line.put("reason", paused.reason());
            } else if (event instanceof RunEvent.WentBack back) {
                line.put("to", back.to());
                line.put("reason", back.reason());
            } else if (event instanceof RunEvent.Stopped stopped) {
                line.put("stopped", stopped.stopped().name().toLowerCase(Locale.ROOT));
                line.put("reason", stopped.reason());
            }
            events.append(Json.line(line));
            events.flush();
            history.flush();
        });
    }

    private static Map<String, Object> used(RunEvent.Used used) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("spec", used.spec());
        map.put("bundle", used.bundle());
        map.put("version", used.version());
        map.put("sha256", used.sha256());
        return map;
    }

    /**
     * Ends the run.
     *
     * @param result what came out
     * @param arrays all arrays of its state
     */
    public void finish(RunResult result, Map<String, INDArray> arrays) {
        document.put("state", "ended");
        document.put(SPEC, result.spec());
        document.put("result", result.asMap());
        write(dir -> {
            Path fresh = dir.resolve(CHECKPOINT + Durable.PARTIAL);
            Durable.delete(fresh);
            Files.createDirectories(fresh);
            ArrayFiles.write(fresh, arrays);
            Durable.replaceFolder(fresh, dir.resolve(CHECKPOINT));
            history.sync();
            events.sync();
            Json.write(dir.resolve(RUN), document);
            if (result.stopped() != Stop.INTERRUPTED && result.stopped() != Stop.FAILED) {
                Durable.delete(dir.resolve(Checkpoint.FOLDER)); // there is nothing left to go on with
            }
        });
        close();
    }

    /** Closes the files; what was written stays. */
    @Override
    public void close() {
        write(dir -> {
            if (history != null) {
                history.close();
            }
            if (events != null) {
                events.close();
            }
        });
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

    private void write(Writing writing) {
        path.ifPresent(dir -> {
            try {
                writing.to(dir);
            } catch (IOException e) {
                throw new UncheckedIOException("the run directory " + dir + " could not be written: " + e, e);
            }
        });
    }
}
