package rai.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import rai.api.run.Archive.Again;
import rai.api.run.Archive.Comparison;
import rai.api.run.Change;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/** A run that has ended, as its directory records it. */
public final class EndedRun {
    /** What is compared of a result. Times are not. */
    private static final List<String> RESULTS =
            List.of("state_hash", "steps", "stopped", "train", "test", "method", "phases");

    private final Path directory;
    private final Map<String, Object> document;

    private EndedRun(Path directory, Map<String, Object> document) {
        this.directory = directory;
        this.document = document;
    }

    /**
     * @param directory the directory of a run
     * @return that run
     * @throws SpecException where there is none, or one that has not ended or can't be read
     */
    public static EndedRun read(Path directory) {
        if (!Files.isRegularFile(directory.resolve(RunDocument.FILE))) {
            throw new SpecException("there is no run in " + directory + ": " + RunDocument.FILE + " is missing");
        }
        Map<String, Object> document;
        try {
            document = RunDocument.readMap(directory);
        } catch (IOException e) {
            throw new SpecException("the run in " + directory + " can't be read: " + e.getMessage(), e);
        }
        if (!Objects.equals(document.get("state"), "ended") || !(document.get("result") instanceof Map)) {
            throw new SpecException("the run in " + directory
                    + " has not ended: wait for its end, or continue it with resume " + directory);
        }
        return new EndedRun(directory, document);
    }

    /** @return what its run.json says */
    public Map<String, Object> document() {
        return document;
    }

    /**
     * @param into the directory for the run that repeats it
     * @return how to do it again
     * @throws SpecException if the directory does not say it
     */
    @SuppressWarnings("unchecked")
    public Again again(Path into) {
        try {
            boolean byHand = result().get("stopped").equals(word(Stop.INTERRUPTED));
            return new Again(
                    RequestDocument.read((Map<String, Object>) document.get("request"), into),
                    byHand ? (Long) result().get("steps") : -1,
                    changes());
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | NoSuchElementException e) {
            throw new SpecException(
                    "the run in " + directory + " can't be repeated: its " + RunDocument.FILE
                            + " does not contain the request in the format of this version of RAI: " + e.getMessage(),
                    e);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param second a run that repeats this one
     * @return how they differ
     */
    public Comparison compare(EndedRun second) {
        List<String> results = new ArrayList<>();
        for (String key : RESULTS) {
            Object then = result().get(key);
            Object now = second.result().get(key);
            if (!SameSpecs.same(then, now)) {
                results.add(difference(key, then, now));
            }
        }
        history(second, results);
        List<String> circumstances = new ArrayList<>(
                Provenance.differences(Provenance.services(document), Provenance.services(second.document)));
        circumstances.addAll(Provenance.onlyIn("the first", document, second.document));
        circumstances.addAll(Provenance.onlyIn("the second", second.document, document));
        circumstances.addAll(Provenance.machines(document, second.document));
        data(second, circumstances);
        if (document.get("resumed") instanceof List<?> times) {
            circumstances.add(
                    "the first was interrupted, and resumed " + (times.size() == 1 ? "once" : times.size() + " times"));
        }
        return new Comparison(results, circumstances, swaps());
    }

    private Map<?, ?> result() {
        return (Map<?, ?>) document.get("result");
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

    private void history(EndedRun second, List<String> results) {
        try {
            Path file = directory.resolve(HistoryFile.FILE);
            Path other = second.directory.resolve(HistoryFile.FILE);
            if (Files.mismatch(file, other) < 0) {
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

    private void data(EndedRun second, List<String> circumstances) {
        if (document.get("data") instanceof Map<?, ?> then && second.document.get("data") instanceof Map<?, ?> now) {
            for (String sum : List.of("sha256", "test_sha256")) {
                if (!Objects.equals(then.get(sum), now.get(sum))) {
                    circumstances.add("the " + (sum.equals("sha256") ? "training" : "test")
                            + " data are others: their SHA-256 was " + then.get(sum) + ", and is " + now.get(sum)
                            + " now");
                }
            }
        }
    }

    /** Another bundle gave a service of the same spec. */
    private List<String> swaps() {
        return swapped()
                .filter(event -> spec(event, "from").equals(spec(event, "to")))
                .map(event -> "after step " + event.get("step") + " " + event.get("kind") + " "
                        + used(event.get("from")) + " became " + used(event.get("to")))
                .toList();
    }

    /** Somebody asked for another spec. */
    private SortedMap<Long, List<Change>> changes() {
        SortedMap<Long, List<Change>> changes = new TreeMap<>();
        swapped()
                .filter(event -> !spec(event, "from").equals(spec(event, "to")))
                .forEach(event -> changes.computeIfAbsent((Long) event.get("step"), step -> new ArrayList<>())
                        .add(change((String) event.get("kind"), spec(event, "from"), spec(event, "to"))));
        return changes;
    }

    private static Change change(String kind, String from, String to) {
        return new Change(
                only(kind.equals("activation"), from + "=" + to),
                only(kind.equals("loss"), to),
                only(kind.equals("method"), to),
                only(kind.equals("optimizer"), to),
                only(kind.equals("schedule"), to));
    }

    private static Optional<String> only(boolean meant, String spec) {
        return meant ? Optional.of(spec) : Optional.empty();
    }

    private Stream<Map<String, Object>> swapped() {
        Path file = directory.resolve(EventLog.FILE);
        try {
            return Files.readAllLines(file).stream()
                    .map(Json::parse)
                    .flatMap(Optional::stream)
                    .filter(event -> "swapped".equals(event.get("event")));
        } catch (IOException e) {
            throw new SpecException(
                    "the run in " + directory + " is damaged: its " + EventLog.FILE + " can't be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private static String spec(Map<String, Object> event, String side) {
        return event.get(side) instanceof Map<?, ?> map ? Objects.toString(map.get("spec"), "") : "";
    }

    private static String used(Object used) {
        if (!(used instanceof Map<?, ?> map)
                || Objects.toString(map.get("spec"), "").isEmpty()) {
            return "none";
        }
        return map.get("spec") + " of " + map.get("bundle") + " " + map.get("version");
    }
}
