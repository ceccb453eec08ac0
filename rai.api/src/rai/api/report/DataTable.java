package rai.api.report;

import java.util.List;

/**
 * A table. It is written beside the page as CSV, and in {@code report.json}, with all digits.
 *
 * @param name a short name, fit for a file
 * @param title its title
 * @param columns the columns
 * @param rows the rows, with an entry per column
 * @param main whether it is the main table of the report, which is also written as Markdown and printed on the terminal
 */
public record DataTable(String name, String title, List<Column> columns, List<List<Entry>> rows, boolean main)
        implements Block {
    /** Copies the lists, and checks the lengths of the rows. */
    public DataTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Entry> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of the table " + name + " has " + row.size() + " entries, not " + columns.size());
            }
        }
    }

    /**
     * A column.
     *
     * @param name its name, as in CSV: lower case, such as {@code test_accuracy}
     * @param title its heading
     * @param kind how its entries are shown
     */
    public record Column(String name, String title, Kind kind) {}

    /** How the entries of a column are shown. */
    public enum Kind {
        /** Text, to the left. */
        TEXT,
        /** A number, to the right; sorted by value. */
        NUMBER,
        /** A command to be copied. */
        COMMAND
    }

    /**
     * An entry.
     *
     * @param value its value for CSV, JSON and sorting: a text, a number, a list of texts, or null if there is none
     * @param text how it is shown
     * @param trials the ids of the trials that it was computed from; empty for those that are not computed
     */
    public record Entry(Object value, String text, List<String> trials) {
        /** Copies the list. */
        public Entry {
            trials = List.copyOf(trials);
        }

        /**
         * @param text a text
         * @return its entry
         */
        public static Entry of(String text) {
            return new Entry(text, text, List.of());
        }

        /**
         * @param value a number
         * @param text how it is shown
         * @return its entry
         */
        public static Entry of(Number value, String text) {
            return new Entry(value, text, List.of());
        }
    }
}
