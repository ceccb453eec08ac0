package rai.shell.plot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.plot.Flag;
import rai.shell.text.Numbers;

/**
 * What happened in a run, as flags on its steps: changes of services, waiting, continuing after an
 * interruption, phases, kept states.
 */
final class HistoryFlags {
    static final String SWAP = "swap";
    static final String PAUSE = "pause";
    static final String RESUME = "resume";
    static final String PHASE = "phase";
    static final String KEPT = "kept state";

    private HistoryFlags() {}

    /**
     * @param history the run
     * @return its flags, in the order of its events; the colours distinguish the kinds
     */
    static List<Flag> of(RunHistory history) {
        List<Flag> flags = new ArrayList<>();
        List<RecordedEvent> events = history.events();
        boolean begun = false;
        for (int i = 0; i < events.size(); i++) {
            RunEvent event = events.get(i).event();
            if (event instanceof RunEvent.Swapped swapped) {
                flags.add(new Flag(event.step(), SWAP, change(swapped), 1));
            } else if (event instanceof RunEvent.Paused) {
                flags.add(new Flag(event.step(), PAUSE, "paused" + duration(events.subList(i, events.size())), 5));
            } else if (event instanceof RunEvent.WentBack back) {
                flags.add(new Flag(back.to(), KEPT, "kept: step " + back.to(), 3));
                if (history.steps() > back.step()) { // another phase continued from there
                    flags.add(new Flag(back.step(), "return", "back to " + back.to(), 3));
                }
            } else if (event instanceof RunEvent.Started) {
                if (begun) {
                    flags.add(new Flag(event.step(), RESUME, "resumed", 2));
                }
                begun = true;
            }
        }
        history.phases().forEach(phase -> flags.add(new Flag(phase.step(), PHASE, name(phase.method()), 6)));
        return flags;
    }

    /** What is used now, as short as can be. */
    private static String change(RunEvent.Swapped swapped) {
        String from = swapped.from().spec();
        String to = swapped.to().spec();
        if (to.isEmpty()) {
            return "no " + swapped.kind();
        }
        if (from.equals(to)) {
            return name(to) + " " + swapped.to().version();
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

    /** @param events those from a pause on; it has no duration if the run ended or was interrupted in it */
    private static String duration(List<RecordedEvent> events) {
        return events.stream()
                .skip(1)
                .filter(later -> later.event() instanceof RunEvent.Resumed
                        || later.event() instanceof RunEvent.Paused
                        || later.event() instanceof RunEvent.Started)
                .findFirst()
                .filter(later -> later.event() instanceof RunEvent.Resumed)
                .map(end -> " " + seconds(events.get(0).time(), end.time()))
                .orElse("");
    }

    private static String seconds(Instant from, Instant to) {
        return Numbers.text(Duration.between(from, to).toMillis() / 1000.0) + " s";
    }
}
