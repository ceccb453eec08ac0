package rai.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Matrix;
import rai.api.data.Prepared;
import rai.api.data.RowSource;
import rai.api.data.Table;
import rai.api.data.Targets;
import rai.api.data.Task;
import rai.api.run.DataOptions;

/**
 * How tables become examples: all that was learnt about it from the training rows. It is kept with the run, and applied to the
 * training data, to test data and to new data alike.
 *
 * @param columns the columns that become features, in the order of the features
 * @param targets the names of the target columns; empty if they are unknown
 * @param named whether these are names by which columns are found in other tables; otherwise columns are found by position
 * @param targetNamed whether the targets have such names
 * @param learnt what is learnt
 * @param dropsRows the columns that lead to a row being dropped if their value is missing
 * @param unseenIsOther whether a text that the training rows do not have is accepted
 */
public record Preparation(
        List<PreparedColumn> columns,
        List<String> targets,
        boolean named,
        boolean targetNamed,
        Targets learnt,
        List<String> dropsRows,
        boolean unseenIsOther) {
    public Preparation {
        columns = List.copyOf(columns);
        targets = List.copyOf(targets);
        dropsRows = List.copyOf(dropsRows);
    }

    /**
     * Learns from the training rows.
     *
     * @param table the training rows
     * @param learnt what is learnt
     * @param options what the user has asked for
     * @throws DataException if a column can't become features as asked
     */
    public static Preparation learn(Table table, Targets learnt, DataOptions options) {
        List<Column> features = table.columns(Column.Role.FEATURE);
        List<Column> targets = table.columns(Column.Role.TARGET);
        ColumnLearner learner = new ColumnLearner(table, options);
        List<String> drops = new ArrayList<>();
        Table complete = table;
        if (table.dataset().isEmpty()) {
            Stream.concat(features.stream(), targets.stream())
                    .map(Column::name)
                    .filter(learner::dropsRows)
                    .forEach(drops::add);
            complete = withoutGaps(table, drops);
            learner = new ColumnLearner(complete, options);
        }
        if (table.isOnDemand() && !Scaling.of(options).isPlain()) {
            throw new DataException(
                    "the training data are read on demand, so single columns are not scaled, and none by its"
                            + " logarithm or quantiles: leave out --scale, or give --standardize");
        }
        List<PreparedColumn> columns = new ArrayList<>();
        for (Column column : complete.columns(Column.Role.FEATURE)) {
            boolean plain = table.dataset().isPresent() && Scaling.of(options).isPlain();
            columns.add(plain ? PreparedColumn.number(column.name()) : learner.learn(column));
        }
        return new Preparation(
                columns,
                targets.stream().map(Column::name).toList(),
                table.isNamed(),
                table.isNamed() && table.dataset().isEmpty(),
                learnt,
                drops,
                options.unseen().equals("other"));
    }

    private static Table withoutGaps(Table table, List<String> drops) {
        List<Column> columns = table.columns().stream()
                .filter(column -> drops.contains(column.name()))
                .toList();
        int[] complete = rowsWithout(table, columns);
        if (complete.length == 0) {
            throw new DataException(
                    "every row of " + table.origin() + " has a missing value, so --missing drop-row leaves"
                            + " none: fill them (mean, median, constant), or leave a column out with drop=");
        }
        return complete.length == table.rows() ? table : table.rows(complete);
    }

    private static int[] rowsWithout(Table table, List<Column> gaps) {
        return IntStream.range(0, table.rows())
                .filter(row -> gaps.stream().noneMatch(column -> column.isMissing(row)))
                .toArray();
    }

    /** For a run that was written before tables were prepared: all features are numbers, found by name if they have names. */
    public static Preparation ofNumbers(List<String> features, Task task, List<String> classes) {
        return new Preparation(
                features.stream().map(PreparedColumn::number).toList(),
                List.of(),
                !features.stream().allMatch(name -> name.matches("column-[0-9]+")),
                false,
                new Targets(task, task == Task.REGRESSION ? List.of() : classes),
                List.of(),
                false);
    }

    /** @return the names of the features, in their order */
    public List<String> features() {
        return columns.stream().flatMap(column -> column.features().stream()).toList();
    }

    /** @return a sentence for each column that is not a feature as it stands */
    public List<String> encodings() {
        return columns.stream()
                .map(PreparedColumn::encoding)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @return for each feature whether it is shifted and scaled: those that mark categories or missing values are not */
    boolean[] scaled(Scaling scaling) {
        boolean[] scalable = new boolean[features().size()];
        int j = 0;
        for (PreparedColumn column : columns) {
            for (int k = 0; k < column.scalable() && scaling.standardizes(column.name()); k++) {
                scalable[j + k] = true;
            }
            j += column.features().size();
        }
        return scalable;
    }

    /**
     * Prepares a dataset, which may have been prepared already.
     *
     * @param data the dataset
     * @param what whose data they are, for messages, such as {@code the test data}
     * @return the examples
     * @throws DataException if they do not fit
     */
    public Dataset examples(Dataset data, String what) {
        boolean prepared = data.featureNames().equals(features())
                && data.task() == learnt.task()
                && (learnt.task() == Task.REGRESSION || data.classNames().equals(learnt.classes()));
        return prepared ? data : examples(Table.of(data, what), what);
    }

    /**
     * Prepares a table, with its targets.
     *
     * @param table the table
     * @param what whose data they are, for messages, such as {@code the test data}
     * @return its examples
     * @throws DataException if a column is missing, or a value can't be read as it must be
     */
    public Dataset examples(Table table, String what) {
        Match match = Match.of(this, table, what);
        List<Column> found = match.targets();
        if (found.isEmpty()) {
            throw new DataException(Match.named(what, table) + " have no column '" + String.join("', '", targets)
                    + "', which is to be compared with the predictions: name it with target= if it has another"
                    + " name there");
        }
        requireSameTask(table, what);
        int[] rows = rowsWithout(
                table,
                Stream.concat(dropping(match), dropsTargets() ? found.stream() : Stream.empty())
                        .toList());
        INDArray y = table.dataset()
                .filter(data -> rows.length == table.rows() && data.classNames().equals(learnt.classes()))
                .map(Dataset::targets)
                .orElseGet(() -> Matrix.of(learnt.read(table, found, rows), rows.length, found.size()));
        return table.isOnDemand()
                ? Dataset.onDemand(learnt.task(), source(table, match, rows, what), y, features(), learnt.classes())
                : new Dataset(learnt.task(), read(table, match, rows), y, features(), learnt.classes());
    }

    /**
     * What should be known about how a table is read.
     *
     * @param table the table
     * @param what whose data they are, for messages, such as {@code the test data}
     * @return sentences
     * @throws DataException if a column is missing
     */
    public List<String> notes(Table table, String what) {
        return Match.of(this, table, what).note().stream().toList();
    }

    private Stream<Column> dropping(Match match) {
        return IntStream.range(0, columns.size())
                .filter(j -> dropsRows.contains(columns.get(j).name()))
                .mapToObj(match.features()::get);
    }

    private boolean dropsTargets() {
        return targets.stream().anyMatch(dropsRows::contains);
    }

    /**
     * Prepares a table, without its targets.
     *
     * @param table the table
     * @param what whose data they are, for messages, such as {@code the test data}
     * @return its rows as features
     * @throws DataException if a column is missing, or a value can't be read as it must be
     */
    public Prepared apply(Table table, String what) {
        Match match = Match.of(this, table, what);
        int[] rows = rowsWithout(table, dropping(match).toList());
        return new Prepared(read(table, match, rows), rows, match.unused());
    }

    private INDArray read(Table table, Match match, int[] rows) {
        return direct(table, match, rows)
                .map(data -> data.inMemory().features())
                .orElseGet(() -> new FeatureReader(this, table, match).read(rows));
    }

    private RowSource source(Table table, Match match, int[] rows, String what) {
        return direct(table, match, rows)
                .flatMap(Dataset::source)
                .orElseThrow(
                        () -> new DataException(what + " are read on demand, but their columns are not numbers in the"
                                + " order of the training data: read them without mapped=true"));
    }

    /** The features of a dataset need no reading if they stand in the right order. */
    private Optional<Dataset> direct(Table table, Match match, int[] rows) {
        boolean same = rows.length == table.rows()
                && columns.stream().allMatch(PreparedColumn::isPlain)
                && match.features().equals(table.columns(Column.Role.FEATURE));
        return table.dataset().filter(data -> same);
    }

    private void requireSameTask(Table table, String what) {
        Table.Goal goal = table.hints().goal();
        boolean classes = learnt.task() != Task.REGRESSION;
        if (goal != Table.Goal.AUTO && classes != (goal == Table.Goal.CLASSIFICATION)) {
            throw new DataException(
                    what + " are for " + goal.name().toLowerCase(Locale.ROOT) + ", but the network is for " + learnt);
        }
        if (classes && !table.hints().classes().isEmpty()) {
            table.hints().classes().stream()
                    .filter(name -> !learnt.has(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new DataException(
                                what + " have the class '" + name + "', but the network is for " + learnt);
                    });
        }
    }

    /** @return this as a document, without what the facts of the data say */
    public Map<String, Object> asMap() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("columns", columns.stream().map(PreparedColumn::document).toList());
        document.put("targets", targets);
        document.put("named", named);
        document.put("target_named", targetNamed);
        if (!dropsRows.isEmpty()) {
            document.put("drops_rows", dropsRows);
        }
        if (unseenIsOther) {
            document.put("unseen", "other");
        }
        return document;
    }

    /**
     * Reads a document of {@link #asMap}.
     *
     * @param document the document
     * @param task what was learnt
     * @param classes the classes
     */
    public static Preparation of(Map<?, ?> document, Task task, List<String> classes) {
        return new Preparation(
                list(document, "columns").stream().map(PreparedColumn::of).toList(),
                list(document, "targets").stream().map(String::valueOf).toList(),
                Boolean.TRUE.equals(document.get("named")),
                Boolean.TRUE.equals(document.get("target_named")),
                new Targets(task, task == Task.REGRESSION ? List.of() : classes),
                list(document, "drops_rows").stream().map(String::valueOf).toList(),
                "other".equals(document.get("unseen")));
    }

    private static List<?> list(Map<?, ?> document, String key) {
        return document.get(key) instanceof List<?> list ? list : List.of();
    }
}
