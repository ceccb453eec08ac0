package rai.shell.predict;

import com.google.gson.stream.JsonWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import rai.api.data.Column;
import rai.api.spec.Words;
import rai.shell.command.Ending;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** How predictions are written. */
enum PredictionFormat {
    /** A header and a line per row. */
    CSV(".csv"),
    /** An array with an object per row. */
    JSON(".json"),
    /** An object per line. */
    JSONL(".jsonl", ".ndjson"),
    /** An array of NumPy. */
    NPY(".npy"),
    /** Several arrays of NumPy, by name. */
    NPZ(".npz");

    private final List<String> endings;

    PredictionFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** Writes the rows of one piece after another. */
    interface Rows extends Closeable {
        /**
         * @param predicted the rows of a piece
         * @param ids the columns that name them
         */
        void write(PredictedRows predicted, List<Column> ids) throws IOException;
    }

    /**
     * @param file the file to write
     * @return the format that its name stands for: CSV if it has no ending, or is a device or a pipe
     * @throws Failure if it has another ending
     */
    static PredictionFormat of(Path file) {
        Optional<String> ending = Ending.of(file);
        if (ending.isEmpty() || Files.exists(file) && !Files.isRegularFile(file)) {
            return CSV;
        }
        return Stream.of(values())
                .filter(format -> format.endings.contains(ending.get()))
                .findFirst()
                .orElseThrow(() -> new Failure("the name " + file + " does not show a format of predictions: let it end"
                        + " in "
                        + Ending.either(Stream.of(values())
                                .flatMap(format -> format.endings.stream())
                                .toList())
                        + ", or give --format"));
    }

    /** @return the format of this name, such as {@code csv} */
    static PredictionFormat named(String name) {
        return Stream.of(values())
                .filter(format -> format.word().equals(name))
                .findFirst()
                .orElseThrow(() -> Words.unknown(
                        "format",
                        name,
                        Stream.of(values()).map(PredictionFormat::word).toList()));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return whether it is bytes, not text */
    boolean isBinary() {
        return this == NPY || this == NPZ;
    }

    /**
     * @param file the file to write
     * @param layout what is written for a row
     * @return writes into it; the file is complete once it is closed
     */
    Rows into(Path file, Layout layout) throws IOException {
        return switch (this) {
            case CSV -> csv(Files.newBufferedWriter(file, StandardCharsets.UTF_8), layout);
            case JSON -> json(Files.newBufferedWriter(file, StandardCharsets.UTF_8), layout);
            case JSONL -> jsonLines(Files.newBufferedWriter(file, StandardCharsets.UTF_8), layout);
            case NPY, NPZ -> new NumpyRows(file, layout, this == NPZ);
        };
    }

    private static Rows csv(Writer writer, Layout layout) throws IOException {
        List<String> header = layout.header();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
        csv.writeRecord(header);
        return new Rows() {
            @Override
            public void write(PredictedRows predicted, List<Column> ids) {
                for (int row = 0; row < predicted.rows(); row++) {
                    csv.writeRecord(layout.cells(predicted, ids, row, header.size()).stream()
                            .map(cell -> cell == null ? "" : cell.toString())
                            .toList());
                }
            }

            @Override
            public void close() throws IOException {
                csv.close();
            }
        };
    }

    private static Rows json(Writer writer, Layout layout) throws IOException {
        JsonWriter json = Json.writer(writer);
        json.beginArray();
        return new Rows() {
            @Override
            public void write(PredictedRows predicted, List<Column> ids) {
                for (int row = 0; row < predicted.rows(); row++) {
                    Json.write(json, layout.document(predicted, ids, row));
                }
            }

            @Override
            public void close() throws IOException {
                json.endArray();
                json.flush();
                writer.write("\n");
                json.close();
            }
        };
    }

    private static Rows jsonLines(Writer writer, Layout layout) {
        return new Rows() {
            @Override
            public void write(PredictedRows predicted, List<Column> ids) throws IOException {
                for (int row = 0; row < predicted.rows(); row++) {
                    writer.write(Json.line(layout.document(predicted, ids, row)) + "\n");
                }
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }
}
