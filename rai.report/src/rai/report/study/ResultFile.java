package rai.report.study;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.report.Statement.Figures;
import rai.api.spec.SpecException;
import rai.report.file.JsonFile;
import rai.report.page.Names;
import rai.report.study.StudyResult.Effort;
import rai.report.study.StudyResult.Picture;

/**
 * The stored result of a study: what it has cost, which pictures lie beside it, and the report without its trials and without the
 * grids of landscapes. It holds no date and no version: the same study gives the same bytes.
 */
final class ResultFile {
    private static final int FORMAT = 1;
    private static final String TRIALS = "trials";

    private ResultFile() {}

    static byte[] bytes(Report report, List<Picture> pictures, Effort effort) {
        StringWriter text = new StringWriter();
        try {
            JsonWriter out = new JsonWriter(text);
            out.setIndent("  ");
            out.beginObject();
            out.name("result").value(FORMAT);
            out.name("effort").beginObject();
            out.name("command").value(effort.command());
            out.name("planned").value(effort.planned());
            out.name("ended").value(effort.ended());
            out.name("seeds").value(effort.seeds());
            out.name("training_seconds").value(Math.round(effort.trainingSeconds()));
            out.name("clock_seconds");
            if (Double.isNaN(effort.clockSeconds())) {
                out.nullValue();
            } else {
                out.value(Math.round(effort.clockSeconds()));
            }
            out.name("report_seconds").value(Math.round(effort.reportSeconds()));
            out.name("cores").value(effort.cores());
            out.name("processor").value(effort.processor());
            out.endObject();
            out.name("pictures").beginArray();
            for (Picture picture : pictures) {
                out.beginObject();
                out.name("name").value(picture.name());
                out.name("title").value(picture.title());
                out.name("caption").value(picture.caption());
                out.name("file").value(picture.file());
                out.name("narrow").value(picture.narrow());
                out.endObject();
            }
            out.endArray();
            out.name("report");
            JsonFile.write(slim(report), chart -> !(chart instanceof Chart.Landscapes), out);
            out.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is written to memory
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Without the trials, and without facts about the files. */
    private static Report slim(Report report) {
        List<Report.Section> sections = new ArrayList<>();
        for (Report.Section section : report.sections()) {
            List<Block> blocks = new ArrayList<>();
            for (Block block : section.blocks()) {
                if (!(block instanceof DataTable table)) {
                    blocks.add(block);
                } else if (!table.name().equals(TRIALS)) {
                    blocks.add(slim(table));
                }
            }
            if (!blocks.isEmpty()) {
                sections.add(new Report.Section(section.title(), blocks));
            }
        }
        return new Report(report.name(), report.title(), report.question(), report.answer(), sections, Map.of());
    }

    private static DataTable slim(DataTable table) {
        List<List<Entry>> rows = table.rows().stream()
                .map(row -> row.stream()
                        .map(entry -> new Entry(entry.value(), entry.text(), List.of()))
                        .toList())
                .toList();
        return new DataTable(table.name(), table.title(), table.columns(), rows, table.main());
    }

    /**
     * @param content a stored result
     * @param file where it is stored, for messages
     * @return it
     * @throws SpecException if it is damaged, or of a newer version
     */
    static StudyResult read(byte[] content, Path file) {
        try {
            JsonObject document = JsonParser.parseString(new String(content, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            if (document.get("result").getAsInt() > FORMAT) {
                throw new SpecException(file + " is of a newer version of RAI: use that");
            }
            return result(document);
        } catch (JsonParseException | IllegalStateException | NullPointerException | IllegalArgumentException e) {
            throw new SpecException(file + " is damaged: write it again with study page", e);
        }
    }

    private static StudyResult result(JsonObject document) {
        JsonObject report = document.getAsJsonObject("report");
        List<DataTable> tables = new ArrayList<>();
        for (JsonElement section : report.getAsJsonArray("sections")) {
            for (JsonElement each : section.getAsJsonObject().getAsJsonArray("blocks")) {
                JsonObject block = each.getAsJsonObject();
                if (block.get("kind").getAsString().equals("table")) {
                    tables.add(table(block));
                }
            }
        }
        Report.Section all = new Report.Section("", new ArrayList<>(tables));
        Names names = new Names(new Report("", "", "", List.of(), List.of(all), Map.of()));
        List<Picture> pictures = new ArrayList<>();
        for (JsonElement each : document.getAsJsonArray("pictures")) {
            JsonObject of = each.getAsJsonObject();
            pictures.add(new Picture(
                    text(of, "name"),
                    text(of, "title"),
                    text(of, "caption"),
                    text(of, "file"),
                    of.has("narrow") ? text(of, "narrow") : ""));
        }
        return new StudyResult(
                text(report, "title"),
                text(report, "question"),
                statements(report.getAsJsonArray("answer")),
                names.tables(),
                names.main().stream().map(names::of).toList(),
                pictures,
                effort(document.getAsJsonObject("effort")));
    }

    private static String text(JsonObject of, String name) {
        return of.get(name).getAsString();
    }

    private static Effort effort(JsonObject of) {
        return new Effort(
                text(of, "command"),
                of.get("planned").getAsInt(),
                of.get("ended").getAsInt(),
                of.get("seeds").getAsInt(),
                of.get("training_seconds").getAsDouble(),
                of.get("clock_seconds").isJsonNull()
                        ? Double.NaN
                        : of.get("clock_seconds").getAsDouble(),
                of.get("report_seconds").getAsDouble(),
                of.get("cores").getAsInt(),
                text(of, "processor"));
    }

    private static List<Statement> statements(JsonArray all) {
        List<Statement> statements = new ArrayList<>();
        for (JsonElement each : all) {
            JsonObject of = each.getAsJsonObject();
            Optional<Figures> figures = Optional.ofNullable(of.getAsJsonObject("figures"))
                    .map(has -> new Figures(text(has, "what"), text(has, "reference"), text(has, "ours")));
            statements.add(new Statement(
                    Statement.Mark.valueOf(text(of, "mark").toUpperCase(Locale.ROOT)),
                    text(of, "sentence"),
                    of.has("source") ? text(of, "source") : "",
                    figures));
        }
        return statements;
    }

    /** Pages show texts: the values of entries stay in the file. */
    private static DataTable table(JsonObject of) {
        List<DataTable.Column> columns = new ArrayList<>();
        for (JsonElement each : of.getAsJsonArray("columns")) {
            JsonObject column = each.getAsJsonObject();
            columns.add(new DataTable.Column(
                    text(column, "name"),
                    text(column, "title"),
                    DataTable.Kind.valueOf(text(column, "kind").toUpperCase(Locale.ROOT))));
        }
        List<List<Entry>> rows = new ArrayList<>();
        for (JsonElement each : of.getAsJsonArray("rows")) {
            JsonObject row = each.getAsJsonObject();
            rows.add(columns.stream()
                    .map(column -> Entry.of(text(row.getAsJsonObject(column.name()), "text")))
                    .toList());
        }
        return new DataTable(
                text(of, "name"),
                text(of, "title"),
                columns,
                rows,
                of.get("main").getAsBoolean());
    }
}
