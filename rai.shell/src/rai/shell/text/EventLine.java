package rai.shell.text;

import java.time.Instant;
import java.util.Map;

/** An event of a run's history as a line. */
public final class EventLine {
    /** What is shown, and asked for, in place of a service if there is none. */
    public static final String NONE = "none";

    private EventLine() {}

    public static String of(Map<String, Object> event) {
        String time = event.get("time") == null
                ? ""
                : Times.local(Instant.parse(event.get("time").toString())) + "  ";
        return time + "after step " + event.get("step") + "  " + what(event);
    }

    private static String what(Map<String, Object> event) {
        String kind = String.valueOf(event.get("event"));
        String reason =
                event.get("reason") == null || event.get("reason").toString().isEmpty()
                        ? ""
                        : ": " + event.get("reason");
        return switch (kind) {
            case "swapped" ->
                "swapped " + event.get("kind") + ": " + used(event.get("from")) + " -> " + used(event.get("to"))
                        + (event.get("state") == null ? "" : "; " + event.get("state"));
            case "wentback" -> "went back to the state after step " + event.get("to") + reason;
            case "stopped" -> "stopped, " + event.get("stopped") + reason;
            default -> kind + reason;
        };
    }

    private static String used(Object used) {
        return used instanceof Map<?, ?> map && !"".equals(map.get("spec"))
                ? map.get("spec") + " of " + map.get("bundle") + " " + map.get("version")
                : NONE;
    }
}
