package rai.core.trainer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.catalog.Catalog;
import rai.api.init.Initializer;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.optimizer.Optimizer;
import rai.api.run.RunRequest;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.split.Split;

/**
 * A run that is resumed keeps the settings with which it began, even if a newer version of a service has other defaults: what
 * was asked for without naming them is asked for with the recorded ones.
 */
final class RecordedDefaults {
    private static final String PHASES = "phases";

    private final Catalog catalog;

    private RecordedDefaults(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param request what was asked for
     * @param recorded all specs as they were resolved then, by the keys of the document of a run
     * @param catalog the services now
     * @return the same request, where defaults have changed with the recorded spec
     */
    static RunRequest in(RunRequest request, Map<?, ?> recorded, Catalog catalog) {
        RecordedDefaults defaults = new RecordedDefaults(catalog);
        Map<String, Object> document = new LinkedHashMap<>(request.asMap());
        Map<String, Object> model = copy(document.get("model"));
        defaults.keep(Initializer.class, "init", model, recorded);
        defaults.keep(Loss.class, "loss", model, recorded);
        document.put("model", model);
        Map<String, Object> data = copy(document.get("data"));
        defaults.keep(Split.class, "split", data, recorded);
        document.put("data", data);
        if (recorded.get(PHASES) instanceof List<?> then && document.get(PHASES) instanceof List<?> now) {
            document.put(PHASES, defaults.phases(now, then));
        }
        return document.equals(request.asMap()) ? request : RunRequest.of(document);
    }

    private List<Object> phases(List<?> now, List<?> then) {
        List<Object> phases = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Map<String, Object> phase = copy(now.get(i));
            if (i < then.size() && then.get(i) instanceof Map<?, ?> recorded) {
                keep(TrainingMethod.class, "method", phase, recorded);
                keep(Optimizer.class, "optimizer", phase, recorded);
                keep(Schedule.class, "schedule", phase, recorded);
                if (recorded.get("optimizer_for") instanceof Map<?, ?> groups) {
                    Map<String, Object> own = copy(phase.get("optimizer_for"));
                    List.copyOf(own.keySet()).forEach(group -> keep(Optimizer.class, group, own, groups));
                    phase.put("optimizer_for", own);
                }
            }
            phases.add(phase);
        }
        return phases;
    }

    private static Map<String, Object> copy(Object map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    private void keep(Class<?> kind, String key, Map<String, Object> asked, Map<?, ?> recorded) {
        if (asked.get(key) instanceof String text
                && recorded.get(key) instanceof String then
                && isOtherNow(kind, text, then)) {
            asked.put(key, then);
        }
    }

    /** A setting that a service has only now does not count: its default is what it did then. */
    private boolean isOtherNow(Class<?> kind, String asked, String then) {
        try {
            Spec recorded = Spec.parse(then);
            Spec now = catalog.find(kind, Spec.parse(asked)).spec();
            return now.name().equals(recorded.name())
                    && !now.settings()
                            .entrySet()
                            .containsAll(recorded.settings().entrySet());
        } catch (SpecException e) {
            return false; // such as a schedule in epochs, or a service that is gone, which is reported where it is used
        }
    }
}
