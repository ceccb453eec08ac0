package rai.datasets;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Table;

/**
 * A first row of numbers that may be the names of the columns, such as years or column numbers. It looks like a header if it is
 * of different whole numbers, and if these count the columns or lie far outside the values below, in every column.
 */
final class NumberedHeader {
    private static final int FEWEST_COLUMNS = 2;
    private static final int FEWEST_ROWS = 3;

    private NumberedHeader() {}

    /**
     * @param table a table whose first row was taken for values
     * @param file its file
     * @throws DataException if that row may be a header
     */
    static void refuse(Table table, Path file) {
        int columns = table.columns().size();
        if (columns < FEWEST_COLUMNS || table.rows() < FEWEST_ROWS || !areDifferentWholeNumbers(table)) {
            return;
        }
        if (table.columns().stream().allMatch(NumberedHeader::isFarOutside)
                || columns > FEWEST_COLUMNS && counts(table)) {
            throw new DataException(
                    "the first row of " + file + " holds whole numbers that may be the names of the columns,"
                            + " such as '" + table.columns().get(0).text(0) + "', so say header=true or header=false");
        }
    }

    private static boolean areDifferentWholeNumbers(Table table) {
        Set<Double> distinct = new HashSet<>();
        for (Column column : table.columns()) {
            double first = column.number(0);
            if (first != Math.rint(first) || !distinct.add(first)) {
                return false;
            }
        }
        return true;
    }

    /** 0, 1, 2, ... or 1, 2, 3, ... */
    private static boolean counts(Table table) {
        double first = table.columns().get(0).number(0);
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).number(0) != first + j) {
                return false;
            }
        }
        return first == 0 || first == 1;
    }

    /** Farther from all values below than these are from each other. */
    private static boolean isFarOutside(Column column) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < column.rows(); i++) {
            double value = column.number(i);
            smallest = Math.min(smallest, Double.isNaN(value) ? smallest : value);
            largest = Math.max(largest, Double.isNaN(value) ? largest : value);
        }
        double first = column.number(0);
        return Math.max(first - largest, smallest - first) > largest - smallest;
    }
}
