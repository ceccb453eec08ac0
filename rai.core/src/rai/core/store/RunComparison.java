package rai.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rai.api.run.Archive.Comparison;
import rai.api.run.RunEvent.Used;
import rai.api.run.RunReader.Row;
import rai.api.spec.SpecException;

/** Compares a run with one that repeats it. Both have ended. */
public final class RunComparison {
    /** The numbers that the method of the last phase reports; of each phase, they are its report. */
    private static final String METHOD = "method";

    /** What is compared of a result. Times are not. */
    private static final List<String> RESULTS =
            List.of("state_hash", "steps", "stopped", "train", "test", METHOD, "phases");

    private static final String REPORT = "report";
    /** The key of a phase: what it was asked for in vain, since its method moves the parameters itself. */
    public static final String IGNORED = "ignored";

    /**
     * @param phases what came out of the phases of a run
     * @return whether the optimizer has moved the parameters in one of them, or it is not known
     */
    public static boolean isOptimized(List<Map<String, Object>> phases) {
        return phases.isEmpty() || phases.stream().anyMatch(phase -> !phase.containsKey(IGNORED));
    }

    private final StoredReader first;
    private final StoredReader second;
    private final Map<String, Object> before;
    private final Map<String, Object> after;

    private RunComparison(StoredReader first, StoredReader second) {
        this.first = first;
        this.second = second;
        before = first.document();
        after = second.document();
    }

    /**
     * @param first the directory of a run
     * @param second the directory of a run that repeats it
     * @return how they differ
     * @throws SpecException if there is no run in one of them, or one that has not ended or can't be read
     */
    public static Comparison of(Path first, Path second) {
        return new RunComparison(StoredReader.openEnded(first), StoredReader.openEnded(second)).compare();
    }

    private Comparison compare() {
        List<String> results = new ArrayList<>();
        for (String key : RESULTS) {
            Object then = result(before).get(key);
            Object now = withoutNewReports(key, then, result(after).get(key));
            if (!SameSpecs.continues(then, now)) { // the state decides whether a setting that is new matters
                results.add(difference(key, then, now));
            }
        }
        history(results);
        List<String> circumstances =
                new ArrayList<>(Provenance.differences(Provenance.services(before), Provenance.services(after)));
        circumstances.addAll(Provenance.onlyIn("the first", before, after));
        circumstances.addAll(Provenance.onlyIn("the second", after, before));
        circumstances.addAll(Provenance.machines(before, after));
        data(circumstances);
        if (before.get("resumed") instanceof List<?> times) {
            long longer = times.stream()
                    .filter(time -> time instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("longer")))
                    .count();
            times("the first was interrupted, and resumed", times.size() - longer, circumstances);
            times("the first had ended, and was made longer", longer, circumstances);
        }
        return new Comparison(results, circumstances, swaps());
    }

    /** What a method reports now and did not report then, as in an earlier version of it, is not a difference of the trainings. */
    private static Object withoutNewReports(String key, Object then, Object now) {
        if (key.equals(METHOD) && then instanceof Map<?, ?> was && now instanceof Map<?, ?> is) {
            return known(is, was);
        }
        if (!(then instanceof List<?> before && now instanceof List<?> after && before.size() == after.size())) {
            return now;
        }
        List<Object> phases = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            phases.add(
                    before.get(i) instanceof Map<?, ?> was
                                    && after.get(i) instanceof Map<?, ?> is
                                    && was.get(REPORT) instanceof Map<?, ?> numbers
                                    && is.get(REPORT) instanceof Map<?, ?> all
                            ? asThen(is, all, was, numbers)
                            : after.get(i));
        }
        return phases;
    }

    private static Map<Object, Object> asThen(Map<?, ?> phase, Map<?, ?> report, Map<?, ?> then, Map<?, ?> known) {
        Map<Object, Object> asThen = new LinkedHashMap<>(phase);
        asThen.put(REPORT, known(report, known));
        if (!then.containsKey(IGNORED)) {
            asThen.remove(IGNORED);
        }
        return asThen;
    }

    private static Map<Object, Object> known(Map<?, ?> report, Map<?, ?> known) {
        Map<Object, Object> kept = new LinkedHashMap<>(report);
        kept.keySet().retainAll(known.keySet());
        return kept;
    }

    private static void times(String what, long times, List<String> phrases) {
        if (times > 0) {
            phrases.add(what + " " + (times == 1 ? "once" : times + " times"));
        }
    }

    private static Map<?, ?> result(Map<String, Object> document) {
        return (Map<?, ?>) document.get(RunDocument.RESULT);
    }

    /** Of metrics and other tables, only the entries that differ. */
    private static String difference(String key, Object then, Object now) {
        String name = key.replace('_', ' ');
        if (then instanceof Map<?, ?> before && now instanceof Map<?, ?> after) {
            List<String> entries = new ArrayList<>();
            Map<Object, Object> all = new LinkedHashMap<>(before);
            all.putAll(after);
            all.keySet().stream()
                    .filter(entry -> !Objects.equals(before.get(entry), after.get(entry)))
                    .forEach(entry ->
                            entries.add(entry + " was " + before.get(entry) + ", and is " + after.get(entry) + " now"));
            return name + ": " + String.join("; ", entries);
        }
        return then instanceof List || now instanceof List
                ? "the " + name + " differ"
                : "the " + name + " was " + then + ", and is " + now + " now";
    }

    private void history(List<String> results) {
        try {
            Path file = first.directory().resolve(HistoryFile.FILE);
            Path other = second.directory().resolve(HistoryFile.FILE);
            if (Files.mismatch(file, other) < 0 || haveSameRows()) {
                return;
            }
            List<String> lines = Files.readAllLines(file);
            List<String> others = Files.readAllLines(other);
            int same = 0;
            while (same < Math.min(lines.size(), others.size())
                    && lines.get(same).equals(others.get(same))) {
                same++;
            }
            results.add(HistoryFile.FILE + " differs from line " + (same + 1) + " on"
                    + (same < lines.size()
                            ? ", step " + lines.get(same).split(",", 2)[0]
                            : ", where the first one ends"));
        } catch (IOException e) {
            throw new SpecException(
                    "the " + HistoryFile.FILE + " of both runs can't be compared: " + e.getMessage(), e);
        }
    }

    /** A file of an earlier version also has columns that are always empty. */
    private boolean haveSameRows() throws IOException {
        return rows(first).equals(rows(second));
    }

    private static List<Row> rows(StoredReader run) throws IOException {
        List<Row> rows = new ArrayList<>();
        HistoryRows.read(run.directory(), rows::add, line -> new SpecException("line " + line + " is damaged"));
        return rows;
    }

    private void data(List<String> circumstances) {
        if (before.get(RunDocument.DATA) instanceof Map<?, ?> then
                && after.get(RunDocument.DATA) instanceof Map<?, ?> now) {
            for (String sum : List.of("sha256", "test_sha256")) {
                if (!Objects.equals(then.get(sum), now.get(sum))) {
                    circumstances.add("the " + (sum.equals("sha256") ? "training" : "test")
                            + " data are others: their SHA-256 was " + then.get(sum) + ", and is " + now.get(sum)
                            + " now");
                }
            }
        }
    }

    /** Another bundle provided a service of the same spec. */
    private List<String> swaps() {
        return first.swaps()
                .filter(swap -> swap.from().spec().equals(swap.to().spec()))
                .map(swap -> "after step " + swap.step() + " " + swap.kind() + " " + used(swap.from()) + " became "
                        + used(swap.to()))
                .toList();
    }

    private static String used(Used used) {
        return used.spec().isEmpty() ? "none" : used.spec() + " of " + used.provider();
    }
}
