package rai.embed;

import java.util.Map;

/**
 * Something that happened in a run. {@code docs/architecture.md} lists the kinds: {@code started}, {@code stepped}, {@code evaluated},
 * {@code epoch}, {@code swapped}, {@code warned}, {@code stopped} and others.
 *
 * @param kind the kind
 * @param step the steps done when it happened
 * @param document all that is known about it: texts, numbers, maps and lists
 */
public record Event(String kind, long step, Map<String, Object> document) {
    static Event of(Map<String, Object> document) {
        return new Event(
                String.valueOf(document.get("event")),
                document.get("step") instanceof Number step ? step.longValue() : 0,
                document);
    }
}
