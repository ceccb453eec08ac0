package rai.report.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.report.SampleReport;

class DocumentsTest {
    private static final DataTable TABLE = new DataTable(
            "t",
            "T",
            List.of(
                    new DataTable.Column("name", "the *name*", DataTable.Kind.TEXT),
                    new DataTable.Column("accuracy", "accuracy", DataTable.Kind.NUMBER),
                    new DataTable.Column("command", "command", DataTable.Kind.COMMAND)),
            List.of(
                    List.of(
                            DataTable.Entry.of("a, \"b\"|c"),
                            DataTable.Entry.of(0.1 + 0.2, "0.30"),
                            DataTable.Entry.of("./rai train | tee log")),
                    List.of(
                            new DataTable.Entry(Arrays.asList("x", "y"), "x, y", List.of("id1")),
                            DataTable.Entry.of(Double.NaN, "-"),
                            new DataTable.Entry(null, "", List.of()))),
            true);

    private static String csv(DataTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFile.write(table, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonObject json(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonFile.write(report, out);
        return JsonParser.parseString(out.toString(StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static Report report(Block... blocks) {
        return new Report(
                "r",
                "R",
                "why?",
                List.of(new Statement(Statement.Mark.NO, "It did not.", "A paper")),
                List.of(new Report.Section("s", List.of(blocks))),
                Map.of("versions", Map.of("rai", "1")));
    }

    private static JsonObject block(JsonObject report) {
        return report.getAsJsonArray("sections")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("blocks")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void csvHasAllDigitsAndQuotesWhatNeedsIt() throws IOException {
        assertThat(csv(TABLE))
                .isEqualTo("name,accuracy,command\r\n"
                        + "\"a, \"\"b\"\"|c\",0.30000000000000004,./rai train | tee log\r\n"
                        + "x; y,NaN,\r\n");
    }

    @Test
    void markdownShowsTextsAndEscapesWhatHasAMeaningThere() {
        assertThat(MarkdownTable.of(List.of(TABLE))).isEqualTo("""
            | the \\*name\\* | accuracy | command |
            | --- | ---: | --- |
            | a, "b"\\|c | 0.30 | `./rai train \\| tee log` |
            | x, y | - |  |
            """);
    }

    @Test
    void severalMainTablesHaveTheirTitlesInMarkdown() {
        assertThat(MarkdownTable.of(List.of(TABLE, TABLE)))
                .startsWith("## T\n\n| the")
                .contains(" |\n\n## T\n\n| the");
    }

    @Test
    void jsonHasValueTextAndTrialsOfEachEntry() throws IOException {
        JsonObject table = block(json(report(TABLE)));
        assertThat(table.get("kind").getAsString()).isEqualTo("table");
        JsonObject first = table.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertThat(first.getAsJsonObject("accuracy").toString())
                .isEqualTo("{\"value\":0.30000000000000004,\"text\":\"0.30\"}");
        JsonObject second = table.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertThat(second.getAsJsonObject("name").toString())
                .isEqualTo("{\"value\":[\"x\",\"y\"],\"text\":\"x, y\",\"trials\":[\"id1\"]}");
        assertThat(second.getAsJsonObject("accuracy").get("value").isJsonNull()).isTrue();
    }

    @Test
    void jsonHasTheAnswerAndTheFacts() throws IOException {
        JsonObject report = json(report());
        assertThat(report.getAsJsonArray("answer").toString())
                .isEqualTo("[{\"mark\":\"no\",\"sentence\":\"It did not.\",\"source\":\"A paper\"}]");
        assertThat(report.getAsJsonObject("about").toString()).isEqualTo("{\"versions\":{\"rai\":\"1\"}}");
    }

    @Test
    void jsonHasTheNumbersOfAChart() throws IOException {
        Chart chart = new Chart.Bars(
                "b",
                "B",
                "",
                Chart.Axis.of("seconds"),
                List.of("x", "y"),
                List.of(new Chart.Series("one", "key", new double[] {1.5, Double.NaN})));
        JsonObject bars = block(json(report(chart)));
        assertThat(bars.get("kind").getAsString()).isEqualTo("bars");
        assertThat(bars.getAsJsonArray("series").toString())
                .isEqualTo("[{\"label\":\"one\",\"key\":\"key\",\"values\":[1.5,null]}]");
    }

    @Test
    void jsonHasEveryKindOfChart() throws IOException {
        assertThat(json(SampleReport.report()).toString())
                .contains("\"kind\":\"lines\"", "\"kind\":\"dots\"", "\"kind\":\"heat-map\"", "\"kind\":\"bars\"")
                .contains("\"kind\":\"critical-difference\"", "\"kind\":\"forest\"", "\"kind\":\"landscapes\"")
                .contains("\"kind\":\"facets\"");
    }

    @Test
    void jsonHasTheLinesOfEachPanelOfAGrid() throws IOException {
        Chart.Line line = new Chart.Line(
                "seed 0", "seed 0", new double[] {1, 2}, new double[] {3, 4}, new double[0], new double[0], List.of());
        Chart chart = new Chart.Facets(
                "g",
                "G",
                "",
                Chart.Axis.of("z"),
                Chart.Axis.of("y"),
                "inner",
                List.of("small", "large"),
                "outer",
                List.of("medium"),
                List.of(List.of(List.of(), List.of(line))));
        JsonObject facets = block(json(report(chart)));
        assertThat(facets.get("columns").toString()).isEqualTo("[\"small\",\"large\"]");
        assertThat(facets.get("rows").toString()).isEqualTo("[\"medium\"]");
        assertThat(facets.get("across").getAsString()).isEqualTo("inner");
        assertThat(facets.get("down").getAsString()).isEqualTo("outer");
        assertThat(facets.get("panels").toString())
                .isEqualTo("[[[],[{\"label\":\"seed 0\",\"key\":\"seed 0\",\"x\":[1.0,2.0],\"y\":[3.0,4.0],"
                        + "\"low\":[],\"high\":[],\"marked\":[]}]]]");
    }
}
