package rai.core.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.service.Services;

/** The metrics that were asked for, by the names under which their values appear: their specs as they were written. */
public final class Metrics {
    /** The key of the metrics in the document of a run. */
    public static final String KEY = "metrics";

    private final Map<String, Spec> specs = new LinkedHashMap<>();

    private Metrics() {}

    /** @return metrics by the names under which their values appear: as they are written */
    public static Map<String, String> named(List<String> written) {
        Map<String, String> named = new LinkedHashMap<>();
        written.forEach(text -> named.put(Spec.parse(text).toString(), text));
        return named;
    }

    /**
     * Resolves metrics.
     *
     * @param asked their names and specs
     * @param task the task they must be for
     * @param services takes them up
     * @throws SpecException if there is no such metric, or it is for other tasks
     */
    public static Metrics resolve(Map<String, String> asked, Task task, Services services) {
        Metrics metrics = new Metrics();
        asked.forEach((name, text) -> {
            if (name.equals(Evaluator.LOSS)) {
                throw new SpecException("the loss is always evaluated: a metric cannot have that name");
            }
            Spec spec = services.use(Metric.class, Spec.parse(text));
            Metric metric = services.get(Metric.class, spec);
            if (!metric.tasks().contains(task)) {
                throw new SpecException("the metric " + name + " is for "
                        + metric.tasks().stream().sorted().map(Metrics::word).collect(Collectors.joining(" and "))
                        + ", but the data are for " + word(task));
            }
            metrics.specs.put(name, spec);
        });
        return metrics;
    }

    private static String word(Task task) {
        return switch (task) {
            case BINARY -> "two classes";
            case MULTICLASS -> "several classes";
            case REGRESSION -> "numbers";
        };
    }

    /** @return the metrics as they are now */
    public Map<String, Metric> now(Services services) {
        Map<String, Metric> now = new LinkedHashMap<>();
        specs.forEach((name, spec) -> now.put(name, services.get(Metric.class, spec)));
        return now;
    }

    public List<String> names() {
        return List.copyOf(specs.keySet());
    }

    /** @return name and full spec of each */
    public Map<String, String> describe() {
        Map<String, String> all = new LinkedHashMap<>();
        specs.forEach((name, spec) -> all.put(name, spec.toString()));
        return all;
    }
}
