package rai.core.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import rai.api.run.RunEvent;

/** An event as a document: a line of {@code events.jsonl}. */
public final class EventDocument {
    private static final Set<String> IN_THE_RUN = Set.of("run", "spec");

    private EventDocument() {}

    /**
     * @param event what happened
     * @param time when
     * @return the document
     */
    public static Map<String, Object> of(RunEvent event, Instant time) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", time.toString());
        line.putAll(event.asMap());
        if (event instanceof RunEvent.Started) {
            line.keySet().removeAll(IN_THE_RUN); // run.json has them
        }
        return line;
    }
}
