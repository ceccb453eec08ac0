package rai.shell.plot;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.plot.Flag;
import rai.shell.text.Numbers;

/** What happened in a run, as flags on its steps: changes of services, waiting, continuing after an interruption, phases. */
final class HistoryFlags {
    static final String SWAP = "swap";
    static final String PAUSE = "pause";
    static final String RESUME = "resume";
    static final String PHASE = "phase";

    private HistoryFlags() {}

    /**
     * @param history the run
     * @return its flags, in the order of its events; the colours distinguish the kinds
     */
    static List<Flag> of(RunHistory history) {
        List<Flag> flags = new ArrayList<>();
        List<RunHistory.Event> events = history.events();
        boolean begun = false;
        for (int i = 0; i < events.size(); i++) {
            RunHistory.Event event = events.get(i);
            switch (event.name()) {
                case "swapped" -> flags.add(new Flag(event.step(), SWAP, change(event), 1));
                case "paused" ->
                    flags.add(new Flag(
                            event.step(), PAUSE, "paused" + duration(event, events.subList(i, events.size())), 5));
                case "wentback" -> flags.add(new Flag(event.step(), "return", "back to " + event.text("to"), 3));
                case "started" -> {
                    if (begun) {
                        flags.add(new Flag(event.step(), RESUME, "resumed", 2));
                    }
                    begun = true;
                }
                default -> {}
            }
        }
        String method = "";
        for (RunHistory.Row row : history.rows()) {
            if (!row.method().isEmpty() && !row.method().equals(method)) {
                if (!method.isEmpty()) {
                    flags.add(new Flag(row.step() - 1, PHASE, row.method(), 6));
                }
                method = row.method();
            }
        }
        return flags;
    }

    /** What is used now, as short as can be. */
    private static String change(RunHistory.Event swapped) {
        String from = swapped.text("from", "spec");
        String to = swapped.text("to", "spec");
        if (to.isEmpty()) {
            return "no " + swapped.text("kind");
        }
        if (from.equals(to)) {
            return name(to) + " " + swapped.text("to", "version");
        }
        return name(from).equals(name(to)) ? to : name(to);
    }

    private static String name(String spec) {
        try {
            return spec.isEmpty() ? "" : Spec.parse(spec).name();
        } catch (SpecException e) {
            return spec;
        }
    }

    private static String duration(RunHistory.Event paused, List<RunHistory.Event> later) {
        return later.stream()
                .skip(1)
                .filter(event -> Set.of("resumed", "paused", "started").contains(event.name()))
                .findFirst()
                .filter(event -> event.name().equals("resumed"))
                .map(event -> " " + seconds(paused.time(), event.time()))
                .orElse("");
    }

    private static String seconds(String from, String to) {
        try {
            return Numbers.text(Duration.between(Instant.parse(from), Instant.parse(to))
                                    .toMillis()
                            / 1000.0) + " s";
        } catch (DateTimeParseException e) {
            return "";
        }
    }
}
