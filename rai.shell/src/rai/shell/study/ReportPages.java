package rai.shell.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.report.Block;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.report.ReportFiles;
import rai.shell.console.Failure;
import rai.shell.text.Table;

/** Writes a report into a directory, and says on the terminal what it says. */
final class ReportPages {
    /**
     * A report that was written.
     *
     * @param report the report
     * @param files what was written
     */
    record Written(Report report, List<Path> files) {
        /** Its main table, its sentences and its files. */
        List<String> text() {
            List<String> lines = new ArrayList<>();
            lines.add(report.title());
            lines.add("");
            for (DataTable table : mainTables()) {
                if (!table.title().isEmpty()) {
                    lines.add(table.title());
                }
                Table text = new Table(
                        table.columns().stream().map(DataTable.Column::title).toList());
                table.rows()
                        .forEach(row -> text.row(row.stream().map(Entry::text).toList()));
                lines.addAll(text.lines());
                lines.add("");
            }
            report.answer().forEach(statement -> lines.add(line(statement)));
            lines.add("written: "
                    + files.stream()
                            .filter(file -> !file.toString().contains("pictures"))
                            .map(Path::toString)
                            .collect(Collectors.joining(", ")));
            return lines;
        }

        private static String line(Statement statement) {
            String warning = statement.mark() == Statement.Mark.WARNING ? "note: " : "";
            return warning
                    + statement.sentence()
                    + (statement.source().isEmpty() ? "" : " (" + statement.source() + ")");
        }

        Map<String, Object> document() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("title", report.title());
            List<Map<String, Object>> answer = new ArrayList<>();
            for (Statement statement : report.answer()) {
                Map<String, Object> sentence = new LinkedHashMap<>();
                sentence.put("mark", statement.mark().name().toLowerCase(java.util.Locale.ROOT));
                sentence.put("sentence", statement.sentence());
                sentence.put("source", statement.source());
                answer.add(sentence);
            }
            map.put("answer", answer);
            for (DataTable table : mainTables()) {
                map.put(table.name(), rows(table));
            }
            map.put("files", files);
            return map;
        }

        private static List<Map<String, Object>> rows(DataTable table) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (List<Entry> entries : table.rows()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < entries.size(); i++) {
                    row.put(table.columns().get(i).name(), entries.get(i).value());
                }
                rows.add(row);
            }
            return rows;
        }

        private List<DataTable> mainTables() {
            List<DataTable> tables = new ArrayList<>();
            for (Report.Section section : report.sections()) {
                for (Block block : section.blocks()) {
                    if (block instanceof DataTable table && table.main()) {
                        tables.add(table);
                    }
                }
            }
            return tables;
        }
    }

    Written write(Report report, Path directory) throws IOException {
        return write(report, directory, List.of());
    }

    /** @param pictures what was written already */
    Written write(Report report, Path directory, List<Path> pictures) throws IOException {
        List<Path> files = new ArrayList<>();
        try {
            files.addAll(ReportFiles.write(report, directory, ReportFiles.Options.ALL));
        } catch (IOException e) {
            throw Failure.of(e).at("the report could not be written to " + directory);
        }
        files.addAll(pictures);
        return new Written(report, files);
    }
}
