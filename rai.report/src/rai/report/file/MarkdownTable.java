package rai.report.file;

import java.util.List;
import java.util.stream.Collectors;
import rai.api.report.DataTable;

/** Tables as Markdown. */
public final class MarkdownTable {
    private MarkdownTable() {}

    /**
     * @param tables some tables
     * @return them as Markdown, with entries as they are shown; with their titles if there are several
     */
    public static String of(List<DataTable> tables) {
        if (tables.size() == 1) {
            return table(tables.get(0));
        }
        return tables.stream()
                .map(table -> (table.title().isEmpty() ? "" : "## " + escape(table.title()) + "\n\n") + table(table))
                .collect(Collectors.joining("\n"));
    }

    /**
     * @param titles the titles of the columns
     * @param rows the cells of each row
     * @return a table of texts
     */
    public static String of(List<String> titles, List<List<String>> rows) {
        StringBuilder text = new StringBuilder(
                line(titles.stream().map(MarkdownTable::escape).toList()));
        text.append(line(titles.stream().map(title -> "---").toList()));
        rows.forEach(
                row -> text.append(line(row.stream().map(MarkdownTable::escape).toList())));
        return text.toString();
    }

    private static String table(DataTable table) {
        List<DataTable.Column> columns = table.columns();
        StringBuilder text = new StringBuilder();
        text.append(line(columns.stream().map(c -> escape(c.title())).toList()));
        text.append(line(columns.stream()
                .map(c -> c.kind() == DataTable.Kind.NUMBER ? "---:" : "---")
                .toList()));
        for (List<DataTable.Entry> row : table.rows()) {
            text.append(line(java.util.stream.IntStream.range(0, columns.size())
                    .mapToObj(i -> cell(columns.get(i), row.get(i).text()))
                    .toList()));
        }
        return text.toString();
    }

    private static String cell(DataTable.Column column, String text) {
        boolean code = column.kind() == DataTable.Kind.COMMAND && !text.isEmpty() && !text.contains("`");
        return code ? "`" + text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ") + "`" : escape(text);
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /**
     * @param text plain text
     * @return it as Markdown that shows it as it is, on one line
     */
    public static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
