package rai.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The format of the documents of a run. In format 1, a request was flat: batch, schedule, clipping, penalties and early stopping
 * were those of the whole run, and so they were in its specs. In format 2 each phase has its own. What is read in format 1 is
 * taken as format 2 from then on.
 */
final class Format {
    /** The one that is written. */
    static final int CURRENT = 2;

    private static final String KEY = "format";
    private static final String REQUEST = "request";
    private static final String SPEC = "spec";
    private static final String PHASES = "phases";
    private static final String OPTIMIZER = "optimizer";
    private static final String BATCH = "batch";
    /** What steers the updates beside the optimizer, by the same keys in both formats. */
    private static final List<String> CONTROL =
            List.of("optimizer_for", "schedule", "clip_value", "clip_norm", "l1", "l2", "max_norm", "stop_early");

    private Format() {}

    /**
     * @param document a {@code run.json}, or the {@code state.json} of a checkpoint
     * @param name how a sentence calls it
     * @return the document in the current format
     * @throws IOException if a newer version of RAI has written it
     */
    static Map<String, Object> current(Map<String, Object> document, String name) throws IOException {
        long format = document.get(KEY) instanceof Number number ? number.longValue() : 1;
        if (format > CURRENT) {
            throw new IOException(
                    "its " + name + " has the format " + format + ", and this version of RAI reads formats up to "
                            + CURRENT + ": use the version that wrote it, or a newer one");
        }
        if (format == CURRENT) {
            return document;
        }
        Map<String, Object> current = new LinkedHashMap<>(document);
        current.computeIfPresent(REQUEST, (key, request) -> request(map(request)));
        current.computeIfPresent(SPEC, (key, spec) -> spec(map(spec)));
        if (document.get("result") instanceof Map<?, ?> result && result.get(SPEC) instanceof Map) {
            Map<String, Object> changed = new LinkedHashMap<>(map(result));
            changed.put(SPEC, spec(map(result.get(SPEC))));
            current.put("result", changed);
        }
        return current;
    }

    private static Map<String, Object> request(Map<String, Object> old) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("data", group(old, "data", "train", "test", "test", "standardize", "standardize"));
        request.put("model", group(old, "network", "network", "init", "init", "loss", "loss"));
        List<Object> phases = new ArrayList<>();
        for (Object phase : (List<?>) old.get(PHASES)) {
            phases.add(phase(map(phase), old));
        }
        request.put(PHASES, phases);
        request.put("evaluation", group(old, "evaluate_every", "every", "metrics", "metrics"));
        request.put(
                "execution",
                group(old, "seed", "seed", "threads", "threads", "precision", "precision", "engine", "engine"));
        request.put("keeping", group(old, "checkpoint", "checkpoint_every", "keep", "keep"));
        request.put("faults", group(old, "pin", "pin", "wait", "wait_limit", "step_limit", "step_limit"));
        return request;
    }

    private static Map<String, Object> phase(Map<String, Object> old, Map<String, Object> request) {
        Map<String, Object> phase = new LinkedHashMap<>();
        phase.put("method", old.get("method"));
        phase.put(String.valueOf(old.get("unit")), old.get("length"));
        phase.put(OPTIMIZER, old.get(OPTIMIZER) != null ? old.get(OPTIMIZER) : request.get(OPTIMIZER));
        phase.put(BATCH, request.get(BATCH));
        if (request.get("control") instanceof Map<?, ?> control) {
            CONTROL.stream().filter(control::containsKey).forEach(key -> phase.put(key, control.get(key)));
        }
        return phase;
    }

    /** Keys by pairs: what it was called, and what it is called. What is not there or null is left out. */
    private static Map<String, Object> group(Map<String, Object> old, String... names) {
        Map<String, Object> group = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            if (old.get(names[i]) != null) {
                group.put(names[i + 1], old.get(names[i]));
            }
        }
        return group;
    }

    private static Map<String, Object> spec(Map<String, Object> old) {
        Map<String, Object> spec = new LinkedHashMap<>(old);
        Map<String, Object> moved = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(CONTROL);
        keys.add(BATCH);
        keys.stream().filter(spec::containsKey).forEach(key -> moved.put(key, spec.remove(key)));
        List<Object> phases = new ArrayList<>();
        for (Object phase : old.get(PHASES) instanceof List<?> list ? list : List.of()) {
            Map<String, Object> changed = new LinkedHashMap<>(map(phase));
            changed.putAll(moved);
            phases.add(changed);
        }
        spec.put(PHASES, phases);
        return spec;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
