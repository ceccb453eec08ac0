package rai.shell.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was read: a line of rows, features, classes with counts, and what was encoded or filled; and a line for each note. */
final class ReadLines {
    private static final int MOST_CLASSES = 10;

    private ReadLines() {}

    /**
     * @param read what {@link rai.api.run.Run#data} says
     * @return the lines; none if nothing is known
     */
    static List<String> of(Map<String, Object> read) {
        if (read.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(line(read)));
        if (read.get("notes") instanceof List<?> notes) {
            notes.forEach(note -> lines.add(String.valueOf(note)));
        }
        return lines;
    }

    private static String line(Map<String, Object> read) {
        List<String> parts = new ArrayList<>();
        parts.add("read " + counted(read.get("rows"), "row", "rows") + " for training"
                + more(read, "valid_rows", " for validation") + more(read, "test_rows", " for test")
                + more(read, "dropped_rows", " dropped")
                + (read.get("fold") == null ? "" : ", fold " + read.get("fold") + " of " + read.get("folds")));
        boolean same = read.get("columns").equals(read.get("inputs"));
        parts.add(counted(read.get("columns"), "feature", "features")
                + (same ? "" : " (" + read.get("inputs") + " inputs)"));
        if (read.get("classes") instanceof Map<?, ?> classes) {
            parts.add("classes " + list(classes, " "));
        }
        if (read.get("encoded") instanceof Map<?, ?> encoded) {
            parts.add("encoded " + list(encoded, ": "));
        }
        if (read.get("filled") instanceof Map<?, ?> filled) {
            parts.add("filled " + list(filled, ": "));
        }
        if (read.get("scaled") instanceof Map<?, ?> scaled) {
            parts.add("scaled by " + list(scaled, ": "));
        }
        if (read.get("constant") instanceof List<?> constant) {
            parts.add("constant, so not scaled: "
                    + constant.stream().limit(MOST_CLASSES).map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return String.join("; ", parts);
    }

    private static String more(Map<String, Object> read, String key, String what) {
        return read.get(key) == null ? "" : ", " + read.get(key) + what;
    }

    private static String counted(Object number, String one, String many) {
        return number + " " + (String.valueOf(number).equals("1") ? one : many);
    }

    private static String list(Map<?, ?> map, String between) {
        return map.entrySet().stream()
                        .limit(MOST_CLASSES)
                        .map(one -> one.getKey() + between + one.getValue())
                        .collect(Collectors.joining(", "))
                + (map.size() > MOST_CLASSES ? ", and " + (map.size() - MOST_CLASSES) + " more" : "");
    }
}
