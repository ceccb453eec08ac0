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

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replaceAll("\\s*\\R\\s*", " ");
    }
}
