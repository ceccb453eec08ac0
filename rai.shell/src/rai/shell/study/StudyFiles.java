package rai.shell.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.study.ExperimentResult;
import rai.plot.Axis;
import rai.plot.Figure;
import rai.plot.Landscape;
import rai.plot.Mark;
import rai.plot.Probabilities;
import rai.shell.picture.OutFiles;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;
import rai.shell.text.Table;

/**
 * The files of a study: a picture if it has landscapes, its table, and all its data.
 *
 * @param result what was found
 * @param document the same as a document
 * @param files what was written
 */
record StudyFiles(ExperimentResult result, Map<String, Object> document, List<Path> files) {
    private static final int MOST_IN_A_ROW = 4;

    /**
     * Writes the files.
     *
     * @param result what was found
     * @param spec the spec of the study
     * @param names where to
     * @param options the size of the picture
     */
    static StudyFiles write(ExperimentResult result, String spec, OutFiles names, PictureOptions options)
            throws IOException {
        Files.createDirectories(names.directory());
        List<Path> files = new ArrayList<>();
        if (!result.landscapes().isEmpty()) {
            options.write(picture(result), names.picture());
            files.add(names.picture());
        }
        Path json = names.file(".json");
        Path csv = names.file(".csv");
        files.add(json);
        files.add(csv);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("study", spec);
        document.put("title", result.title());
        document.put("finding", result.finding());
        document.put("columns", result.columns());
        document.put("rows", result.rows());
        document.put("data", result.data());
        document.put("files", files);
        Files.writeString(json, Json.text(document) + "\n");
        Files.writeString(csv, csv(result));
        return new StudyFiles(result, document, files);
    }

    List<String> text() {
        Table table = new Table(result.columns());
        result.rows().forEach(table::row);
        List<String> lines = new ArrayList<>();
        lines.add(result.title());
        lines.add("");
        lines.addAll(table.lines());
        lines.add("");
        lines.add(result.finding());
        lines.add("written: " + files.stream().map(Path::toString).collect(Collectors.joining(", ")));
        return lines;
    }

    private static Figure picture(ExperimentResult result) {
        List<Landscape> panels =
                result.landscapes().stream().map(StudyFiles::panel).toList();
        int columns = panels.size() <= MOST_IN_A_ROW ? panels.size() : (int) Math.ceil(Math.sqrt(panels.size()));
        Figure figure = Figure.grid(columns, panels).withTitle(result.title());
        return panels.size() > 1 ? figure.withLetters() : figure;
    }

    private static Landscape panel(ExperimentResult.Landscape of) {
        List<Mark> marks =
                of.points().stream().map(p -> new Mark(p[0], p[1], (int) p[2])).toList();
        return new Landscape(
                of.title(),
                of.captions(),
                Axis.of(of.features().get(0)).from(-of.range(), of.range()),
                Axis.of(of.features().get(1)).from(-of.range(), of.range()),
                new Probabilities(of.probability()),
                marks);
    }

    /** RFC 4180. */
    private static String csv(ExperimentResult result) {
        List<List<String>> all = new ArrayList<>();
        all.add(result.columns());
        all.addAll(result.rows());
        return all.stream()
                .map(row -> row.stream().map(StudyFiles::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        return text.matches("(?s).*[,\"\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
