package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.spec.SpecException;

class RecordedEventTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aDocumentIsReadAsTheEventThatWasWritten() {
        RecordedEvent paused = new RecordedEvent(NOON, RunEvent.Paused.byRequest(3));
        assertThat(paused.asMap().keySet()).startsWith("time", "step", "event");
        assertThat(paused.asMap()).containsEntry("time", "2026-01-01T12:00:00Z");
        assertThat(RecordedEvent.of(paused.asMap())).isEqualTo(paused);
    }

    @Test
    void theBeginningLeavesOutWhatTheRunHas() {
        RunEvent started = new RunEvent.Started(0, "moons", 100, Map.of("loss", "mse"));
        assertThat(new RecordedEvent(NOON, started).asMap()).containsOnlyKeys("time", "step", "event", "total_steps");
    }

    @Test
    void anEventOfAnUnknownKindIsWrittenAsItWasRead() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("time", NOON.toString());
        document.put("step", 3L);
        document.put("event", "teleported");
        document.put("to", "elsewhere");
        assertThat(RecordedEvent.of(document).asMap()).isEqualTo(document);
    }

    @Test
    void anEventWithoutATimeIsRefused() {
        assertThatThrownBy(() -> RecordedEvent.of(new RunEvent.Resumed(3).asMap()))
                .isInstanceOf(SpecException.class)
                .hasMessage("this is not an event of a run, since its time is null instead of a time such as"
                        + " 2026-01-31T12:00:00Z");
    }
}
