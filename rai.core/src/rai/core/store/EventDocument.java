package rai.core.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import rai.api.run.RunEvent;

/** An event as a document: a line of {@code events.jsonl}. */
public final class EventDocument {
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
        return line;
    }
}
