package rai.embed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to train: the document of a run, as {@code docs/run-document.md} describes it, without the keys that keep their defaults. Each method
 * gives another request and leaves this one as it is. Services are named by specs, such as {@code adam(rate=0.01)}.
 *
 * <p>Methods that set something of a phase set it in the last phase; {@link #then} adds one.
 */
public final class Request {
    private static final String PHASES = "phases";

    private final Map<String, Object> document;

    private Request(Map<String, Object> document) {
        this.document = document;
    }

    /**
     * @param data the spec of a dataset, the path of a table, or what {@link Rai#data} gave
     * @return a request to train on these data, with everything else at its default
     */
    public static Request on(String data) {
        return new Request(Map.of()).set("data.train", data);
    }

    /**
     * @param document the document of a run, of maps, lists, texts, numbers and booleans
     * @return the request that it says
     */
    public static Request of(Map<String, ?> document) {
        return new Request(copy(document));
    }

    /** @return the document: maps, lists, texts, numbers and booleans */
    public Map<String, Object> document() {
        return copy(document);
    }

    /**
     * Sets any key.
     *
     * @param key as {@code docs/run-document.md} writes it, such as {@code evaluation.metrics}; {@code phases[].batch} is that of the last
     *     phase
     * @param value a text, a number, a boolean, a list or a map
     * @return another request
     */
    public Request set(String key, Object value) {
        int dot = key.indexOf('.');
        if (dot < 1) {
            throw new RaiException("'" + key + "' is not a key of a run's document: they are of the form group.name,"
                    + " as in data.train");
        }
        String group = key.substring(0, dot);
        String name = key.substring(dot + 1);
        Map<String, Object> changed = copy(document);
        if (group.equals("phases[]")) {
            List<Object> phases = phases();
            Map<String, Object> last = map(phases.get(phases.size() - 1));
            last.put(name, value);
            phases.set(phases.size() - 1, last);
            changed.put(PHASES, phases);
        } else {
            Map<String, Object> inner = map(changed.get(group));
            inner.put(name, value);
            changed.put(group, inner);
        }
        return new Request(changed);
    }

    private List<Object> phases() {
        List<Object> phases = new ArrayList<>();
        if (document.get(PHASES) instanceof List<?> given) {
            phases.addAll(given);
        }
        if (phases.isEmpty()) {
            phases.add(Map.of());
        }
        return phases;
    }

    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? copy(map) : new LinkedHashMap<>();
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), inner(value)));
        return copy;
    }

    private static Object inner(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy(map);
        }
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(
                    list.stream().map(Request::inner).toList());
        }
        return value;
    }

    /**
     * @param data the data that the network is evaluated on, in any form that {@link #on} takes
     * @return another request
     */
    public Request test(String data) {
        return set("data.test", data);
    }

    /**
     * @param layers the layers, such as {@code dense(20) tanh dense}
     * @return another request
     */
    public Request network(String layers) {
        return set("model.network", layers);
    }

    /**
     * @param initializer the start values
     * @return another request
     */
    public Request init(String initializer) {
        return set("model.init", initializer);
    }

    /**
     * @param method the training method, such as {@code backprop} or {@code rai}
     * @return another request
     */
    public Request method(String method) {
        return set("phases[].method", method);
    }

    /**
     * Adds a phase after those there are.
     *
     * @param method its training method
     * @return another request
     */
    public Request then(String method) {
        List<Object> phases = phases();
        phases.add(Map.of("method", method));
        Map<String, Object> changed = copy(document);
        changed.put(PHASES, phases);
        return new Request(changed);
    }

    /**
     * @param optimizer the optimizer
     * @return another request
     */
    public Request optimizer(String optimizer) {
        return set("phases[].optimizer", optimizer);
    }

    /**
     * @param steps how many steps of one batch each
     * @return another request
     */
    public Request steps(long steps) {
        return set("phases[].steps", steps);
    }

    /**
     * @param epochs how many passes over the data
     * @return another request
     */
    public Request epochs(long epochs) {
        return set("phases[].epochs", epochs);
    }

    /**
     * @param examples how many examples a step takes
     * @return another request
     */
    public Request batch(int examples) {
        return set("phases[].batch", examples);
    }

    /**
     * @param seed the seed of everything random
     * @return another request
     */
    public Request seed(long seed) {
        return set("execution.seed", seed);
    }

    /**
     * @param directory where the run is kept, a directory that does not exist yet; otherwise it goes when RAI is closed
     * @return another request
     */
    public Request keep(Path directory) {
        return set("keeping.directory", directory.toString());
    }

    @Override
    public String toString() {
        return document.toString();
    }
}
