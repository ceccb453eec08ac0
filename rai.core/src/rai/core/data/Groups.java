package rai.core.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;
import rai.api.spec.Words;

/**
 * The groups that a column puts the rows into: those of equal values, in the order of the values; by number if all of them are
 * numbers, else by text.
 *
 * @param column the column
 * @param numbers [n] the group of each row, from 0
 * @param names the values, in their order
 */
record Groups(Column column, int[] numbers, List<String> names) {
    /**
     * @param table the table
     * @param name the name of the column
     * @throws DataException if there is no such column, if it is the target, or if a value is missing
     */
    static Groups of(Table table, String name) {
        Column column = table.column(name)
                .orElseThrow(() -> DataException.of(Words.unknown(
                        "column of " + table.origin(),
                        name,
                        table.columns().stream().map(Column::name).toList())));
        if (column.role() == Column.Role.TARGET) {
            throw new DataException("the column '" + name + "' of " + table.origin()
                    + " is what is learnt, so it can't say to which group a row belongs");
        }
        boolean numeric = IntStream.range(0, column.rows()).noneMatch(i -> Double.isNaN(column.number(i)));
        Map<Comparable<?>, String> values = new TreeMap<>();
        List<Comparable<?>> ofRows = new ArrayList<>();
        for (int i = 0; i < column.rows(); i++) {
            if (column.isMissing(i)) {
                throw new DataException(table.where(i) + ", column '" + name
                        + "': the value is missing, so the row belongs to no group: fill it in, or take the row out of"
                        + " the file");
            }
            Comparable<?> value = numeric ? (Comparable<?>) (column.number(i) + 0.0) : column.text(i); // -0 is 0
            values.putIfAbsent(value, column.text(i));
            ofRows.add(value);
        }
        Map<Comparable<?>, Integer> numbers = new HashMap<>();
        values.keySet().forEach(value -> numbers.put(value, numbers.size()));
        return new Groups(column, ofRows.stream().mapToInt(numbers::get).toArray(), List.copyOf(values.values()));
    }
}
