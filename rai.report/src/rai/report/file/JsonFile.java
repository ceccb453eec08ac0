package rai.report.file;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;

/** Everything in a report as JSON. What is not a finite number is null; a row of a table is a line. */
public final class JsonFile {
    private static final String INDENT = "  ";

    private final JsonWriter out;
    private final Predicate<Chart> numbers;

    private JsonFile(JsonWriter out, Predicate<Chart> numbers) {
        this.out = out;
        this.numbers = numbers;
    }

    /**
     * @param report a report
     * @param to receives it
     * @throws IOException if it can't be written
     */
    public static void write(Report report, OutputStream to) throws IOException {
        Writer writer = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        JsonWriter out = new JsonWriter(writer);
        write(report, chart -> true, out);
        writer.write("\n");
        writer.flush();
    }

    /**
     * @param report a report
     * @param numbers of which charts the numbers are written, and not only what they are called
     * @param out receives it, as a value of the document that it writes
     * @throws IOException if it can't be written
     */
    public static void write(Report report, Predicate<Chart> numbers, JsonWriter out) throws IOException {
        out.setIndent(INDENT);
        out.setSerializeNulls(true);
        new JsonFile(out, numbers).report(report);
    }

    private void report(Report report) throws IOException {
        out.beginObject();
        out.name("report").value(1);
        out.name("name").value(report.name());
        out.name("title").value(report.title());
        out.name("question").value(report.question());
        out.name("answer");
        statements(report.answer());
        out.name("sections").beginArray();
        for (Report.Section section : report.sections()) {
            out.beginObject();
            out.name("title").value(section.title());
            out.name("blocks").beginArray();
            for (Block block : section.blocks()) {
                block(block);
            }
            out.endArray();
            out.endObject();
        }
        out.endArray();
        out.name("about");
        any(report.about());
        out.endObject();
    }

    private void statements(List<Statement> all) throws IOException {
        out.beginArray();
        for (Statement statement : all) {
            out.setIndent("");
            out.beginObject();
            out.name("mark").value(statement.mark().name().toLowerCase(java.util.Locale.ROOT));
            out.name("sentence").value(statement.sentence());
            if (!statement.source().isEmpty()) {
                out.name("source").value(statement.source());
            }
            if (statement.figures().isPresent()) {
                Statement.Figures figures = statement.figures().get();
                out.name("figures").beginObject();
                out.name("what").value(figures.what());
                out.name("reference").value(figures.reference());
                out.name("ours").value(figures.ours());
                out.endObject();
            }
            out.endObject();
            out.setIndent(INDENT);
        }
        out.endArray();
    }

    private void block(Block block) throws IOException {
        out.beginObject();
        if (block instanceof Block.Text text) {
            out.name("kind").value("text");
            out.name("text").value(text.text());
        } else if (block instanceof Block.Statements statements) {
            out.name("kind").value("statements");
            out.name("statements");
            statements(statements.all());
        } else if (block instanceof DataTable table) {
            out.name("kind").value("table");
            table(table);
        } else if (block instanceof Chart chart) {
            Map<String, Object> document =
                    numbers.test(chart) ? ChartDocument.of(chart) : ChartDocument.withoutNumbers(chart);
            for (Map.Entry<String, Object> member : document.entrySet()) {
                out.name(member.getKey());
                any(member.getValue());
            }
        }
        out.endObject();
    }

    private void table(DataTable table) throws IOException {
        out.name("name").value(table.name());
        out.name("title").value(table.title());
        out.name("main").value(table.main());
        out.name("columns").beginArray();
        for (DataTable.Column column : table.columns()) {
            out.setIndent("");
            out.beginObject();
            out.name("name").value(column.name());
            out.name("title").value(column.title());
            out.name("kind").value(column.kind().name().toLowerCase(java.util.Locale.ROOT));
            out.endObject();
            out.setIndent(INDENT);
        }
        out.endArray();
        out.name("rows").beginArray();
        for (List<DataTable.Entry> row : table.rows()) {
            out.setIndent("");
            out.beginObject();
            for (int i = 0; i < row.size(); i++) {
                out.name(table.columns().get(i).name());
                entry(row.get(i));
            }
            out.endObject();
            out.setIndent(INDENT);
        }
        out.endArray();
    }

    private void entry(DataTable.Entry entry) throws IOException {
        out.beginObject();
        out.name("value");
        any(entry.value());
        out.name("text").value(entry.text());
        if (!entry.trials().isEmpty()) {
            out.name("trials");
            any(entry.trials());
        }
        out.endObject();
    }

    private void any(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.beginObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                out.name(String.valueOf(member.getKey()));
                any(member.getValue());
            }
            out.endObject();
        } else if (value instanceof Iterable<?> all && !(value instanceof java.nio.file.Path)) {
            out.beginArray();
            for (Object one : all) {
                any(one);
            }
            out.endArray();
        } else if (value instanceof double[] numbers) {
            out.beginArray();
            out.setIndent("");
            for (double number : numbers) {
                any(number);
            }
            out.endArray();
            out.setIndent(INDENT);
        } else if (value instanceof Object[] all) {
            any(List.of(all));
        } else if (value instanceof Number number) {
            if (Double.isFinite(number.doubleValue())) {
                out.value(number);
            } else {
                out.nullValue();
            }
        } else if (value instanceof Boolean flag) {
            out.value(flag);
        } else if (value == null) {
            out.nullValue();
        } else {
            out.value(value.toString());
        }
    }
}
