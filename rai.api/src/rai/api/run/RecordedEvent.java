package rai.api.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import rai.api.spec.SpecException;

/**
 * An event with the time at which it happened: a line of {@code events.jsonl}.
 *
 * @param time when it happened
 * @param event what happened
 */
public record RecordedEvent(Instant time, RunEvent event) {
    private static final String TIME = "time";
    private static final Set<String> IN_THE_RUN = Set.of("run", "spec");

    /**
     * The document of the event, preceded by {@code time} in ISO 8601. {@link RunEvent.Started} leaves out the name and the specs
     * of the run, which its {@code run.json} has.
     *
     * @return the document
     */
    public Map<String, Object> asMap() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(TIME, time.toString());
        document.putAll(event.asMap());
        if (event instanceof RunEvent.Started) {
            document.keySet().removeAll(IN_THE_RUN);
        }
        return document;
    }

    /**
     * Reads a document of {@link #asMap}; see {@link RunEvent#of}.
     *
     * @param document the document
     * @return the event and its time
     * @throws SpecException if the document is not that of an event, or has no time
     */
    public static RecordedEvent of(Map<?, ?> document) {
        try {
            return new RecordedEvent(Instant.parse(String.valueOf(document.get(TIME))), RunEvent.of(document));
        } catch (DateTimeException e) {
            throw new SpecException(
                    "this is not an event of a run, since its " + TIME + " is " + document.get(TIME)
                            + " instead of a time such as 2026-01-31T12:00:00Z",
                    e);
        }
    }
}
