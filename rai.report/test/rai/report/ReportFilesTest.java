package rai.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import rai.api.report.Report;

class ReportFilesTest {
    @TempDir
    Path directory;

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aReportIsAPageWithADocumentATablePerTableAndTwoPicturesPerChart() throws IOException {
        List<Path> files = ReportFiles.write(SampleReport.report(), directory, ReportFiles.Options.ALL);
        assertThat(files.get(0)).isEqualTo(directory.resolve("report.html"));
        assertThat(files)
                .allMatch(Files::isRegularFile)
                .hasSize(names(directory).size());
        assertThat(names(directory))
                .contains("report.html", "report.json", "table.md", "results.csv", "trials.csv", "failures.csv")
                .contains("pictures/rates.svg", "pictures/rates.png", "pictures/landscapes.png")
                .hasSize(6 + 2 * 10);
    }

    @Test
    void withoutPicturesThePageDoesNotLinkToAny() throws IOException {
        ReportFiles.write(SampleReport.report(), directory, new ReportFiles.Options(false));
        assertThat(directory.resolve("pictures")).doesNotExist();
        assertThat(Files.readString(directory.resolve("report.html")))
                .contains("<svg")
                .doesNotContain("pictures/");
    }

    @Test
    void theSameReportGivesTheSameBytes() throws IOException {
        ReportFiles.write(SampleReport.report(), directory.resolve("a"), ReportFiles.Options.ALL);
        ReportFiles.write(SampleReport.report(), directory.resolve("b"), ReportFiles.Options.ALL);
        for (String name : names(directory.resolve("a"))) {
            assertThat(directory.resolve("b").resolve(name))
                    .as(name)
                    .hasSameBinaryContentAs(directory.resolve("a").resolve(name));
        }
    }

    @Test
    void anSvgFileIsWellFormedAndHasSizeTitleAndPaper() throws Exception {
        ReportFiles.write(SampleReport.report(), directory, ReportFiles.Options.ALL);
        for (String name : names(directory.resolve("pictures"))) {
            if (name.endsWith(".svg")) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                Element svg = factory.newDocumentBuilder()
                        .parse(directory.resolve("pictures").resolve(name).toFile())
                        .getDocumentElement();
                assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
                assertThat(svg.getAttribute("width")).as(name).isEqualTo("748");
                assertThat(((Element) svg.getElementsByTagName("rect").item(0)).getAttribute("fill"))
                        .isEqualTo("#ffffff");
                assertThat(svg.getElementsByTagName("*").getLength()).as(name).isGreaterThan(20);
            }
        }
    }

    @Test
    void aPngFileHasTwoPixelsPerPixelOfTheSvgFile() throws IOException {
        ReportFiles.write(SampleReport.report(), directory, ReportFiles.Options.ALL);
        byte[] png = Files.readAllBytes(directory.resolve("pictures/ranks.png"));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(2 * 748);
    }

    @Test
    void aNewReportReplacesTheFilesOfAnOldOneAndLeavesOthers() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.html"), "old");
        Files.writeString(directory.resolve("journal.jsonl"), "mine");
        ReportFiles.write(SampleReport.report(), directory, ReportFiles.Options.ALL);
        assertThat(directory.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(directory.resolve("journal.jsonl")).hasContent("mine");
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).noneMatch(path -> path.getFileName().toString().startsWith("."));
        }
    }

    @Test
    void aReportThatCantBeWrittenLeavesTheDirectoryAsItWas() throws IOException {
        Files.writeString(directory.resolve("report.html"), "old");
        Files.writeString(directory.resolve("pictures"), "a file where a directory must be");
        assertThatThrownBy(() -> ReportFiles.write(SampleReport.report(), directory, ReportFiles.Options.ALL))
                .isInstanceOf(IOException.class);
        assertThat(names(directory)).containsExactly("pictures", "report.html");
        assertThat(directory.resolve("report.html")).hasContent("old");
    }

    @Test
    void tenThousandTrialsMakeAPageOfAFewMegabytes() throws IOException {
        ReportFiles.write(SampleReport.report(10_000), directory, new ReportFiles.Options(false));
        assertThat(directory.resolve("report.html").toFile().length()).isBetween(1_000_000L, 6_000_000L);
        assertThat(Files.readAllLines(directory.resolve("trials.csv"))).hasSize(10_001);
    }

    @Test
    void anEmptyReportIsAPageToo() throws IOException {
        Report report = new Report("nothing", "Nothing", "", List.of(), List.of(), Map.of());
        ReportFiles.write(report, directory, ReportFiles.Options.ALL);
        assertThat(names(directory)).containsExactly("report.html", "report.json");
    }
}
