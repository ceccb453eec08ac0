package rai.api.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import rai.api.document.Documents;
import rai.api.network.Layers;
import rai.api.spec.DocumentException;

/**
 * Builds a {@link RunRequest}, and holds all defaults. Settings of a phase that are made here apply to every phase that does
 * not have its own.
 */
public final class RunRequestBuilder extends PhaseSettings<RunRequestBuilder> {
    // Long because it has a documented method for each key of the document.
    /** The hidden layers if no network is set. */
    public static final String HIDDEN = "100,100";
    /** The activation after each of them. */
    public static final String ACTIVATION = "sigmoid";
    /** The initializer. */
    public static final String INIT = "isometric";
    /** The method of a phase. */
    public static final String METHOD = "backprop";
    /** The optimizer of a phase. */
    public static final String OPTIMIZER = "adam";
    /** How many steps the first phase takes. */
    public static final long STEPS = 1000;
    /** How many steps a later phase takes. */
    public static final long LATER_STEPS = 1;
    /** The engine. */
    public static final String ENGINE = "fastest";
    /** The engine whose bits are the same on every processor. */
    public static final String PORTABLE = "portable";
    /** The data type, by its name in a document. */
    public static final String PRECISION = "float32";
    /** How many training examples probes look at. */
    public static final int PROBE_ROWS = 256;
    /** How many checkpoints are kept. */
    public static final int KEEP = 2;
    /** Seconds that a step may take. */
    public static final double STEP_LIMIT = 300;

    private static final String DATA = "data";
    private static final String MODEL = "model";
    private static final String PHASES = "phases";
    private static final String EVALUATION = "evaluation";
    private static final String EXECUTION = "execution";
    private static final String KEEPING = "keeping";
    private static final String FAULTS = "faults";
    private static final String DIRECTORY = "directory";
    /** The directory of a document whose run is not kept. */
    private static final String NONE = "none";

    /** The groups of a request, without its phases. */
    private static final Map<String, Class<? extends Record>> GROUPS = new LinkedHashMap<>();
    /** The defaults of each group, without those that are 0, false or absent. */
    private static final Map<String, Map<String, Object>> DEFAULTS = Map.of(
            DATA,
                    Map.of(
                            "scale",
                            "none",
                            "missing",
                            "error",
                            "encode",
                            "one-hot",
                            "unseen",
                            "error",
                            "fold",
                            1,
                            "use_valid",
                            "keep"),
            MODEL, Map.of("network", Layers.hidden(HIDDEN, ACTIVATION), "init", INIT),
            PHASES, Map.of("method", METHOD, "optimizer", OPTIMIZER),
            EVALUATION, Map.of("probe_rows", PROBE_ROWS),
            EXECUTION, Map.of("engine", ENGINE, "precision", PRECISION),
            KEEPING, Map.of("keep", KEEP, "command", ""),
            FAULTS, Map.of("step_limit", STEP_LIMIT));

    static {
        GROUPS.put(DATA, DataOptions.class);
        GROUPS.put(MODEL, ModelOptions.class);
        GROUPS.put(EVALUATION, EvaluationOptions.class);
        GROUPS.put(EXECUTION, ExecutionOptions.class);
        GROUPS.put(KEEPING, KeepingOptions.class);
        GROUPS.put(FAULTS, FaultOptions.class);
    }

    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private final List<PhaseBuilder> phases = new ArrayList<>();
    /** Whether the document says that the run is not kept; without the key, the caller decides. */
    private boolean unkept;

    RunRequestBuilder(Map<?, ?> document) {
        Documents.requireKnown(RunRequest.class, document, "");
        GROUPS.keySet().forEach(name -> groups.put(name, map(name, document.get(name))));
        unkept = groups.get(KEEPING).remove(DIRECTORY, NONE);
        Object list = document.get(PHASES);
        if (list != null && !(list instanceof Collection)) {
            throw new DocumentException(PHASES, "must be a list, with a map for each phase");
        }
        if (document.containsKey(PHASES) && (list == null || ((Collection<?>) list).isEmpty())) {
            throw new DocumentException(PHASES, "is empty: give at least one, or leave out the key");
        }
        if (list instanceof Collection<?> all) {
            all.forEach(phase -> phases.add(new PhaseBuilder(phaseMap(PHASES + "[" + phases.size() + "]", phase))));
        }
    }

    private static Map<String, Object> phaseMap(String path, Object value) {
        if (value == null) {
            throw new DocumentException(path, "is empty: give its method, or leave it out");
        }
        return map(path, value);
    }

    private static Map<String, Object> map(String path, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, part) -> map.put(String.valueOf(key), part));
        } else if (value != null) {
            throw new DocumentException(
                    path, "must be a map, but is " + (value instanceof Collection ? "a list" : "'" + value + "'"));
        }
        return map;
    }

    private RunRequestBuilder put(String group, String key, Object value) {
        groups.get(group).put(key, value);
        return this;
    }

    /**
     * @param spec the spec of the training data
     * @return this
     */
    public RunRequestBuilder train(String spec) {
        return put(DATA, "train", spec);
    }

    /**
     * @param spec the spec of the test data; null or {@code none} for none
     * @return this
     */
    public RunRequestBuilder test(String spec) {
        return put(DATA, "test", spec);
    }

    /**
     * @param yes whether features are standardized
     * @return this
     */
    public RunRequestBuilder standardize(boolean yes) {
        return put(DATA, "standardize", yes);
    }

    /**
     * Sets how the data are prepared.
     *
     * @param key a key of {@link DataOptions}, such as {@code missing} or {@code encode}
     * @param value its value
     * @return this
     */
    public RunRequestBuilder data(String key, Object value) {
        return put(DATA, key, value);
    }

    /**
     * @param layers the layer list
     * @return this
     */
    public RunRequestBuilder network(String layers) {
        return put(MODEL, "network", layers);
    }

    /**
     * @param spec the spec of the initializer
     * @return this
     */
    public RunRequestBuilder init(String spec) {
        return put(MODEL, "init", spec);
    }

    /**
     * @param spec the spec of the loss; null or {@code none} for the usual one
     * @return this
     */
    public RunRequestBuilder loss(String spec) {
        return put(MODEL, "loss", spec);
    }

    /**
     * Lets the network start with the values of a run that has ended.
     *
     * @param directory its directory; null or {@code none} for none
     * @return this
     */
    public RunRequestBuilder startFrom(String directory) {
        return put(MODEL, "start_from", directory).startState(null);
    }

    /**
     * @param sha256 the SHA-256 that the state of the run to start from must have; null for any
     * @return this
     */
    public RunRequestBuilder startState(String sha256) {
        return put(MODEL, "start_state", sha256);
    }

    /**
     * Forgets all phases.
     *
     * @return this
     */
    public RunRequestBuilder clearPhases() {
        phases.clear();
        return this;
    }

    /**
     * Adds a phase.
     *
     * @param phase the phase
     * @return this
     */
    public RunRequestBuilder phase(PhaseBuilder phase) {
        phases.add(new PhaseBuilder(phase.given));
        return this;
    }

    /**
     * Adds phases.
     *
     * @param all the phases
     * @return this
     */
    public RunRequestBuilder phases(List<PhaseBuilder> all) {
        all.forEach(this::phase);
        return this;
    }

    /**
     * Adds a phase.
     *
     * @param method the spec of its method
     * @param steps how many steps
     * @return this
     */
    public RunRequestBuilder phase(String method, long steps) {
        return phase(PhaseBuilder.of(method, steps));
    }

    /**
     * Adds a phase.
     *
     * @param method the spec of its method
     * @param settings sets its length, and whatever differs from the settings of the run
     * @return this
     */
    public RunRequestBuilder phase(String method, Consumer<PhaseBuilder> settings) {
        PhaseBuilder phase = PhaseBuilder.of(method);
        settings.accept(phase);
        return phase(phase);
    }

    /**
     * Changes a phase; the first is added if there is none.
     *
     * @param number its number, from 0
     * @param settings changes the phase
     * @return this
     */
    public RunRequestBuilder changePhase(int number, Consumer<PhaseBuilder> settings) {
        if (phases.isEmpty()) {
            phases.add(new PhaseBuilder());
        }
        settings.accept(phases.get(number));
        return this;
    }

    /**
     * Changes all phases.
     *
     * @param settings changes the phase
     * @return this
     */
    public RunRequestBuilder changePhases(Consumer<? super PhaseBuilder> settings) {
        phases.forEach(settings);
        return this;
    }

    /**
     * @param steps steps between two evaluations; 0 is one at the end of each phase
     * @return this
     */
    public RunRequestBuilder evaluateEvery(long steps) {
        return put(EVALUATION, "every", steps);
    }

    /**
     * @param interval how often the run is evaluated, as {@link Interval#read} reads it: {@code 20}, {@code 1epoch}
     * @return this
     */
    public RunRequestBuilder evaluateEvery(String interval) {
        return put(EVALUATION, "every", interval);
    }

    /**
     * @param specs the specs of the metrics in addition to the loss and accuracy or rmse
     * @return this
     */
    public RunRequestBuilder metrics(List<String> specs) {
        return put(EVALUATION, "metrics", List.copyOf(specs));
    }

    /**
     * @param specs the specs of the probes
     * @return this
     */
    public RunRequestBuilder probes(List<String> specs) {
        return put(EVALUATION, "probes", List.copyOf(specs));
    }

    /**
     * @param interval how often probes measure, as {@link Interval#read} reads it: {@code 20}, {@code 1epoch}; null for as often
     *     as the run is evaluated
     * @return this
     */
    public RunRequestBuilder probeEvery(String interval) {
        return put(EVALUATION, "probe_every", interval);
    }

    /**
     * @param number how many training examples probes look at
     * @return this
     */
    public RunRequestBuilder probeRows(int number) {
        return put(EVALUATION, "probe_rows", number);
    }

    /**
     * @param number the seed of everything random
     * @return this
     */
    public RunRequestBuilder seed(long number) {
        return put(EXECUTION, "seed", number);
    }

    /**
     * @param number how many threads may compute; 0 is one per processor
     * @return this
     */
    public RunRequestBuilder threads(int number) {
        return put(EXECUTION, "threads", number);
    }

    /**
     * @param type the data type
     * @return this
     */
    public RunRequestBuilder precision(Precision type) {
        return put(EXECUTION, "precision", type.name().toLowerCase(Locale.ROOT));
    }

    /**
     * @param spec the spec of the engine
     * @return this
     */
    public RunRequestBuilder engine(String spec) {
        return put(EXECUTION, "engine", spec);
    }

    /**
     * @param path where the run is kept; null if it is not kept
     * @return this
     */
    public RunRequestBuilder directory(Path path) {
        unkept = false;
        return put(KEEPING, DIRECTORY, path == null ? null : path.toString());
    }

    /**
     * @param steps steps between two checkpoints; 0 is once a minute
     * @return this
     */
    public RunRequestBuilder checkpointEvery(long steps) {
        return put(KEEPING, "checkpoint_every", steps);
    }

    /**
     * @param interval how often the state is written, as {@link Interval#read} reads it: {@code 100}, {@code 1epoch}, {@code 5min}
     * @return this
     */
    public RunRequestBuilder checkpointEvery(String interval) {
        return put(KEEPING, "checkpoint_every", interval);
    }

    /**
     * @param number how many checkpoints are kept
     * @return this
     */
    public RunRequestBuilder keep(int number) {
        return put(KEEPING, "keep", number);
    }

    /**
     * @param line the command line as typed
     * @return this
     */
    public RunRequestBuilder command(String line) {
        return put(KEEPING, "command", line);
    }

    /**
     * @param yes whether the run keeps the versions that it began with
     * @return this
     */
    public RunRequestBuilder pin(boolean yes) {
        return put(FAULTS, "pin", yes);
    }

    /**
     * @param seconds how long it waits for a missing service; 0 is for ever
     * @return this
     */
    public RunRequestBuilder waitLimit(double seconds) {
        return put(FAULTS, "wait_limit", seconds);
    }

    /**
     * @param seconds how long a step may take; 0 is for ever
     * @return this
     */
    public RunRequestBuilder stepLimit(double seconds) {
        return put(FAULTS, "step_limit", seconds);
    }

    /** @return whether the document says by the directory {@code none} that the run is not kept */
    public boolean isUnkept() {
        return unkept;
    }

    /** @return whether training data are set */
    public boolean hasData() {
        return groups.get(DATA).get("train") != null;
    }

    /** @return whether a network is set */
    public boolean hasNetwork() {
        return groups.get(MODEL).get("network") != null;
    }

    /** @return how many phases there are so far */
    public int phaseCount() {
        return phases.size();
    }

    /**
     * Fills in the defaults.
     *
     * @return the request
     * @throws DocumentException if a key is unknown, the training data are missing, or a value is wrong; one sentence that
     *     begins
     *     with the path of the value
     */
    public RunRequest build() {
        Map<String, Object> document = new LinkedHashMap<>();
        groups.forEach((name, given) -> document.put(name, filled(name, GROUPS.get(name), given, name)));
        List<Object> list = new ArrayList<>();
        for (PhaseBuilder phase : phases.isEmpty() ? List.of(new PhaseBuilder()) : phases) {
            String path = PHASES + "[" + list.size() + "]";
            Map<String, Object> all = new LinkedHashMap<>(given);
            all.putAll(set(phase.given));
            if (all.get("steps") == null && all.get("epochs") == null) {
                all.put("steps", list.isEmpty() ? STEPS : LATER_STEPS);
            }
            list.add(filled(PHASES, Phase.class, all, path));
        }
        document.put(PHASES, list);
        return Documents.read(RunRequest.class, document, "");
    }

    private static Map<String, Object> filled(
            String group, Class<? extends Record> type, Map<String, Object> given, String path) {
        Documents.requireKnown(type, given, path);
        Map<String, Object> all = Documents.zeros(type);
        all.putAll(DEFAULTS.getOrDefault(group, Map.of()));
        all.putAll(set(given));
        return all;
    }

    /** Null means not set. */
    private static Map<String, Object> set(Map<String, Object> given) {
        Map<String, Object> set = new LinkedHashMap<>(given);
        set.values().removeIf(value -> value == null);
        return set;
    }
}
