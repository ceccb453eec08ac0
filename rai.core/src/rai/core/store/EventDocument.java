package rai.core.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
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
        line.put("step", event.step());
        line.put("event", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (event instanceof RunEvent.Started started) {
            line.put("total_steps", started.totalSteps());
        } else if (event instanceof RunEvent.Evaluated e) {
            line.put("train", e.train());
            line.put("test", e.test());
            line.put("method", e.method());
        } else if (event instanceof RunEvent.Epoch epoch) {
            line.put("epoch", epoch.epoch());
        } else if (event instanceof RunEvent.Swapped swapped) {
            line.put("kind", swapped.kind());
            line.put("from", swapped.from().asMap());
            line.put("to", swapped.to().asMap());
            if (!swapped.state().isEmpty()) {
                line.put("state", swapped.state());
            }
        } else if (event instanceof RunEvent.Paused paused) {
            line.put("reason", paused.reason());
        } else if (event instanceof RunEvent.WentBack back) {
            line.put("to", back.to());
            line.put("reason", back.reason());
        } else if (event instanceof RunEvent.Stopped stopped) {
            line.put("stopped", stopped.stopped().name().toLowerCase(Locale.ROOT));
            line.put("reason", stopped.reason());
        }
        return line;
    }
}
