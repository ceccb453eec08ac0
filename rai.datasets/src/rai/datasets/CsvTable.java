package rai.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rai.api.data.Table;
import rai.api.spec.SpecException;

/** The columns of a CSV file, taken row by row. */
final class CsvTable {
    private final Path file;
    private final int width;
    private final int[] chosen;
    private final List<CsvColumn> columns;
    private long[] lines = new long[16];
    private int rows;

    /**
     * An empty table.
     *
     * @param file the file, for messages
     * @param width the number of fields of a row
     * @param chosen the fields that are kept, from 0
     * @param columns a column for each of them
     */
    CsvTable(Path file, int width, int[] chosen, List<CsvColumn> columns) {
        this.file = file;
        this.width = width;
        this.chosen = chosen;
        this.columns = columns;
    }

    /**
     * Takes the next row.
     *
     * @param row the row
     * @throws SpecException if it has more or fewer fields than there are columns
     */
    void add(CsvRows.Row row) {
        if (row.size() != width) {
            throw new SpecException(file + ", line " + row.line() + ": expected " + width
                    + (width == 1 ? " field" : " fields") + " as in the first row, but found " + row.size()
                    + (width == 1 ? ": if the columns are separated by semicolons, give separator=;" : ""));
        }
        for (int j = 0; j < chosen.length; j++) {
            columns.get(j).add(file, rows, row.get(chosen[j]));
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = row.line();
    }

    /** @return how many rows it has so far */
    int rows() {
        return rows;
    }

    /** @return the table; it is complete */
    Table table(Table.Hints hints) {
        return new Table(
                file.toString(),
                IntStream.range(0, columns.size())
                        .mapToObj(j -> columns.get(j).column(rows))
                        .toList(),
                Arrays.copyOf(lines, rows),
                hints,
                Optional.empty());
    }
}
