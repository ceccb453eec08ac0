package rai.shell.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table as aligned text: a column of numbers to the right, any other to the left. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public Table row(List<String> cells) {
        List<String> row = new ArrayList<>(cells);
        row.addAll(Collections.nCopies(Math.max(0, columns.size() - row.size()), ""));
        rows.add(row);
        return this;
    }

    public List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(columns);
        all.addAll(rows);
        List<StringBuilder> lines = new ArrayList<>();
        all.forEach(row -> lines.add(new StringBuilder()));
        for (int column = 0; column < columns.size(); column++) {
            int c = column;
            int width = all.stream().mapToInt(row -> width(row.get(c))).max().orElse(0);
            boolean numbers = rows.stream().map(row -> row.get(c)).allMatch(Table::isNumber);
            for (int i = 0; i < all.size(); i++) {
                String cell = all.get(i).get(column);
                String blanks = " ".repeat(width - width(cell));
                lines.get(i).append(column == 0 ? "" : GAP).append(numbers ? blanks + cell : cell + blanks);
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static boolean isNumber(String cell) {
        return cell.isEmpty()
                || cell.equals("NaN")
                || cell.equals("-")
                || cell.matches("[-+]?[0-9]+(\\.[0-9]+)?(e[-+]?[0-9]+)?( \\[.*\\])?");
    }
}
