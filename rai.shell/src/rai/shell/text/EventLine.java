package rai.shell.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;

/** An event of a run's history as a line. */
public final class EventLine {
    /** What is shown, and asked for, in place of a service if there is none. */
    public static final String NONE = "none";

    private EventLine() {}

    public static String of(RecordedEvent recorded) {
        RunEvent event = recorded.event();
        return Times.local(recorded.time()) + "  after step " + event.step() + "  " + what(event.asMap());
    }

    /** @return whether events of this kind happen all the time, so that a list of what has happened leaves them out */
    public static boolean isRoutine(RunEvent event) {
        return event instanceof RunEvent.Epoch
                || event instanceof RunEvent.Evaluated
                || event instanceof RunEvent.Probed;
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
                        + ("".equals(event.get("state")) ? "" : "; " + event.get("state"));
            case "startedfrom" ->
                "started from " + event.get("run") + ": took " + listed(event.get("taken")) + "; new "
                        + listed(event.get("fresh")) + reason;
            case "wentback" -> "went back to the state after step " + event.get("to") + reason;
            case "stopped" -> "stopped, " + event.get("stopped") + reason;
            default -> kind + reason;
        };
    }

    private static String listed(Object names) {
        return names instanceof List<?> list && !list.isEmpty()
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : NONE;
    }

    private static String used(Object used) {
        return used instanceof Map<?, ?> map && !"".equals(map.get("spec"))
                ? map.get("spec") + " of " + map.get("bundle") + " " + map.get("version")
                : NONE;
    }
}
