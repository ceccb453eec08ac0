package rai.shell.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import rai.api.run.RunEvent;

/**
 * What a run reports while it trains, in a sentence: the only place that turns an event into words. An event of a kind that is
 * not listed here is shown as it is, never dropped.
 */
public final class EventSentences {
    /** Kinds that need no sentence: a progress bar shows them, and a report the end. */
    private static final Set<Class<? extends RunEvent>> QUIET = Set.of(
            RunEvent.Started.class,
            RunEvent.Stepped.class,
            RunEvent.Epoch.class,
            RunEvent.Evaluated.class,
            RunEvent.Probed.class,
            RunEvent.Stopped.class);

    private static final Map<Class<? extends RunEvent>, BiFunction<String, RunEvent, String>> SENTENCES =
            new HashMap<>();

    static {
        put(
                RunEvent.Paused.class,
                (run, paused) -> JobSentences.waits(paused)
                        ? run + " waits after step " + paused.step() + ": " + paused.reason()
                        : run + " is paused after step " + paused.step());
        put(RunEvent.StartedFrom.class, (run, from) -> startedFrom(run, from));
        put(RunEvent.Resumed.class, (run, resumed) -> run + " continues after step " + resumed.step());
        put(RunEvent.Swapped.class, (run, swapped) -> swap(swapped));
        put(RunEvent.WentBack.class, (run, back) -> back.reason());
        put(RunEvent.Warned.class, (run, warned) -> warned.reason());
    }

    private EventSentences() {}

    private static <E extends RunEvent> void put(Class<E> kind, BiFunction<String, E, String> sentence) {
        SENTENCES.put(kind, (run, event) -> sentence.apply(run, kind.cast(event)));
    }

    /**
     * @param run how the sentence calls the run, such as {@code the run}
     * @param event what happened
     * @return the sentence; empty for what a progress bar or a report shows
     */
    public static Optional<String> of(String run, RunEvent event) {
        if (isQuiet(event)) {
            return Optional.empty();
        }
        BiFunction<String, RunEvent, String> sentence = SENTENCES.get(event.getClass());
        return Optional.of(
                sentence == null
                        ? run + " reports after step " + event.step() + ": " + event
                        : sentence.apply(run, event));
    }

    /** @return whether a progress bar or a report shows the event, so that it needs no sentence */
    public static boolean isQuiet(RunEvent event) {
        return QUIET.contains(event.getClass());
    }

    /** @return whether this class knows the kind of event */
    static boolean knows(Class<?> kind) {
        return QUIET.contains(kind) || SENTENCES.containsKey(kind);
    }

    private static String startedFrom(String run, RunEvent.StartedFrom from) {
        return run + " starts from " + from.run() + ": " + layers(from.taken(), "are taken", "is taken")
                + (from.fresh().isEmpty() ? "" : ", " + layers(from.fresh(), "are new", "is new"))
                + (from.reason().isEmpty() ? "" : "; " + from.reason());
    }

    /** Of very many, the first and the last. */
    private static String layers(List<String> names, String are, String is) {
        int most = 8;
        String all = names.size() <= most
                ? String.join(", ", names)
                : names.get(0) + " to " + names.get(names.size() - 1) + " (" + names.size() + " layers)";
        return all + " " + (names.size() == 1 ? is : are);
    }

    /** @return whether only another version or bundle provides what was used before */
    public static boolean isUpdate(RunEvent.Swapped swapped) {
        return swapped.to().spec().equals(swapped.from().spec())
                && swapped.state().isEmpty();
    }

    /** A swap in a sentence. */
    public static String swap(RunEvent.Swapped swapped) {
        RunEvent.Used to = swapped.to();
        String was = swapped.from().spec();
        if (isUpdate(swapped)) {
            return "uses " + to.provider() + " from step " + (swapped.step() + 1);
        }
        String now = "the " + swapped.kind() + " is "
                + (to.spec().isEmpty() ? EventLine.NONE : to.spec() + " of " + to.provider()) + ", no longer "
                + (was.isEmpty() ? EventLine.NONE : was);
        return "from step " + (swapped.step() + 1) + " on, " + now
                + (swapped.state().isEmpty() ? "" : "; " + swapped.state());
    }
}
