package rai.shell.train;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rai.api.data.Column;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/**
 * Predictions as CSV and as JSON: a line per row of the input, in its order. A file is written whole or not at all.
 *
 * @param predicted the predictions
 * @param ids the columns that name the rows; if there are none, rows are numbered from 1
 * @param classNames the classes; empty for a regression
 * @param targetNames the names of the numbers that are predicted
 * @param probabilities whether the probabilities of the classes are included
 */
record PredictionFile(
        PredictedRows predicted,
        List<Column> ids,
        List<String> classNames,
        List<String> targetNames,
        boolean probabilities) {
    private static final String ROW = "row";
    private static final String PREDICTION = "prediction";

    private List<String> header() {
        List<String> header = new ArrayList<>();
        if (ids.isEmpty()) {
            header.add(ROW);
        }
        ids.forEach(id -> header.add(id.name()));
        if (!predicted.isRegression()) {
            header.add(PREDICTION);
            if (probabilities) {
                classNames.forEach(name -> header.add("probability_" + name));
            }
        } else if (predicted.targets() == 1) {
            header.add(PREDICTION);
        } else {
            for (int j = 0; j < predicted.targets(); j++) {
                header.add(PREDICTION + "_" + target(j));
            }
        }
        return header;
    }

    private String target(int number) {
        return targetNames.size() == predicted.targets() ? targetNames.get(number) : String.valueOf(number + 1);
    }

    /** The cells of a row; null if the row can't be predicted. */
    private List<Object> cells(int row, int width) {
        List<Object> cells = new ArrayList<>();
        if (ids.isEmpty()) {
            cells.add(row + 1);
        }
        ids.forEach(id -> cells.add(id.text(row)));
        if (!predicted.has(row)) {
            while (cells.size() < width) {
                cells.add(null);
            }
        } else if (!predicted.isRegression()) {
            cells.add(predicted.className(row));
            for (int label = 0; probabilities && label < classNames.size(); label++) {
                cells.add(predicted.probability(row, label));
            }
        } else {
            for (int j = 0; j < predicted.targets(); j++) {
                cells.add(predicted.number(row, j));
            }
        }
        return cells;
    }

    private void csv(Writer writer) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer)) {
            List<String> header = header();
            csv.writeRecord(header);
            for (int row = 0; row < predicted.rows(); row++) {
                csv.writeRecord(cells(row, header.size()).stream()
                        .map(cell -> cell == null ? "" : cell.toString())
                        .toList());
            }
        }
    }

    /** @return a map per row, with the reason if it can't be predicted */
    List<Map<String, Object>> document() {
        List<String> header = header();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < predicted.rows(); row++) {
            List<Object> cells = cells(row, header.size());
            Map<String, Object> map = new LinkedHashMap<>();
            for (int j = 0; j < cells.size(); j++) {
                map.put(header.get(j), cells.get(j));
            }
            if (predicted.problems().containsKey(row)) {
                map.put("problem", predicted.problems().get(row));
            }
            rows.add(map);
        }
        return rows;
    }

    void print(PrintStream out) throws IOException {
        StringWriter text = new StringWriter();
        csv(text);
        out.print(text);
    }

    /**
     * Writes a file: JSON if its name ends in .json, else CSV.
     *
     * @throws Failure if it can't be written; then what was there before is there still
     */
    void write(Path asked) {
        Path file = asked;
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            if (Files.exists(asked)) {
                file = asked.toRealPath(); // what a link points to is replaced, not the link
                partial = file.resolveSibling(file.getFileName() + ".partial");
            }
            if (Files.isDirectory(file)) {
                throw new Failure("--out must be a file, and " + file + " is a directory");
            }
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) { // a device or a pipe
                write(file, file);
            } else {
                write(partial, file);
                move(partial, file);
            }
        } catch (IOException e) {
            discard(partial);
            throw new Failure(
                    ExitCode.FAILED,
                    "the predictions could not be written to " + asked + ": "
                            + (e instanceof NoSuchFileException
                                    ? "no file can be made there"
                                    : Failure.of(e).getMessage()));
        }
    }

    private void write(Path into, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(into, StandardCharsets.UTF_8)) {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                writer.write(Json.text(document()) + "\n");
            } else {
                csv(writer);
            }
        }
    }

    private static void move(Path partial, Path file) throws IOException {
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // what is left of it has another name than the file
        }
    }
}
