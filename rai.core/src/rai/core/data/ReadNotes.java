package rai.core.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import rai.api.data.Column;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.core.data.PreparedColumn.Kind;

/** What may be a mistake in a table that can be learnt from nevertheless, in sentences. */
final class ReadNotes {
    /** Fewer rows may be numbered by chance. */
    private static final int LEAST_NUMBERED = 20;
    /** How much larger than the number of rows the range of their numbers may be, since some rows may be missing. */
    private static final double NEARLY_CONSECUTIVE = 1.25;

    private static final int MOST_NAMED = 10;

    private ReadNotes() {}

    /**
     * About the columns of the training data.
     *
     * @param table all rows, before they are shared out
     * @param preparation what was learnt from those for training
     * @return sentences
     */
    static List<String> ofColumns(Table table, Preparation preparation) {
        List<String> notes = new ArrayList<>();
        if (table.dataset().isPresent()) {
            return notes;
        }
        for (PreparedColumn learnt : preparation.columns()) {
            Column column = table.column(learnt.name()).orElseThrow();
            if (learnt.kind() != Kind.NUMBER) {
                spellings(learnt.categories())
                        .forEach(same -> notes.add("the texts " + quoted(same) + " of the column '" + column.name()
                                + "' differ only in capital letters or spaces: write them alike if"
                                + " they mean the same"));
            } else if (!column.leadingZeros().isEmpty()) {
                notes.add("the column '" + column.name() + "' has leading zeros, such as " + column.leadingZeros()
                        + ", and is read as numbers: if it holds codes, "
                        + Gaps.setting(table, "text", column) + " reads it as texts, and drop="
                        + column.name() + " leaves it out");
            } else if (preparation.columns().size() > 1 && numbersTheRows(column)) {
                notes.add("the column '" + column.name() + "' seems to number the rows: "
                        + Gaps.setting(table, "id", column) + " keeps it beside predictions, and drop="
                        + column.name() + " leaves it out");
            }
        }
        return notes;
    }

    /** Whether it consists of distinct whole numbers, consecutive or nearly so. */
    private static boolean numbersTheRows(Column column) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < column.rows(); i++) {
            double number = column.number(i);
            if (number != Math.rint(number)) { // or NaN, for a gap
                return false;
            }
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        if (column.rows() < LEAST_NUMBERED || most - least + 1 > NEARLY_CONSECUTIVE * column.rows()) {
            return false;
        }
        BitSet seen = new BitSet();
        for (int i = 0; i < column.rows(); i++) {
            seen.set((int) (column.number(i) - least));
        }
        return seen.cardinality() == column.rows();
    }

    /** About the spelling of classes, in sentences. */
    static List<String> ofClasses(List<String> classes) {
        return spellings(classes).stream()
                .map(same -> "the classes " + quoted(same)
                        + " differ only in capital letters or spaces: write them alike if" + " they are the same class")
                .toList();
    }

    /**
     * About the classes that a part of the data lacks, or nearly so.
     *
     * @param what the part, such as {@code the test data}
     * @param data its examples
     * @return sentences
     */
    static List<String> ofPart(String what, Dataset data) {
        return data.task() == Task.REGRESSION
                ? List.of()
                : Stream.of(rare(what, data, 0, "no row"), rare(what, data, 1, "only one row"))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<String> rare(String what, Dataset data, long rows, String words) {
        List<String> names = new ArrayList<>();
        ReadReport.counts(data).forEach((name, count) -> {
            if (count.equals(rows)) {
                names.add(name);
            }
        });
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                what + " have " + words + " of the " + (names.size() == 1 ? "class " : "classes ") + quoted(names));
    }

    /** Those of the texts that are alike but for case and white space. */
    private static Collection<Set<String>> spellings(Collection<String> texts) {
        Map<String, Set<String>> alike = new LinkedHashMap<>();
        for (String text : texts) {
            String plain = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            alike.computeIfAbsent(plain, none -> new TreeSet<>()).add(text);
        }
        return new TreeMap<>(alike)
                .values().stream().filter(same -> same.size() > 1).toList();
    }

    private static String quoted(Collection<String> names) {
        List<String> first = names.stream().limit(MOST_NAMED).toList();
        int more = names.size() - first.size();
        return "'" + String.join("', '", first) + "'" + (more > 0 ? " and " + more + " more" : "");
    }
}
