package rai.api.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is learnt from a table: numbers, or classes in the order of their numbers. It follows from the training data alone;
 * other data are read by it.
 *
 * @param task what is to be learnt
 * @param classes the names of the classes in the order of their numbers; empty for a regression
 */
public record Targets(Task task, List<String> classes) {
    /** Copies the list. */
    public Targets {
        classes = List.copyOf(classes);
    }

    /**
     * Finds out what is to be learnt.
     *
     * @param table the training data
     * @param columns its target columns
     * @return numbers or classes, as the hints of the table say, or else as the values look like
     * @throws DataException if there are none, if they do not say clearly, or if there is one class only
     */
    public static Targets learn(Table table, List<Column> columns) {
        if (columns.isEmpty()) {
            throw new DataException(
                    table.origin() + " has no column to learn beside its features: name it with target=,"
                            + " and the separator if it is not a comma");
        }
        Table.Goal goal = table.hints().goal();
        List<String> given = table.hints().classes();
        boolean isClassification = goal == Table.Goal.CLASSIFICATION
                || goal == Table.Goal.AUTO
                        && (!given.isEmpty() || columns.size() == 1 && lookLikeClasses(table, columns));
        if (!isClassification) {
            requireNumbers(table, columns);
            return new Targets(Task.REGRESSION, List.of());
        }
        if (columns.size() != 1) {
            throw new DataException("classification learns one target column, but " + table.origin() + " has "
                    + columns.size() + " targets: name one of them with target=, and train a run for each");
        }
        if (given.size() != new HashSet<>(given).size()) {
            throw new DataException("classes= names a class twice: " + String.join(", ", given));
        }
        List<String> classes = given.isEmpty() ? classes(columns.get(0)) : given;
        if (classes.size() < 2) {
            throw new DataException("the target of " + table.origin() + " has one class only, '" + classes.get(0)
                    + "': a classifier needs two");
        }
        return new Targets(classes.size() == 2 ? Task.BINARY : Task.MULTICLASS, classes);
    }

    /** A text among numbers is reported with its line when the targets are read; these are columns of texts. */
    private static void requireNumbers(Table table, List<Column> columns) {
        List<String> texts = columns.stream()
                .filter(column -> column.isText()
                        && IntStream.range(0, column.rows())
                                .filter(i -> !column.isMissing(i))
                                .allMatch(i -> isText(column.text(i))))
                .map(Column::name)
                .toList();
        if (columns.size() > 1 && !texts.isEmpty()) {
            boolean one = texts.size() == 1;
            throw new DataException("the " + (one ? "target '" : "targets '") + String.join("' and '", texts) + "' of "
                    + table.origin() + (one ? " holds" : " hold") + " texts, and several targets are learnt only if all"
                    + " are numbers: train a run for each target of classes, such as target=" + texts.get(0)
                    + ", or replace the texts by numbers, such as 0 and 1");
        }
    }

    private static boolean isText(String cell) {
        return !Cell.isNumber(cell) && !Cell.isUnreadableNumber(cell);
    }

    /** Texts, or few distinct whole numbers. */
    private static boolean lookLikeClasses(Table table, List<Column> columns) {
        Column column = columns.get(0);
        Set<Double> distinct = new HashSet<>();
        boolean whole = true;
        int text = -1;
        int other = -1;
        for (int i = 0; i < column.rows(); i++) {
            double number = column.number(i);
            if (!Double.isNaN(number)) {
                whole &= number == Math.rint(number);
                if (distinct.size() <= Table.MOST_CLASSES) {
                    distinct.add(number + 0.0); // -0 is 0
                }
            } else if (!column.isMissing(i)) {
                text = text < 0 ? i : text;
                other = other < 0 && !Cell.isUnreadableNumber(column.text(i)) ? i : other;
            }
        }
        if (text >= 0 && other < 0 && !column.holdsCategories()) {
            throw new DataException(place(table, column, text) + "'" + column.text(text) + "' looks like a number, but"
                    + " can't be read as one:"
                    + " write it with a decimal"
                    + " point and nothing else"
                    + " between its digits, such"
                    + " as 1234.5, or say"
                    + " task=classification if"
                    + " the targets are classes");
        }
        if (text >= 0 && !distinct.isEmpty()) {
            throw new DataException(place(table, column, text) + "'" + column.text(text) + "' is not a number"
                    + ", unlike other targets: say task=classification or clean the file");
        }
        return text >= 0 || whole && distinct.size() <= Table.MOST_CLASSES;
    }

    /** In the order of their values: by number if all are numbers, else by text; the shortest spelling of a number names it. */
    private static List<String> classes(Column column) {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < column.rows(); i++) {
            if (!column.isMissing(i)) {
                texts.add(column.text(i));
            }
        }
        boolean numeric = texts.stream().allMatch(Cell::isNumber);
        Comparator<String> order =
                numeric ? Comparator.comparingDouble(text -> Cell.number(text) + 0.0) : Comparator.naturalOrder();
        TreeMap<String, String> names = new TreeMap<>(order);
        texts.stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .forEach(text -> names.putIfAbsent(text, text));
        return List.copyOf(names.values());
    }

    /**
     * Reads targets.
     *
     * @param table a table
     * @param columns its target columns
     * @param rows the rows to read, from 0
     * @return [m, c] row by row: class numbers, or numbers
     * @throws DataException if a target is missing, is not a number, or is not one of the classes
     */
    public double[] read(Table table, List<Column> columns, int[] rows) {
        double[] values = new double[rows.length * columns.size()];
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < classes.size(); i++) {
            numbers.put(classes.get(i), i);
        }
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.size(); j++) {
                Column column = columns.get(j);
                values[i * columns.size() + j] = task == Task.REGRESSION
                        ? number(table, column, rows[i])
                        : numbers.computeIfAbsent(text(table, column, rows[i]), text -> sameNumber(text));
                if (values[i * columns.size() + j] < 0 && task != Task.REGRESSION) {
                    throw new DataException(place(table, column, rows[i]) + "'" + column.text(rows[i])
                            + "' is not one of the classes " + String.join(", ", classes));
                }
            }
        }
        return values;
    }

    /**
     * @param name the name of a class
     * @return whether it is one of the classes, maybe in another spelling of the same number
     */
    public boolean has(String name) {
        return classes.contains(name) || sameNumber(name) >= 0;
    }

    /**
     * @param name the name of a class
     * @return its name among the classes, if it is one of them in another spelling; otherwise the same
     */
    public String canonical(String name) {
        int number = classes.contains(name) ? -1 : sameNumber(name);
        return number < 0 ? name : classes.get(number);
    }

    /** The class that is the same number in another spelling, or -1. */
    private int sameNumber(String text) {
        if (Cell.isNumber(text)) {
            for (int i = 0; i < classes.size(); i++) {
                if (Cell.number(classes.get(i)) == Cell.number(text)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static double number(Table table, Column column, int row) {
        double number = column.number(row);
        if (Double.isNaN(number)) {
            String text = text(table, column, row);
            throw new DataException(place(table, column, row) + "'" + text + "' is not a "
                    + (Cell.isInfinite(text) ? "finite number" : "number"));
        }
        return number;
    }

    private static String text(Table table, Column column, int row) {
        if (column.isMissing(row)) {
            throw new DataException(place(table, column, row) + "the value is missing"
                    + (column.gap().isEmpty() ? "" : " ('" + column.gap() + "')")
                    + ", so take the row out of the file");
        }
        return column.text(row);
    }

    private static String place(Table table, Column column, int row) {
        return table.where(row) + ", column '" + column.name() + "': ";
    }

    /** @return for messages: regression, or the classes */
    @Override
    public String toString() {
        return task == Task.REGRESSION ? "regression" : "the classes " + classes;
    }
}
