package rai.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import rai.api.catalog.Catalog.Provider;
import rai.api.data.Task;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/** {@code run.json}: what was asked for, all specs as resolved, provenance, state and result of a run. */
final class RunDocument {
    static final String FILE = "run.json";
    static final String REQUEST = "request";
    static final String SPEC = "spec";
    static final String RUNNING = "running";
    private static final String FORMAT = "format";
    private static final String ENDED = "ended";
    static final String DATA = "data";
    private static final String STATE = "state";
    static final String RESULT = "result";
    private final Map<String, Object> content = new LinkedHashMap<>();

    private RunDocument() {}

    /** @param data what is known of the training data */
    static RunDocument fresh(Map<String, Object> data) {
        RunDocument document = new RunDocument();
        document.content.put(FORMAT, Format.CURRENT);
        document.content.put(DATA, data);
        return document;
    }

    /** @throws IOException if it can't be read */
    static RunDocument read(Path dir) throws IOException {
        RunDocument document = new RunDocument();
        document.content.putAll(readMap(dir));
        document.content.put(FORMAT, Format.CURRENT);
        return document;
    }

    /**
     * @return what the document of a run says, in the current format
     * @throws IOException if it can't be read, or a newer version of RAI has written it
     */
    static Map<String, Object> readMap(Path dir) throws IOException {
        Map<String, Object> document = Json.read(dir.resolve(FILE));
        try {
            return Format.current(document, FILE);
        } catch (ClassCastException | NullPointerException e) {
            throw new IOException("its " + FILE + " is not the document of a run", e);
        }
    }

    void write(Path dir, Disk disk) throws IOException {
        Json.write(dir.resolve(FILE), content, disk);
    }

    static boolean hasEnded(Map<String, Object> document) {
        return ENDED.equals(document.get(STATE));
    }

    /** Whether a run that has ended can be resumed nevertheless. */
    static boolean isResumable(Map<String, Object> document) {
        return List.of(word(Stop.INTERRUPTED), word(Stop.FAILED)).contains(stopped(document));
    }

    private static Object stopped(Map<String, Object> document) {
        return document.get(RESULT) instanceof Map<?, ?> result ? String.valueOf(result.get("stopped")) : "";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @return whether there is nothing left to do */
    boolean isOver() {
        return hasEnded(content) && !isResumable(content);
    }

    /** @return what the document says */
    Map<String, Object> content() {
        return Collections.unmodifiableMap(content);
    }

    /** @throws SpecException if there is nothing left to do */
    void requireUnfinished(Path dir) {
        if (isOver()) {
            throw new SpecException("the run in " + dir + " has ended (" + stopped(content)
                    + "): there is nothing to resume; --steps N continues its last phase to N steps");
        }
    }

    /**
     * @param from where the run continues
     * @return what was asked for, with all changes made until then
     * @throws SpecException if the document does not say
     */
    RunRequest request(Path dir, ResumePoint from) {
        return request(at(from, REQUEST), dir);
    }

    /**
     * @param document what is written under {@link #REQUEST}
     * @throws SpecException if that is not a request
     */
    @SuppressWarnings("unchecked")
    static RunRequest request(Object document, Path dir) {
        try {
            return RequestDocument.read((Map<String, Object>) document, dir);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | NoSuchElementException e) {
            throw new SpecException(
                    "the request of the run in " + dir + " can't be read: its " + FILE
                            + " does not contain it in the format of this version of RAI"
                            + (document == null ? "" : ": " + e.getMessage()),
                    e);
        }
    }

    /** A change by hand is in the next checkpoint, not in the document. */
    /** All specs as resolved when the run began, or as they were at the checkpoint from which it continues. */
    Map<?, ?> specs(ResumePoint from) {
        return at(from, SPEC) instanceof Map<?, ?> specs ? specs : Map.of();
    }

    private Object at(ResumePoint from, String key) {
        Object changed = from.changed(key);
        return changed != null ? changed : content.get(key);
    }

    /**
     * Checks that a run that continues is the one that was interrupted.
     *
     * @throws SpecException if specs or data differ
     */
    void requireSame(
            Path dir,
            ResumePoint from,
            Map<String, Object> spec,
            Map<String, Object> data,
            Map<String, Provider> providers,
            Consumer<String> notice) {
        Map<String, Object> now = new LinkedHashMap<>(Json.asRead(spec));
        if (at(from, SPEC) instanceof Map<?, ?> then) {
            for (Object key : then.keySet()) {
                if (key.equals("threads")) {
                    continue; // the result does not depend on them
                }
                requireSame(
                        dir,
                        "its " + key + " was " + then.get(key) + ", but would be " + now.get(key) + " now",
                        then.get(key),
                        now.get(key));
            }
        }
        if (content.get(DATA) instanceof Map<?, ?> then) {
            for (var one : Json.asRead(data).entrySet()) {
                if (!then.containsKey(one.getKey())) {
                    continue; // an earlier version began the run and did not write this; the checksums suffice
                }
                requireSame(
                        dir,
                        "its data have changed: their " + one.getKey() + " differs",
                        then.get(one.getKey()),
                        one.getValue());
            }
        }
        Provenance.differences(Provenance.services(content), providers).forEach(notice);
    }

    private static void requireSame(Path dir, String otherwise, Object then, Object now) {
        if (!SameSpecs.continues(then, now)) {
            throw new SpecException("the run in " + dir + " can't be resumed: " + otherwise);
        }
    }

    /**
     * The columns of metrics in the history: only those that can have values.
     *
     * @param further the metrics beside loss, accuracy and rmse
     */
    List<String> historyColumns(List<String> further) {
        Map<?, ?> data = content.get(DATA) instanceof Map<?, ?> about ? about : Map.of();
        Set<String> metrics = new LinkedHashSet<>(List.of("loss"));
        metrics.add(Task.REGRESSION.name().equals(data.get("task")) ? "rmse" : "accuracy");
        metrics.addAll(further);
        List<String> columns = new ArrayList<>();
        metrics.forEach(name -> columns.add("train_" + name));
        if (data.containsKey("valid_sha256")) {
            metrics.forEach(name -> columns.add("valid_" + name));
        }
        if (data.containsKey("test_sha256")) {
            metrics.forEach(name -> columns.add("test_" + name));
        }
        return columns;
    }

    /** The run begins. */
    void begin(String name, RunRequest request, Map<String, Object> spec, Map<String, Provider> providers) {
        content.put("run", name);
        content.put(REQUEST, RequestDocument.of(request));
        content.put(SPEC, spec);
        content.put("provenance", Provenance.of(request, providers));
        content.put(STATE, RUNNING);
    }

    /**
     * The run continues. What was asked for first stays: a run without any checkpoint begins again with it.
     *
     * @param longer whether the run had ended and its last phase is longer now, which is what is asked for from now on
     */
    void resume(String name, RunRequest request, Map<String, Provider> providers, long afterStep, boolean longer) {
        content.put("run", name);
        if (longer) {
            content.put(REQUEST, RequestDocument.of(request));
        }
        List<Object> times = new ArrayList<>(content.get("resumed") instanceof List<?> before ? before : List.of());
        Map<String, Object> provenance = Provenance.of(request, providers);
        provenance.remove("command"); // that of the beginning
        provenance.put("after_step", afterStep);
        if (longer) {
            provenance.put("longer", true);
        }
        times.add(provenance);
        content.put("resumed", times);
        content.remove(RESULT);
        content.put(STATE, RUNNING);
    }

    /** The run has ended. */
    void end(RunResult result) {
        content.put(STATE, ENDED);
        content.put(SPEC, result.spec());
        content.put(RESULT, result.asMap());
    }
}
