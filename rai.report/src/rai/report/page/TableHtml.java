package rai.report.page;

import static rai.report.canvas.Svg.escape;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.report.DataTable;

/**
 * A table of the page: its first rows as HTML, so that it can be read without scripts, and all rows as data, from which the script
 * of the page sorts, filters and shows more.
 */
final class TableHtml {
    /** So many rows are shown at first. */
    static final int FIRST_ROWS = 100;

    private static final int FEW_ROWS = 6;
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private final DataTable table;
    private final String name;
    private final TrialSets trials;

    TableHtml(DataTable table, String name, TrialSets trials) {
        this.table = table;
        this.name = name;
        this.trials = trials;
    }

    void write(StringBuilder out) {
        int rows = table.rows().size();
        out.append("<section class=\"table\" id=\"table-").append(escape(name)).append("\">\n");
        if (!table.title().isEmpty()) {
            out.append("<h3>").append(escape(table.title())).append("</h3>\n");
        }
        out.append("<div class=\"tools\">");
        if (rows >= FEW_ROWS) {
            out.append("<label>Filter <input type=\"search\" class=\"filter\" autocomplete=\"off\"></label> ");
        }
        out.append("<span class=\"count\" role=\"status\">").append(count(rows)).append("</span>");
        out.append("<button type=\"button\" class=\"chosen\" hidden></button>");
        out.append("<a class=\"file\" href=\"").append(escape(name)).append(".csv\">CSV</a></div>\n");
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        out.append(escape(table.title())).append("\"><table><thead><tr>");
        table.columns().forEach(column -> header(out, column));
        out.append("</tr></thead>\n<tbody>");
        table.rows().stream().limit(FIRST_ROWS).forEach(row -> row(out, row));
        out.append("</tbody></table></div>\n");
        out.append("<div class=\"more\"")
                .append(rows > FIRST_ROWS ? "" : " hidden")
                .append('>');
        out.append("<button type=\"button\" class=\"next\">Show 1000 more</button>");
        out.append("<button type=\"button\" class=\"all\">Show all</button></div>\n");
        out.append("<script type=\"application/json\" class=\"data\">");
        out.append(json(document())).append("</script>\n</section>\n");
    }

    private static String count(int rows) {
        if (rows > FIRST_ROWS) {
            return String.format(Locale.ROOT, "%d of %,d rows", FIRST_ROWS, rows);
        }
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private void header(StringBuilder out, DataTable.Column column) {
        out.append("<th scope=\"col\" class=\"").append(kind(column)).append("\" aria-sort=\"none\">");
        out.append("<button type=\"button\">").append(escape(column.title()));
        out.append("<span class=\"arrow\" aria-hidden=\"true\"></span></button></th>");
    }

    private static String kind(DataTable.Column column) {
        return column.kind().name().toLowerCase(Locale.ROOT);
    }

    private void row(StringBuilder out, List<DataTable.Entry> row) {
        out.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
            DataTable.Column column = table.columns().get(i);
            DataTable.Entry entry = row.get(i);
            out.append("<td class=\"").append(kind(column)).append("\">");
            int set = trials.number(table, entry);
            if (column.kind() == DataTable.Kind.COMMAND && !entry.text().isEmpty()) {
                out.append("<button type=\"button\" class=\"copy\">Copy</button>");
                out.append("<code>").append(escape(entry.text())).append("</code>");
            } else if (set >= 0) {
                out.append("<a href=\"#table-trials\" class=\"trials\" data-set=\"")
                        .append(set);
                out.append("\">").append(escape(entry.text())).append("</a>");
            } else {
                out.append(escape(entry.text()));
            }
            out.append("</td>");
        }
        out.append("</tr>\n");
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kinds", table.columns().stream().map(TableHtml::kind).toList());
        document.put("id", trials.idColumn(table));
        document.put("first", FIRST_ROWS);
        List<Object> rows = new ArrayList<>(table.rows().size());
        for (List<DataTable.Entry> row : table.rows()) {
            List<Object> cells = new ArrayList<>(row.size());
            row.forEach(entry -> cells.add(cell(entry)));
            rows.add(cells);
        }
        document.put("rows", rows);
        return document;
    }

    /** A text if nothing else matters; otherwise value, text, and the number of its set of trials. */
    private Object cell(DataTable.Entry entry) {
        int set = trials.number(table, entry);
        Object value = value(entry.value());
        if (set < 0
                && (value instanceof String && value.equals(entry.text())
                        || value == null && entry.text().isEmpty())) {
            return entry.text();
        }
        List<Object> cell = new ArrayList<>();
        cell.add(value);
        cell.add(entry.text());
        if (set >= 0) {
            cell.add(set);
        }
        return cell;
    }

    private static Object value(Object value) {
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        if (value instanceof Collection<?> all) {
            return String.join("; ", all.stream().map(String::valueOf).toList());
        }
        return value == null ? null : value.toString();
    }

    /** JSON that can't end the element it is in. */
    static String json(Object document) {
        return GSON.toJson(document).replace("<", "\\u003c");
    }
}
