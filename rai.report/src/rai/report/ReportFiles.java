package rai.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.report.canvas.Picture;
import rai.report.canvas.Raster;
import rai.report.canvas.Svg;
import rai.report.chart.Drawings;
import rai.report.chart.Keys;
import rai.report.file.CsvFile;
import rai.report.file.Folder;
import rai.report.file.JsonFile;
import rai.report.file.MarkdownTable;
import rai.report.page.Names;
import rai.report.page.Page;

/** Writes reports as files. The same report gives the same bytes; those of PNG files depend on the fonts of the machine, too. */
public final class ReportFiles {
    private ReportFiles() {}

    /**
     * What to write.
     *
     * @param pictures whether to write the charts as pictures beside the page, which contains them anyway
     */
    public record Options(boolean pictures) {
        /** Everything. */
        public static final Options ALL = new Options(true);
    }

    /**
     * Writes the files of a report: {@code report.html}, {@code report.json}, {@code table.md}, a {@code .csv} per table, and in
     * {@code pictures} an {@code .svg} and a {@code .png} per chart. On a machine without fonts, there are no PNG files, and the page
     * says so. Files of these names are replaced, others stay.
     *
     * @param report the report
     * @param directory where to; made if it does not exist
     * @param options what to write
     * @return the files, the page first
     * @throws IOException if one can't be written; then the directory is as it was, unless a complete file can't be moved to its
     *     place
     */
    public static List<Path> write(Report report, Path directory, Options options) throws IOException {
        Names names = new Names(report);
        Keys keys = Keys.of(report);
        Optional<String> problem = options.pictures() ? Raster.problem() : Optional.empty();
        boolean rasters = options.pictures() && problem.isEmpty();
        List<String> formats = rasters ? List.of("svg", "png") : options.pictures() ? List.of("svg") : List.of();
        String notice =
                problem.map(why -> "There are no PNG files: " + why + ".").orElse("");
        try (Folder folder = new Folder(directory)) {
            String page = Page.of(report, names, keys, formats, notice);
            folder.write("report.html", page.getBytes(StandardCharsets.UTF_8));
            folder.write("report.json", out -> JsonFile.write(report, out));
            if (!names.main().isEmpty()) {
                String tables = MarkdownTable.of(names.main());
                folder.write("table.md", tables.getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, DataTable> table : names.tables().entrySet()) {
                folder.write(table.getKey() + ".csv", out -> CsvFile.write(table.getValue(), out));
            }
            if (options.pictures()) {
                for (Map.Entry<String, Chart> chart : names.charts().entrySet()) {
                    String name = "pictures/" + chart.getKey();
                    Picture picture = Drawings.complete(chart.getValue(), keys);
                    String svg = Svg.file(picture, chart.getValue().title());
                    folder.write(name + ".svg", svg.getBytes(StandardCharsets.UTF_8));
                    if (rasters) {
                        folder.write(name + ".png", Raster.png(picture));
                    }
                }
            }
            return folder.publish();
        }
    }
}
