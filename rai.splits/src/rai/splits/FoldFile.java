package rai.splits;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rai.api.data.DataException;
import rai.api.spec.Words;
import rai.api.split.Parts;
import rai.api.split.SplitRows;

/** The folds that a file lists, as {@link Given} describes it. */
final class FoldFile {
    private static final List<String> COLUMNS = List.of("fold", "row", "part", "repeat");
    private static final String TEST = "test";
    private static final List<String> PARTS = List.of("train", "valid", TEST);

    /** A row that a fold lists: its number from 0, its part, and the line on which it stands. */
    private record Entry(int row, String part, long line) {}

    private final Path file;
    private final int first;
    /** By repetition and fold, in their order; in each the entries by row. */
    private final Map<Integer, TreeMap<Integer, Map<Integer, Entry>>> repetitions = new TreeMap<>();
    /** By repetition: which fold tests a row, and on which line that stands. */
    private final Map<Integer, Map<Integer, long[]>> tested = new HashMap<>();

    private List<String> header;

    private FoldFile(Path file, int first) {
        this.file = file;
        this.first = first;
    }

    /**
     * @param file the file
     * @param first the number of the first row and of the first fold
     * @throws DataException if it can't be read, with the line
     */
    static FoldFile read(Path file, int first) {
        FoldFile read = new FoldFile(file, first);
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                read.take(line == 0 && text.startsWith("\uFEFF") ? text.substring(1) : text, ++line);
            }
        } catch (NoSuchFileException e) {
            throw new DataException("there is no file " + file + " with folds", e);
        } catch (CharacterCodingException e) {
            throw new DataException("the file " + file + " with folds is not text in UTF-8", e);
        } catch (IOException e) {
            throw new DataException("the file " + file + " with folds can't be read: " + e.getMessage(), e);
        }
        read.requireComplete();
        return read;
    }

    private void take(String text, long line) {
        if (text.isBlank()) {
            return;
        }
        List<String> fields =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (header == null) {
            header = header(fields, line);
        } else if (fields.size() != header.size()) {
            throw wrong(
                    line,
                    "there are " + fields.size() + " fields, but the header has " + header.size() + ": "
                            + String.join(",", header));
        } else {
            add(fields, line);
        }
    }

    private List<String> header(List<String> names, long line) {
        for (String name : names) {
            if (!COLUMNS.contains(name)) {
                throw wrong(
                        line,
                        "the header names the columns, but '" + name + "' is none of " + String.join(", ", COLUMNS)
                                + Words.nearest(name, COLUMNS)
                                        .map(nearest -> ": did you mean " + nearest + "?")
                                        .orElse(""));
            }
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw wrong(line, "the header has the column '" + name + "' twice");
            }
        }
        for (String needed : COLUMNS.subList(0, 2)) {
            if (!names.contains(needed)) {
                throw wrong(line, "the header has no column '" + needed + "'");
            }
        }
        return names;
    }

    private void add(List<String> fields, long line) {
        int row = number("row", fields, line, first) - first;
        int fold = number("fold", fields, line, first);
        int repetition = header.contains("repeat") ? number("repeat", fields, line, first) : first;
        String part = header.contains("part") ? fields.get(header.indexOf("part")) : TEST;
        if (!PARTS.contains(part)) {
            throw wrong(line, "the part is '" + part + "', but must be one of " + String.join(", ", PARTS));
        }
        Entry entry = new Entry(row, part, line);
        Entry earlier = repetitions
                .computeIfAbsent(repetition, any -> new TreeMap<>())
                .computeIfAbsent(fold, any -> new HashMap<>())
                .putIfAbsent(row, entry);
        if (earlier != null) {
            throw wrong(
                    line,
                    "row " + (row + first) + " is already in fold " + fold + ", for " + earlier.part() + " (line "
                            + earlier.line() + "): a fold lists a row once");
        }
        if (part.equals(TEST)) {
            long[] other = tested.computeIfAbsent(repetition, any -> new HashMap<>())
                    .putIfAbsent(row, new long[] {fold, line});
            if (other != null) {
                throw wrong(
                        line,
                        "row " + (row + first) + " is tested in fold " + fold + " and in fold " + other[0] + " (line "
                                + other[1] + "), but folds must not overlap: number repetitions in a column 'repeat'");
            }
        }
    }

    private int number(String column, List<String> fields, long line, int least) {
        String text = fields.get(header.indexOf(column));
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // so it is refused
        }
        throw wrong(line, "the " + column + " is '" + text + "', but must be a whole number from " + least + " on");
    }

    private void requireComplete() {
        if (repetitions.isEmpty()) {
            throw new DataException("the file " + file + " lists no row of a fold");
        }
        requireConsecutive("repeat", repetitions);
        repetitions.values().forEach(folds -> requireConsecutive("fold", folds));
    }

    private void requireConsecutive(String what, Map<Integer, ?> numbered) {
        int expected = first;
        for (int number : numbered.keySet()) {
            if (number != expected) {
                throw new DataException("the file " + file + " lists rows of " + what + " " + number + ", but none of "
                        + what + " " + expected + ": number them from " + first + " on, without gaps");
            }
            expected++;
        }
    }

    /** @return the entries of each fold, by row; the folds of all repetitions one after another */
    List<Map<Integer, Entry>> folds() {
        List<Map<Integer, Entry>> all = new ArrayList<>();
        repetitions.values().forEach(folds -> all.addAll(folds.values()));
        return all;
    }

    /**
     * @param rows the rows of the data
     * @param fold the number of a fold, from 1
     * @throws DataException if the data have no such row, or none is left for training
     */
    Parts parts(SplitRows rows, int fold) {
        Map<Integer, Entry> listed = folds().get(fold - 1);
        listed.values().forEach(entry -> {
            if (entry.row() >= rows.count()) {
                throw wrong(
                        entry.line(),
                        "there is no row " + (entry.row() + first) + ": " + rows.origin() + " has " + rows.count()
                                + " rows, counted from " + first);
            }
        });
        boolean namesTraining =
                listed.values().stream().anyMatch(entry -> entry.part().equals("train"));
        Parts parts = new Parts(
                namesTraining
                        ? of(listed, "train")
                        : IntStream.range(0, rows.count())
                                .filter(row -> !listed.containsKey(row))
                                .toArray(),
                of(listed, "valid"),
                of(listed, TEST));
        if (parts.train().length == 0) {
            throw new DataException(
                    "fold " + fold + " of " + file + " leaves no row of " + rows.origin() + " for training");
        }
        return parts;
    }

    private static int[] of(Map<Integer, Entry> listed, String part) {
        return listed.values().stream()
                .filter(entry -> entry.part().equals(part))
                .mapToInt(Entry::row)
                .sorted()
                .toArray();
    }

    private DataException wrong(long line, String what) {
        return new DataException(file + ", line " + line + ": " + what);
    }
}
