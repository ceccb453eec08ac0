package rai.api.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.document.Documents;
import rai.api.spec.SpecException;

/** Events as documents: step, kind, and the components of the event by their keys. */
final class EventDocuments {
    private static final String EVENT = "event";
    private static final String STEP = "step";
    private static final String CAUSE = "cause";
    private static final String REASON = "reason";

    private static final Map<String, Class<? extends Record>> KINDS = new LinkedHashMap<>();
    /** Values of keys that earlier versions did not write. */
    private static final Map<String, Object> LEFT_OUT = Map.of("run", "", "state", "", REASON, "");

    static {
        List.of(
                        RunEvent.Started.class,
                        RunEvent.StartedFrom.class,
                        RunEvent.Stepped.class,
                        RunEvent.Evaluated.class,
                        RunEvent.Probed.class,
                        RunEvent.Epoch.class,
                        RunEvent.Swapped.class,
                        RunEvent.Paused.class,
                        RunEvent.Resumed.class,
                        RunEvent.WentBack.class,
                        RunEvent.Warned.class,
                        RunEvent.Stopped.class)
                .forEach(kind -> KINDS.put(kind(kind), kind));
    }

    private EventDocuments() {}

    private static String kind(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> of(RunEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(STEP, event.step());
        document.put(EVENT, kind(event.getClass()));
        document.putAll(Documents.of((Record) event));
        document.remove("valid", Map.of()); // most runs have no validation data
        return document;
    }

    static RunEvent read(Map<?, ?> document) {
        if (!(document.get(EVENT) instanceof String kind)) {
            throw new SpecException("this is not an event of a run, since it has no text " + EVENT + ": " + document);
        }
        Class<? extends Record> type = KINDS.get(kind);
        if (type == null) {
            long step = document.get(STEP) instanceof Number number ? number.longValue() : 0;
            return new RunEvent.Unknown(step, kind, copy(document));
        }
        Map<String, Object> all = new LinkedHashMap<>(LEFT_OUT);
        all.putAll(copy(document));
        if (type == RunEvent.Paused.class && !document.containsKey(CAUSE)) {
            all.put(CAUSE, formerCause(String.valueOf(all.get(REASON))));
        }
        return (RunEvent) Documents.read(type, all, kind);
    }

    /** Earlier versions recorded only a sentence for why a run waits. */
    private static String formerCause(String reason) {
        if (reason.equals("somebody paused it")) {
            return "request";
        }
        return reason.startsWith("the run directory ") ? "disk" : "service";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<?, ?> document) {
        return (Map<String, Object>) Documents.copy(document);
    }
}
