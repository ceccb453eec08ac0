package rai.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.report.SampleReport;
import rai.report.chart.Keys;

class PageTest {
    private static final String ATTACK = "</script><script>alert(\"1\")</script>";

    private static String page(Report report) {
        return Page.of(report, new Names(report), Keys.of(report), List.of("svg", "png"), "");
    }

    private static Report report(Block... blocks) {
        return new Report("r", "R", "", List.of(), List.of(new Report.Section("s", List.of(blocks))), Map.of());
    }

    private static List<String> all(String regex, String page) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }

    private static DataTable table(String name, int rows) {
        return new DataTable(
                name,
                "Table " + name,
                List.of(
                        new DataTable.Column("id", "trial", DataTable.Kind.TEXT),
                        new DataTable.Column("accuracy", "accuracy", DataTable.Kind.NUMBER)),
                IntStream.range(0, rows)
                        .mapToObj(i -> List.of(
                                DataTable.Entry.of("id" + i),
                                new DataTable.Entry(i / 3.0, "0." + i, List.of("id" + i, "id0"))))
                        .toList(),
                false);
    }

    @Test
    void everyChartIsInThePageOnceWideAndOnceNarrowAndWellFormed() throws Exception {
        String page = page(SampleReport.report());
        List<String> pictures = all("(<svg .*?</svg>)", page);
        assertThat(pictures).hasSize(2 * 10);
        for (String picture : pictures) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(picture)));
        }
        assertThat(all("class=\"chart (wide|narrow)\"", page))
                .filteredOn("narrow"::equals)
                .hasSize(10);
    }

    @Test
    void textsOfANarrowPictureAreAtLeastTenPixelsHigh() {
        List<String> narrow = all("(<svg [^>]*class=\"chart narrow\".*?</svg>)", page(SampleReport.report()));
        assertThat(narrow).allMatch(svg -> svg.contains("viewBox=\"0 0 360 "));
        assertThat(all("font-size=\"([0-9.]+)\"", String.join("", narrow)))
                .isNotEmpty()
                .allMatch(size -> Double.parseDouble(size) >= 10);
    }

    @Test
    void idsOfThePageAreDifferent() {
        assertThat(all(" id=\"([^\"]*)\"", page(SampleReport.report()))).doesNotHaveDuplicates();
    }

    @Test
    void markupInAnyTextIsHarmless() {
        Chart chart = new Chart.Lines(
                ATTACK,
                ATTACK,
                ATTACK,
                Chart.Axis.of(ATTACK),
                Chart.Axis.of(ATTACK),
                List.of(new Chart.Line(
                        ATTACK,
                        ATTACK,
                        new double[] {1, 2},
                        new double[] {1, 2},
                        new double[0],
                        new double[0],
                        List.of())));
        DataTable table = new DataTable(
                ATTACK,
                ATTACK,
                List.of(new DataTable.Column(ATTACK, ATTACK, DataTable.Kind.COMMAND)),
                List.of(List.of(new DataTable.Entry(ATTACK, ATTACK, List.of(ATTACK)))),
                true);
        Report report = new Report(
                ATTACK,
                ATTACK,
                ATTACK,
                List.of(new Statement(Statement.Mark.YES, ATTACK, ATTACK)),
                List.of(new Report.Section(ATTACK, List.of(new Block.Text(ATTACK), table, chart))),
                Map.of(ATTACK, List.of(ATTACK)));
        String page = page(report);
        assertThat(page).doesNotContain("alert(\"1\")").doesNotContain("<script>alert");
        assertThat(all("(</script>)", page)).hasSize(3); // of the table, of the sets of trials, of the page
    }

    @Test
    void onlyTheScriptOfThePageMayRunAndNothingIsLoaded() throws Exception {
        String page = page(SampleReport.report());
        String script = all("<script>(.*?)</script>", page).get(0);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(page)
                .contains("default-src 'none'")
                .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "@import", "url(h");
    }

    @Test
    void marksOfSentencesAreSignsWithNames() {
        assertThat(page(SampleReport.report()))
                .contains("aria-label=\"Yes\">\u2713<")
                .contains("aria-label=\"No\">\u2717<")
                .contains("aria-label=\"Remark\">\u2022<")
                .contains("aria-label=\"Warning\">\u26A0");
    }

    @Test
    void aLargeTableShowsItsFirstRowsAndHasAllAsData() {
        String page = page(report(table("large", 5000)));
        assertThat(all("(<tr><td)", page)).hasSize(TableHtml.FIRST_ROWS);
        assertThat(page).contains("100 of 5,000 rows");
        JsonObject data = JsonParser.parseString(
                        all("class=\"data\">(.*?)</script>", page).get(0))
                .getAsJsonObject();
        JsonArray rows = data.getAsJsonArray("rows");
        assertThat(rows).hasSize(5000);
        assertThat(rows.get(4999).toString()).isEqualTo("[\"id4999\",[1666.3333333333333,\"0.4999\"]]");
    }

    @Test
    void aNumberLinksToTheTrialsThatItComesFrom() {
        String page = page(report(table("results", 2), table("trials", 2)));
        assertThat(page).contains("<a href=\"#table-trials\" class=\"trials\" data-set=\"1\">0.1</a>");
        JsonObject sets = JsonParser.parseString(
                        all("id=\"trial-sets\">(.*?)</script>", page).get(0))
                .getAsJsonObject();
        assertThat(sets.toString()).isEqualTo("{\"ids\":[\"id0\",\"id1\"],\"sets\":[[0,0],[1,0]]}");
        assertThat(all("class=\"data\">\\{\"kinds\":\\[\"text\",\"number\"\\],\"id\":(-?[0-9]+)", page))
                .containsExactly("-1", "0");
    }

    @Test
    void withoutATableOfTrialsNumbersAreNoLinks() {
        assertThat(page(report(table("results", 2)))).doesNotContain("data-set");
    }

    @Test
    void tablesOfTheSameNameHaveDifferentFiles() {
        Report report = report(table("a b", 1), table("a b", 2), table("", 1), table("../x", 1));
        assertThat(new Names(report).tables().keySet()).containsExactly("a-b", "a-b-2", "table", "x");
    }

    @Test
    void commandsHaveAButtonToCopyThem() {
        assertThat(page(SampleReport.report())).contains("class=\"copy\">Copy</button><code>./rai train --data &quot;");
    }

    @Test
    void theScriptSetsTextsOnlyAsTexts() throws IOException {
        String script = new String(Page.class.getResourceAsStream("page.js").readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "</script");
    }
}
