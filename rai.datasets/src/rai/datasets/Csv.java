package rai.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Table;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * A table in a CSV file (RFC 4180; UTF-8, with or without a byte order mark; plain or gzip): a row an example, one
 * column the target or, for regression, several; all others are features. Columns of a file without
 * header are called column-1, column-2, and so on. White space around a field does not count, nor do empty lines.
 *
 * <p>{@code header=auto} takes the first row as the header if none of its fields is a number, and as an example
 * if it has numbers wherever the second row has, unless it looks like a header of numbers; in any other case {@code header}
 * must be given.
 *
 * <p>{@code task=auto} learns classes if the targets are texts, or whole numbers of at most {@value Table#MOST_CLASSES} distinct
 * values; otherwise it is regression. Only the training data decide. Targets that are partly numbers and partly texts
 * need {@code task=classification}. Classes are numbered in the order of their values: by number if all values are
 * numbers ({@code 1} and {@code 1.0} are one class), else by text.
 *
 * <p>Missing are empty cells and {@code NA}, {@code N/A}, {@code NaN}, {@code null} and {@code ?}; with
 * {@code task=classification} all of these but the empty one may be classes. Numbers are written with a dot, as in
 * {@code -1.5e-3}. What becomes of texts and missing values is an option of the run.
 */
@Component
@Named("csv")
@About(
        value = "The table in a CSV file, plain or gzip: one column is the target, the others are the features.",
        source = "Shafranovich, 2005, RFC 4180")
public class Csv implements DatasetSource {
    private static final String UNSET = "-";

    @Setting(value = "The file, .csv or .csv.gz; a relative path starts at the working directory.", required = true)
    Path file;

    @Setting("Target column, or several for regression, as a,b; - is the last column.")
    String target = UNSET;

    @Setting("What to learn: classes, numbers, or what the targets look like.")
    Table.Goal task = Table.Goal.AUTO;

    @Setting("Whether the first row names the columns.")
    Header header = Header.AUTO;

    @Setting("The separator between fields; tab for a tabulator.")
    String separator = ",";

    @Setting("Columns to leave out, as id,date; - is none.")
    String drop = UNSET;

    @Setting("Columns that hold texts even if all of them look like numbers, such as codes: zip,line; - is none.")
    String text = UNSET;

    @Setting("Column that names the rows and is not learnt from; - is none.")
    String id = UNSET;

    @Setting("The classes in their order, as low,high; - is those of the training data, in the order of their values.")
    String classes = UNSET;

    /** Whether there is a header. */
    enum Header {
        AUTO,
        TRUE,
        FALSE
    }

    /** The table as a dataset of numbers: texts among the features, and missing values, are refused. */
    @Override
    public Dataset load() {
        Table table = table();
        if (table.columns(Column.Role.TARGET).isEmpty()) {
            throw DataException.of(noFeature());
        }
        return new StrictTable(table, file).dataset();
    }

    @Override
    public Table table() {
        List<Table> whole = new ArrayList<>();
        read(Integer.MAX_VALUE, whole::add);
        return whole.get(0);
    }

    @Override
    public void pieces(DataPlaces places, int rows, Consumer<Table> reader) {
        read(rows, reader);
    }

    private void read(int most, Consumer<Table> reader) {
        try (CsvRows rows = CsvRows.open(file, separator)) {
            read(rows, most, reader);
        } catch (SpecException e) {
            throw DataException.of(e);
        }
    }

    private void read(CsvRows rows, int most, Consumer<Table> reader) {
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
        Table.Hints hints = new Table.Hints(!target.equals(UNSET), task, classes());
        int limit = most == Integer.MAX_VALUE ? most : DataFile.rows(most, names.size());
        CsvTable table = table(names);
        if (!named) {
            table.add(first);
        }
        boolean checked = named || header != Header.AUTO;
        for (CsvRows.Row row = second; row != null; row = rows.next()) {
            if (table.rows() == limit) {
                reader.accept(checked(table.table(hints), checked));
                checked = true;
                table = table(names);
            }
            table.add(row);
        }
        reader.accept(checked(table.table(hints), checked));
    }

    private Table checked(Table table, boolean already) {
        if (!already) {
            NumberedHeader.refuse(table, file);
        }
        return table;
    }

    private CsvTable table(List<String> names) {
        int[] targets = targets(names);
        Set<Integer> texts = set(named(names, text));
        Set<Integer> ids = set(named(names, id));
        int[] dropped = named(names, drop);
        int[] features = features(names, targets, dropped, ids);
        Set<Integer> isFeature = set(features);
        Set<Integer> isTarget = set(targets);
        int[] chosen = IntStream.range(0, names.size())
                .filter(i -> isFeature.contains(i) || isTarget.contains(i) || ids.contains(i))
                .toArray();
        List<CsvColumn> columns = new ArrayList<>();
        // Targets come in the order in which they are named.
        int[] ordered = Stream.of(Arrays.stream(chosen).filter(i -> !isTarget.contains(i)), Arrays.stream(targets))
                .flatMapToInt(part -> part)
                .toArray();
        for (int i : ordered) {
            boolean target = isTarget.contains(i);
            columns.add(new CsvColumn(
                    names.get(i),
                    target ? Column.Role.TARGET : ids.contains(i) ? Column.Role.ID : Column.Role.FEATURE,
                    target && task != Table.Goal.REGRESSION && targets.length == 1,
                    texts.contains(i) || ids.contains(i),
                    target && task == Table.Goal.CLASSIFICATION));
        }
        return new CsvTable(file, names.size(), ordered, columns);
    }

    private static Set<Integer> set(int[] numbers) {
        return Arrays.stream(numbers).boxed().collect(Collectors.toSet());
    }

    private List<String> classes() {
        return classes.equals(UNSET)
                ? List.of()
                : Stream.of(classes.split(",", -1)).map(String::strip).toList();
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
            // a single column can only be what another table has beside its target
            return names.size() == 1 ? new int[0] : new int[] {names.size() - 1};
        }
        int[] targets = columns(names, target);
        if (task == Table.Goal.CLASSIFICATION && targets.length > 1) {
            throw new SpecException("classification learns one target column, but target=" + target + " names "
                    + targets.length + ": name one, and train a run for each");
        }
        return targets;
    }

    private int[] features(List<String> names, int[] targets, int[] dropped, Set<Integer> ids) {
        Set<Integer> others = set(targets);
        for (int column : ids) {
            if (!others.add(column)) {
                throw new SpecException(
                        "the column '" + names.get(column) + "' of " + file + " is the target, so it can't be the id");
            }
        }
        for (int column : dropped) {
            if (!others.add(column)) {
                throw new SpecException("the column '" + names.get(column) + "' of " + file + " is the "
                        + (ids.contains(column) ? "id" : "target") + ", so it can't be dropped");
            }
        }
        int[] features = IntStream.range(0, names.size())
                .filter(i -> !others.contains(i))
                .toArray();
        if (features.length == 0) {
            throw noFeature();
        }
        return features;
    }

    private SpecException noFeature() {
        return new SpecException("the file " + file + " has no feature left beside the target"
                + (drop.equals(UNSET) ? "; is its separator '" + separator + "'?" : " and the dropped columns"));
    }

    private int[] named(List<String> names, String list) {
        return list.equals(UNSET) ? new int[0] : columns(names, list);
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
}
