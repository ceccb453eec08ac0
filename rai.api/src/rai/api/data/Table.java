package rai.api.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;
import rai.api.split.Parts;

/**
 * Data as people bring them: named columns of numbers or texts, in which values may be missing. How they become features is
 * learnt by a run from its training rows, and applied to all other tables.
 *
 * @param origin where the table comes from, for messages, such as a file name
 * @param columns the columns, all of the same length
 * @param lines the line of the source on which each row begins, from 1; null if rows are counted from the first on
 * @param hints what the source says about the columns
 * @param dataset the dataset that this table is made of; empty for a table that may hold texts or gaps
 * @param folds the folds that come with the data, such as the standard splits of a benchmark, by the numbers of the rows; empty if
 *     there are none
 * @param counted whether {@code lines} has numbers of rows, since the source has no lines, such as a file of NumPy
 */
public record Table(
        String origin,
        List<Column> columns,
        long[] lines,
        Hints hints,
        Optional<Dataset> dataset,
        List<Parts> folds,
        boolean counted) {
    /** Most distinct whole numbers that are taken for classes if the goal is {@link Goal#AUTO}. */
    public static final int MOST_CLASSES = 20;

    private static final Pattern NUMBERED = Pattern.compile("column-[0-9]+");

    /** What is to be learnt. */
    public enum Goal {
        /** Classes or numbers, as the training data look like. */
        AUTO,
        /** Classes. */
        CLASSIFICATION,
        /** Numbers. */
        REGRESSION
    }

    /**
     * What a source says about the columns of its table.
     *
     * @param targetGiven whether the user, or the source, has said which columns are targets; otherwise it is a guess
     * @param goal what is to be learnt
     * @param classes the classes in their order; empty if they follow from the training data
     */
    public record Hints(boolean targetGiven, Goal goal, List<String> classes) {
        /** Copies the list. */
        public Hints {
            classes = List.copyOf(classes);
        }
    }

    /** Checks that the columns have the same length. */
    public Table {
        columns = List.copyOf(columns);
        folds = List.copyOf(folds);
        int rows = columns.isEmpty() ? 0 : columns.get(0).rows();
        if (columns.stream().anyMatch(column -> column.rows() != rows) || lines != null && lines.length != rows) {
            throw new IllegalArgumentException("the columns of a table must have the same number of rows");
        }
    }

    /** A table whose rows are counted if it is made of a dataset. */
    public Table(
            String origin,
            List<Column> columns,
            long[] lines,
            Hints hints,
            Optional<Dataset> dataset,
            List<Parts> folds) {
        this(origin, columns, lines, hints, dataset, folds, dataset.isPresent());
    }

    /** A table without folds of its own, whose rows are counted if it is made of a dataset. */
    public Table(String origin, List<Column> columns, long[] lines, Hints hints, Optional<Dataset> dataset) {
        this(origin, columns, lines, hints, dataset, List.of(), dataset.isPresent());
    }

    /**
     * @param own the folds that come with the data
     * @return the same table with these folds
     */
    public Table withFolds(List<Parts> own) {
        return new Table(origin, columns, lines, hints, dataset, own, counted);
    }

    /** @return the same table, whose {@link #lines} are numbers of rows */
    public Table withCountedRows() {
        return new Table(origin, columns, lines, hints, dataset, folds, true);
    }

    /**
     * A dataset as a table; its arrays are not copied. If features are read on demand, so are those columns: a value costs the reading of
     * its row.
     *
     * @param data the dataset
     * @param origin where it comes from, for messages
     * @return the table
     */
    public static Table of(Dataset data, String origin) {
        List<Column> columns = new ArrayList<>();
        INDArray x = data.isOnDemand() ? null : contiguous(data.features());
        for (int j = 0; j < data.inputs(); j++) {
            String name = data.featureNames().get(j);
            columns.add(
                    data.isOnDemand()
                            ? Column.of(name, Column.Role.FEATURE, data.source().orElseThrow(), j)
                            : Column.of(name, Column.Role.FEATURE, x, j));
        }
        INDArray y = contiguous(data.targets());
        boolean classes = data.task() != Task.REGRESSION;
        for (int j = 0; j < y.size(1); j++) {
            String name = y.size(1) == 1 ? "target" : "target-" + (j + 1);
            Column target = Column.of(name, Column.Role.TARGET, y, j);
            columns.add(
                    classes
                            ? Column.of(
                                    name,
                                    Column.Role.TARGET,
                                    IntStream.range(0, data.examples())
                                            .mapToObj(i -> data.classNames().get((int) target.number(i)))
                                            .toArray(String[]::new))
                            : target);
        }
        Hints hints = new Hints(
                true, classes ? Goal.CLASSIFICATION : Goal.REGRESSION, classes ? data.classNames() : List.of());
        return new Table(origin, columns, null, hints, Optional.of(data));
    }

    private static INDArray contiguous(INDArray array) {
        boolean fits = array.dataType() == DataType.DOUBLE
                && array.ordering() == 'c'
                && array.stride(1) == 1
                && array.stride(0) == array.size(1);
        return fits ? array : array.castTo(DataType.DOUBLE).dup('c');
    }

    /** @return the number of rows, n */
    public int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).rows();
    }

    /**
     * @param role a role
     * @return the columns that have it
     */
    public List<Column> columns(Column.Role role) {
        return columns.stream().filter(column -> column.role() == role).toList();
    }

    /**
     * @param name a name
     * @return the column of this name, whatever its role
     */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** @return whether the columns have names of their own, and not only numbers, as those of a file without a header have */
    public boolean isNamed() {
        return !columns.stream()
                .allMatch(column -> NUMBERED.matcher(column.name()).matches());
    }

    /**
     * Where a row comes from, for messages.
     *
     * @param row from 0
     * @return for example {@code people.csv, line 7}, or {@code people.npy, row 7}
     */
    public String where(int row) {
        return origin + (counted ? ", row " : ", line ") + number(row);
    }

    /**
     * @param row from 0
     * @return the line of the source on which the row begins, or its number, from 1
     */
    public long number(int row) {
        return lines == null ? row + 1L : lines[row];
    }

    /**
     * A table of some rows, without folds.
     *
     * @param chosen their numbers, from 0, in the order in which they are taken
     * @return the table
     */
    public Table rows(int[] chosen) {
        return new Table(
                origin,
                columns.stream().map(column -> column.rows(chosen)).toList(),
                Arrays.stream(chosen).mapToLong(this::number).toArray(),
                hints,
                dataset.map(data -> new Dataset(
                        data.task(),
                        data.isOnDemand() ? null : gathered(data.features(), chosen),
                        gathered(data.targets(), chosen),
                        data.featureNames(),
                        data.classNames(),
                        data.source().map(rows -> rows.rows(chosen)))),
                List.of(),
                counted);
    }

    /** @return whether its features are read whenever they are needed, and not held in memory */
    public boolean isOnDemand() {
        return dataset.filter(Dataset::isOnDemand).isPresent();
    }

    private static INDArray gathered(INDArray array, int[] rows) {
        INDArray from = contiguous(array);
        int width = (int) from.size(1);
        INDArray to = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', rows.length, width);
        var source = Elements.doubles(from);
        var target = Elements.doubles(to);
        for (int i = 0; i < rows.length; i++) {
            target.put(i * width, source, rows[i] * width, width);
        }
        java.lang.ref.Reference.reachabilityFence(from);
        return to;
    }
}
