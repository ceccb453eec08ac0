package rai.shell.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table as aligned text: a column of numbers to the right, any other to the left. */
public final class Table {
    private static final String GAP = "  ";
    /** A narrower column of text is not readable. */
    private static final int NARROWEST = 8;

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

    /** @return the table, however wide it is */
    public List<String> lines() {
        return lines(0);
    }

    /**
     * @param limit the columns of the terminal; 0 or less if there is no limit
     * @return the table, with the texts of its widest columns on several lines if it would be too wide; if that is not
     *     enough, a line per cell instead
     */
    public List<String> lines(int limit) {
        if (limit <= 0 || rows.isEmpty()) {
            return aligned();
        }
        int[] widths = widths();
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - limit;
        while (excess > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!isNumbers(i) && widths[i] > narrowest(i) && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return cells();
            }
            widths[widest]--;
            excess--;
        }
        return wrapped(widths).aligned();
    }

    private int[] widths() {
        return IntStream.range(0, columns.size())
                .map(c -> Stream.concat(Stream.of(columns), rows.stream())
                        .mapToInt(row -> width(row.get(c)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private int narrowest(int column) {
        return Math.max(NARROWEST, width(columns.get(column)));
    }

    private boolean isNumbers(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(Table::isNumber);
    }

    /** The same table with more lines for what does not fit. */
    private Table wrapped(int[] widths) {
        Table table = new Table(columns);
        for (List<String> row : rows) {
            List<List<String>> pieces = IntStream.range(0, widths.length)
                    .mapToObj(c -> pieces(row.get(c), widths[c]))
                    .toList();
            int most = pieces.stream().mapToInt(List::size).max().orElse(1);
            for (int i = 0; i < most; i++) {
                int line = i;
                table.row(pieces.stream()
                        .map(all -> line < all.size() ? all.get(line) : "")
                        .toList());
            }
        }
        return table;
    }

    /** A text in lines of some width, broken between words if there are any. */
    private static List<String> pieces(String text, int width) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (width(rest) > width) {
            int end = rest.offsetByCodePoints(0, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            pieces.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        pieces.add(rest);
        return pieces;
    }

    private List<String> cells() {
        int width = columns.stream().mapToInt(Table::width).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            for (int c = 0; c < columns.size(); c++) {
                if (!row.get(c).isEmpty()) {
                    String name = columns.get(c);
                    lines.add(name + " ".repeat(width - width(name)) + GAP + row.get(c));
                }
            }
        }
        return lines;
    }

    private List<String> aligned() {
        List<List<String>> all = new ArrayList<>();
        all.add(columns);
        all.addAll(rows);
        List<StringBuilder> lines = new ArrayList<>();
        all.forEach(row -> lines.add(new StringBuilder()));
        for (int column = 0; column < columns.size(); column++) {
            int c = column;
            int width = all.stream().mapToInt(row -> width(row.get(c))).max().orElse(0);
            boolean numbers = isNumbers(c);
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
