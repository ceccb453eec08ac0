package rai.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * A table in a CSV file (RFC 4180; UTF-8, with or without a byte order mark; plain or gzip): a row an example, one
 * column the target or, for regression, several; all others are features and hold numbers. Columns of a file without
 * header are called column-1, column-2, and so on. White space around a field does not count, nor do empty lines.
 *
 * <p>{@code header=auto} takes the first row as the header if none of its fields is a number, and as an example
 * if it has numbers wherever the second row has; in any other case {@code header} must be given.
 *
 * <p>{@code task=auto} learns classes if the targets are texts, or whole numbers of at most
 * {@value #MOST_CLASSES} distinct values; otherwise it is regression. Targets that are partly numbers and partly texts
 * need {@code task=classification}. Classes are numbered in the order of their values: by number if all values are
 * numbers ({@code 1} and {@code 1.0} are one class), else by text.
 *
 * <p>Nothing is guessed: a missing value, a text among numbers, or a number that is not finite is refused with file,
 * line and column. Missing are empty cells and {@code NA}, {@code N/A}, {@code NaN}, {@code null} and {@code ?}; with
 * {@code task=classification} all of these but the empty one may be classes. Numbers are written with a dot, as in
 * {@code -1.5e-3}.
 */
@Component
@Named("csv")
@About(
        value = "The table in a CSV file, plain or gzip: one column is the target, the others are the features.",
        source = "Shafranovich, 2005, RFC 4180")
public class Csv implements DatasetSource {
    /** Most distinct whole numbers that are taken for classes. */
    static final int MOST_CLASSES = 20;

    private static final String UNSET = "-";

    @Setting(value = "The file, .csv or .csv.gz; a relative path starts at the working directory.", required = true)
    Path file;

    @Setting("Target column, or several for regression, as a,b; - is the last column.")
    String target = UNSET;

    @Setting("What to learn: classes, numbers, or what the targets look like.")
    Goal task = Goal.AUTO;

    @Setting("Whether the first row names the columns.")
    Header header = Header.AUTO;

    @Setting("The separator between fields; tab for a tabulator.")
    String separator = ",";

    @Setting("Columns to leave out, as id,date; - is none.")
    String drop = UNSET;

    /** What the user wants learnt. */
    enum Goal {
        AUTO,
        CLASSIFICATION,
        REGRESSION
    }

    /** Whether there is a header. */
    enum Header {
        AUTO,
        TRUE,
        FALSE
    }

    @Override
    public Dataset load() {
        try (CsvRows rows = CsvRows.open(file, separator)) {
            CsvRows.Row first = rows.next();
            if (first == null) {
                throw new SpecException("the file " + file + " is empty");
            }
            CsvRows.Row second = rows.next();
            boolean named = hasHeader(first, second);
            List<String> names = named ? names(first) : numbered(first.size());
            if (named && second == null) {
                throw new SpecException("the file " + file + " has a header but no rows");
            }
            int[] targets = targets(names);
            CsvTable table = new CsvTable(file, names, features(names, targets), targets, task);
            if (!named) {
                table.add(first);
            }
            for (CsvRows.Row row = second; row != null; row = rows.next()) {
                table.add(row);
            }
            return dataset(table);
        }
    }

    private boolean hasHeader(CsvRows.Row first, CsvRows.Row second) {
        if (header != Header.AUTO) {
            return header == Header.TRUE;
        }
        if (IntStream.range(0, first.size()).noneMatch(i -> Cell.isNumber(first.get(i)))) {
            return true;
        }
        for (int i = 0; second != null && i < Math.min(first.size(), second.size()); i++) {
            if (!Cell.isMissing(first.get(i)) && !Cell.isNumber(first.get(i)) && Cell.isNumber(second.get(i))) {
                throw new SpecException("the first row of " + file + " has both numbers and texts, such as '"
                        + first.get(i) + "', so say header=true or header=false");
            }
        }
        return false;
    }

    private List<String> names(CsvRows.Row header) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isEmpty()) {
                throw new SpecException("the header of " + file + " has no name for column " + (i + 1));
            }
            Integer earlier = columns.put(name, i);
            if (earlier != null) {
                throw new SpecException("the header of " + file + " has the name '" + name + "' twice, for columns "
                        + (earlier + 1) + " and " + (i + 1));
            }
        }
        return List.copyOf(columns.keySet());
    }

    private static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns).mapToObj(i -> "column-" + i).toList();
    }

    private int[] targets(List<String> names) {
        if (target.equals(UNSET)) {
            return new int[] {names.size() - 1};
        }
        int[] targets = columns(names, target);
        if (task == Goal.CLASSIFICATION && targets.length > 1) {
            throw new SpecException(
                    "classification learns one target column, but target=" + target + " names " + targets.length);
        }
        return targets;
    }

    private int[] features(List<String> names, int[] targets) {
        Set<Integer> others = new HashSet<>();
        Arrays.stream(targets).forEach(others::add);
        for (int column : drop.equals(UNSET) ? new int[0] : columns(names, drop)) {
            if (!others.add(column)) {
                throw new SpecException(
                        "the column '" + names.get(column) + "' of " + file + " is the target, so it can't be dropped");
            }
        }
        int[] features = IntStream.range(0, names.size())
                .filter(i -> !others.contains(i))
                .toArray();
        if (features.length == 0) {
            throw new SpecException("the file " + file + " has no feature left beside the target"
                    + (drop.equals(UNSET) ? "; is its separator '" + separator + "'?" : " and the dropped columns"));
        }
        return features;
    }

    private int[] columns(List<String> names, String list) {
        // A name may hold a comma itself.
        List<String> wanted = names.contains(list) ? List.of(list) : List.of(list.split(",", -1));
        return wanted.stream()
                .map(String::strip)
                .distinct()
                .mapToInt(name -> {
                    int column = names.indexOf(name);
                    if (column < 0) {
                        throw Words.unknown("column of " + file, name, names);
                    }
                    return column;
                })
                .toArray();
    }

    private Dataset dataset(CsvTable table) {
        boolean classes = task == Goal.CLASSIFICATION || task == Goal.AUTO && table.looksLikeClasses();
        if (!classes) {
            return new Dataset(
                    Task.REGRESSION, table.featureNumbers(), table.targetNumbers(), table.featureNames(), List.of());
        }
        Classes found = Classes.of(table.targetTexts());
        if (found.names().size() < 2) {
            throw new SpecException("the target of " + file + " has one class only, '"
                    + found.names().get(0) + "': a classifier needs two");
        }
        return new Dataset(
                found.names().size() == 2 ? Task.BINARY : Task.MULTICLASS,
                table.featureNumbers(),
                Matrix.of(found.numbers(), found.numbers().length, 1),
                table.featureNames(),
                found.names());
    }
}
